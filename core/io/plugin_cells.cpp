#include "core/io/plugin_cells.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/geo/gdal_errors.h"
#include "core/io/gdal_handles.h"
#include "core/text/japanese_date.h"
#include "core/text/names.h"
#include "core/text/number_text.h"

namespace chiiki {
namespace {

struct UnitWord {
    std::string_view unit;
    std::string_view word;  // as normalised
    double factor;
};

// Longer words first: 百万円 ends in 万円, and that in 円.
constexpr UnitWord unitWords[] = {
    {"yen", "百万円", 1e6},   {"yen", "万円", 1e4},  {"yen", "千円", 1e3},
    {"yen", "円", 1},         {"people", "人", 1},   {"households", "世帯", 1},
    {"households", "戸", 1},  {"count", "件", 1},    {"places", "か所", 1},
    {"districts", "地域", 1}, {"months", "か月", 1}, {"kinds", "種類", 1},
    {"times", "回", 1},       {"percent", "%", 1},   {"days", "日", 1},
    {"minutes", "分", 1},     {"km2", "km2", 1},     {"m", "m", 1},
};
constexpr double largestWhole = 9007199254740992.0;  // beyond it a double skips whole numbers

bool take(std::string_view& text, std::string_view word)
{
    if (!text.starts_with(word))
        return false;
    text.remove_prefix(word.size());
    return true;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// "1,234,567" without its commas; nothing where they do not part threes.
std::optional<std::string> withoutGrouping(std::string_view text)
{
    const std::size_t whole = std::min(text.find_first_not_of("0123456789,"), text.size());
    if (text.find(',', whole) != std::string_view::npos)
        return std::nullopt;
    std::string plain;
    std::size_t sinceComma = 0;
    bool hasComma = false;
    for (const char c : text.substr(0, whole)) {
        if (c != ',') {
            plain += c;
            ++sinceComma;
            continue;
        }
        if (sinceComma == 0 || sinceComma > 3 || (hasComma && sinceComma != 3))
            return std::nullopt;
        hasComma = true;
        sinceComma = 0;
    }
    if (hasComma && sinceComma != 3)
        return std::nullopt;
    return plain + std::string(text.substr(whole));
}

std::optional<double> numberIn(std::string_view text, std::string_view unit)
{
    const std::string trimmedText = trimmed(text);
    const std::string plain = normalisedName(text);
    // A blank within a number may stand for anything.
    if (trimmedText.find_first_of(" \t\r\n") != std::string::npos || trimmedText.find("　") != std::string::npos)
        return std::nullopt;
    std::string_view rest = plain;
    const bool isMinus = take(rest, "-") || take(rest, "△") || take(rest, "▲");
    if (unit == "yen")
        take(rest, "¥");
    double factor = 1;
    for (const UnitWord& known : unitWords) {
        if (known.unit != unit || !rest.ends_with(known.word))
            continue;
        rest.remove_suffix(known.word.size());
        factor = known.factor;
        break;
    }
    const auto digits = withoutGrouping(rest);
    if (!digits || digits->empty() || !isDigit(digits->front()))
        return std::nullopt;
    double number = 0;
    const auto [stop, error] = std::from_chars(digits->data(), digits->data() + digits->size(), number);
    if (error != std::errc() || stop != digits->data() + digits->size() || !std::isfinite(number * factor))
        return std::nullopt;
    const double scaled = number * factor;
    // 0.2百万円 is 200000 and no hair more.
    const double amount = factor > 1 && std::abs(scaled - std::round(scaled)) < 1e-6 ? std::round(scaled) : scaled;
    return isMinus ? -amount : amount;
}

std::string_view unitOf(const FieldSpec& field)
{
    if (!field.unit.empty())
        return field.unit;
    return field.type == FieldType::Yen ? "yen" : field.type == FieldType::Percent ? "percent" : "";
}

CellContent numberCell(const FieldSpec& field, std::string_view text, std::string_view fault, bool isWhole)
{
    const auto number = numberIn(text, unitOf(field));
    if (!number || (isWhole && (std::floor(*number) != *number || std::abs(*number) > largestWhole)))
        return tl::unexpected(Message{fault, {std::string(text)}});
    return FieldValue(*number);
}

/// The date with the missing part put behind it by one of these, cut to what the text said.
std::optional<FieldValue> partialDate(const std::string& text, std::initializer_list<std::string_view> endings,
                                      std::size_t length)
{
    for (const std::string_view ending : endings)
        if (const auto day = parseDate(text + std::string(ending)))
            return FieldValue(day->substr(0, length));
    return std::nullopt;
}

CellContent dateCell(std::string_view text)
{
    std::string plain = normalisedName(text);
    // A spreadsheet's day may come with the midnight it begins at.
    for (const std::string_view midnight : {"00:00:00", "t00:00:00"})
        if (plain.ends_with(midnight) && plain.size() > midnight.size() + 7)
            plain.resize(plain.size() - midnight.size());
    const auto day = parseDate(plain);
    if (day)
        return FieldValue(*day);
    if (day.error().message.code != "text.date_not_read")
        return tl::unexpected(Message{day.error().message.code, {std::string(text)}});
    // An era may begin or end within the month or the year, so a day early and one late in it are tried.
    std::optional<FieldValue> partial;
    if (plain.ends_with("月"))
        partial = partialDate(plain, {"1日", "28日"}, 7);
    else if (plain.ends_with("年"))
        partial = partialDate(plain, {"1月1日", "12月31日"}, 4);
    else if (plain.size() == 4 && std::all_of(plain.begin(), plain.end(), isDigit))
        partial = partialDate(plain, {"-1-1"}, 4);
    else if (const auto mark = plain.find_first_of("-/."); mark != std::string::npos)
        partial = partialDate(plain, {std::string(1, plain[mark]) + "1", std::string(1, plain[mark]) + "28"}, 7);
    if (partial)
        return *partial;
    return tl::unexpected(Message{"rows.not_a_date", {std::string(text)}});
}

CellContent yearCell(std::string_view text)
{
    const std::string plain = normalisedName(text);
    const bool isBare = plain.size() == 4 && std::all_of(plain.begin(), plain.end(), isDigit);
    const bool isFinished = plain.ends_with("年度") || plain.starts_with("fy");
    const auto year = parseFiscalYear(isFinished ? plain : plain + "年度");
    // "R6" and "2024" alone are as plain as with 年度 behind them; "6" is not.
    if (year && (isFinished || isBare || !isDigit(plain.front())))
        return FieldValue(static_cast<double>(year->year));
    if (!year && year.error().message.code == "text.date_not_in_era")
        return tl::unexpected(Message{"text.date_not_in_era", {std::string(text)}});
    return tl::unexpected(Message{"rows.not_a_fiscal_year", {std::string(text)}});
}

CellContent choiceCell(const FieldSpec& field, std::string_view text)
{
    for (const Choice& choice : field.choices)
        if (text == choice.id || text == choice.title.ja || text == choice.title.en)
            return FieldValue(choice.id);
    const std::string wanted = normalisedName(text);
    std::string known;
    for (const Choice& choice : field.choices) {
        for (const std::string& word : {choice.id, choice.title.ja, choice.title.en})
            if (normalisedName(word) == wanted)
                return FieldValue(choice.id);
        known += (known.empty() ? "" : "、") + choice.id + " " + choice.title.ja;
    }
    return tl::unexpected(Message{"rows.not_a_choice", {std::string(text), known}});
}

struct GeometryCloser {
    void operator()(OGRGeometryH geometry) const noexcept { OGR_G_DestroyGeometry(geometry); }
};
using GeometryHandle = std::unique_ptr<std::remove_pointer_t<OGRGeometryH>, GeometryCloser>;

CellContent placeOnEarth(std::string_view text)
{
    const auto refuse = [&] { return tl::unexpected(Message{"rows.not_a_place", {std::string(text.substr(0, 80))}}); };
    const GdalErrors errors;
    std::string wkt = trimmed(text);
    char* at = wkt.data();
    OGRGeometryH made = nullptr;
    const bool isRead = OGR_G_CreateFromWkt(&at, nullptr, &made) == OGRERR_NONE;
    const GeometryHandle geometry(made);
    if (!isRead || !geometry || *at != '\0' || OGR_G_IsEmpty(geometry.get()))
        return refuse();
    switch (wkbFlatten(OGR_G_GetGeometryType(geometry.get()))) {
    case wkbPoint:
    case wkbLineString:
    case wkbPolygon:
    case wkbMultiPoint:
    case wkbMultiLineString:
    case wkbMultiPolygon:
        break;
    default:
        return refuse();
    }
    OGREnvelope box;
    OGR_G_GetEnvelope(geometry.get(), &box);
    const bool isOnEarth = box.MinX >= -180 && box.MaxX <= 180 && box.MinY >= -90 && box.MaxY <= 90;
    return isOnEarth ? CellContent(FieldValue(wkt)) : refuse();
}

/// The names in a cell of districts.
std::vector<std::string> namesIn(std::string_view text, bool several)
{
    std::vector<std::string> names;
    if (!several)
        return {trimmed(text)};
    std::string rest(text);
    for (const std::string_view separator : {"、", "；", "，", "\n"})
        for (auto at = rest.find(separator); at != std::string::npos; at = rest.find(separator))
            rest.replace(at, separator.size(), ";");
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(';'), rest.size());
        if (std::string name = trimmed(rest.substr(0, end)); !name.empty())
            names.push_back(std::move(name));
        rest.erase(0, end + 1);
    }
    return names;
}

}  // namespace

CellContent parseCell(const FieldSpec& field, std::string_view text)
{
    const std::string plain = trimmed(text);
    if (plain.empty())
        return FieldValue();
    switch (field.type) {
    case FieldType::Integer:
        return numberCell(field, plain, "rows.not_a_whole_number", true);
    case FieldType::Decimal:
        return numberCell(field, plain, "rows.not_a_number", false);
    case FieldType::Yen:
        return numberCell(field, plain, "rows.not_yen", true);
    case FieldType::Percent:
        return numberCell(field, plain, "rows.not_a_percent", false);
    case FieldType::Date:
        return dateCell(plain);
    case FieldType::FiscalYear:
        return yearCell(plain);
    case FieldType::Choice:
        return choiceCell(field, plain);
    case FieldType::Place:
        return placeOnEarth(plain);
    case FieldType::Text:
    case FieldType::Code:
    case FieldType::Link:
    case FieldType::District:
    case FieldType::Districts:
        break;
    }
    return FieldValue(plain);
}

PlacedCell placeCell(const FieldSpec& field, std::string_view text, const DistrictNames& districts)
{
    PlacedCell cell;
    const std::string plain = trimmed(text);
    if (plain.empty()) {
        cell.placement = Placement::unplaced("rows.district_empty");
        return cell;
    }
    cell.value = plain;
    if (const std::string word = normalisedName(plain); word == "市外" || word == "outside") {
        cell.placement = Placement::outside("rows.said_outside");
        return cell;
    }
    for (const std::string& name : namesIn(plain, field.type == FieldType::Districts)) {
        const auto code = districts.codeOf(name);
        if (code && std::find(cell.districtCodes.begin(), cell.districtCodes.end(), *code) == cell.districtCodes.end())
            cell.districtCodes.push_back(*code);
        if (code)
            continue;
        const std::string near = districts.nearTo(name);
        cell.faults.push_back(near.empty() ? Message{"rows.unknown_district", {name}}
                                           : Message{"rows.unknown_district_but_near", {name, near}});
    }
    if (!cell.faults.empty() || cell.districtCodes.empty()) {
        cell.districtCodes.clear();
        cell.placement = Placement::unplaced("rows.unknown_district");
        return cell;
    }
    std::string codes;
    for (const std::string& code : cell.districtCodes)
        codes += (codes.empty() ? "" : ";") + code;
    cell.value = codes;
    cell.placement = Placement::in(cell.districtCodes.front());
    return cell;
}

std::optional<int> fiscalYearOf(const FieldSpec& field, const FieldValue& value)
{
    if (field.type == FieldType::FiscalYear) {
        const auto year = numberOf(value);
        return year ? std::optional(static_cast<int>(*year)) : std::nullopt;
    }
    std::string day = textOf(value);
    if (day.size() == 7)
        day += "-01";
    const auto year = fiscalYearOfDate(day);
    return year ? std::optional(year->year) : std::nullopt;
}

}  // namespace chiiki
