#include "core/io/column_roles.h"

#include <algorithm>
#include <cctype>
#include <initializer_list>
#include <set>
#include <string_view>

#include "core/io/numbers.h"
#include "core/text/japanese_date.h"
#include "core/text/names.h"

namespace chiiki {
namespace {

constexpr std::size_t rowsLookedAt = 500;
constexpr double mostCells = 0.6;  // so many must fit for a column to be of a kind

struct HeadingWord {
    std::string_view heading;
    ColumnRole role;
};

// What headings say in tables of offices, beside those of the standard sets.
constexpr HeadingWord headingWords[] = {
    {"施設名", ColumnRole::Name},
    {"施設名称", ColumnRole::Name},
    {"名前", ColumnRole::Name},
    {"事業所名", ColumnRole::Name},
    {"店名", ColumnRole::Name},
    {"店舗名", ColumnRole::Name},
    {"園名", ColumnRole::Name},
    {"会場", ColumnRole::Name},
    {"会場名", ColumnRole::Name},
    {"団体名称", ColumnRole::Name},
    {"name", ColumnRole::Name},
    {"カナ", ColumnRole::Kana},
    {"フリガナ", ColumnRole::Kana},
    {"ふりがな", ColumnRole::Kana},
    {"kana", ColumnRole::Kana},
    {"id", ColumnRole::Id},
    {"no.", ColumnRole::Id},
    {"番号", ColumnRole::Id},
    {"管理番号", ColumnRole::Id},
    {"source_id", ColumnRole::Id},
    {"コード", ColumnRole::Id},
    {"code", ColumnRole::Id},
    {"種類", ColumnRole::Type},
    {"区分", ColumnRole::Type},
    {"kind", ColumnRole::Type},
    {"所在地", ColumnRole::Address},
    {"所在", ColumnRole::Address},
    {"住所地", ColumnRole::Address},
    {"address", ColumnRole::Address},
    {"町丁", ColumnRole::Town},
    {"町丁名", ColumnRole::Town},
    {"町丁字", ColumnRole::Town},
    {"町丁字名", ColumnRole::Town},
    {"町名", ColumnRole::Town},
    {"町字", ColumnRole::Town},
    {"大字", ColumnRole::Town},
    {"大字名", ColumnRole::Town},
    {"地域", ColumnRole::DistrictName},
    {"地域名", ColumnRole::DistrictName},
    {"地区", ColumnRole::DistrictName},
    {"地区名", ColumnRole::DistrictName},
    {"地域地区", ColumnRole::DistrictName},
    {"地域交流センター", ColumnRole::DistrictName},
    {"district", ColumnRole::DistrictName},
    {"district_name", ColumnRole::DistrictName},
    {"地域コード", ColumnRole::DistrictCode},
    {"地区コード", ColumnRole::DistrictCode},
    {"district_code", ColumnRole::DistrictCode},
    {"lon", ColumnRole::Longitude},
    {"lng", ColumnRole::Longitude},
    {"long", ColumnRole::Longitude},
    {"longitude", ColumnRole::Longitude},
    {"x", ColumnRole::Longitude},
    {"x座標", ColumnRole::Longitude},
    {"東経", ColumnRole::Longitude},
    {"lat", ColumnRole::Latitude},
    {"latitude", ColumnRole::Latitude},
    {"y", ColumnRole::Latitude},
    {"y座標", ColumnRole::Latitude},
    {"北緯", ColumnRole::Latitude},
    {"年度", ColumnRole::Year},
    {"年", ColumnRole::Year},
    {"年次", ColumnRole::Year},
    {"調査年", ColumnRole::Year},
    {"調査年度", ColumnRole::Year},
    {"基準日", ColumnRole::Year},
    {"時点", ColumnRole::Year},
    {"fiscal_year", ColumnRole::Year},
    {"year", ColumnRole::Year},
    {"収容人数", ColumnRole::Capacity},
    {"収容人員", ColumnRole::Capacity},
    {"収容可能人数", ColumnRole::Capacity},
    {"capacity", ColumnRole::Capacity},
    {"指標", ColumnRole::Indicator},
    {"指標名", ColumnRole::Indicator},
    {"indicator", ColumnRole::Indicator},
    {"単位", ColumnRole::Unit},
    {"unit", ColumnRole::Unit},
    {"値", ColumnRole::Value},
    {"数値", ColumnRole::Value},
    {"value", ColumnRole::Value},
    {"摘要", ColumnRole::Note},
    {"備考", ColumnRole::Note},
    {"出典", ColumnRole::Note},
    {"note", ColumnRole::Note},
    {"電話番号", ColumnRole::Ignore},
    {"電話", ColumnRole::Ignore},
    {"tel", ColumnRole::Ignore},
    {"fax", ColumnRole::Ignore},
    {"郵便番号", ColumnRole::Ignore},
    {"url", ColumnRole::Ignore},
};

std::optional<ColumnRole> roleByHeading(const std::string& heading)
{
    const std::string key = normalisedName(heading);
    for (const HeadingWord& known : headingWords)
        if (key == normalisedName(known.heading))
            return known.role;
    if (const StandardColumn* column = findStandardColumn(heading))
        return column->role;
    return std::nullopt;
}

/// What a heading says besides a year, and the year: 人口_令和5年度, R5人口, 2024年.
struct DatedHeading {
    std::optional<int> year;
    std::string rest;
};

/// The bytes of an era's letter and number that stand before Japanese words (R6見守り件数); 0 = none. "H12以降" is no
/// year of what is counted.
std::size_t letteredYearBefore(std::string_view heading)
{
    const auto skip = [heading](std::size_t& at, std::initializer_list<std::string_view> signs) {
        for (const std::string_view sign : signs)
            if (heading.substr(at).starts_with(sign)) {
                at += sign.size();
                return true;
            }
        return false;
    };
    std::size_t end = 0;
    if (!skip(end, {"R", "H", "Ｒ", "Ｈ"}))
        return 0;
    while (skip(end, {"0",  "1",  "2",  "3",  "4",  "5",  "6",  "7",  "8",  "9",
                      "０", "１", "２", "３", "４", "５", "６", "７", "８", "９"})) {
    }
    const std::string_view rest = heading.substr(end);
    const bool isJapanese = !rest.empty() && static_cast<unsigned char>(rest.front()) >= 0x80;
    for (const std::string_view word : {"以", "まで", "から", "生まれ", "．"})
        if (rest.starts_with(word))
            return 0;
    return isJapanese ? end : 0;
}

DatedHeading datedHeading(const std::string& heading)
{
    if (const auto year = parseYearOfTable(heading))
        return {year->year, {}};
    // The last part behind "_", a blank or in brackets, or the first.
    for (const std::string_view mark : {"_", " ", "　", "(", "（"}) {
        const auto last = heading.rfind(mark);
        if (last == std::string::npos || last == 0)
            continue;
        std::string behind = heading.substr(last + mark.size());
        for (const std::string_view close : {")", "）"})
            if (behind.ends_with(close))
                behind.resize(behind.size() - close.size());
        if (const auto year = parseYearOfTable(behind))
            return {year->year, trimmed(heading.substr(0, last))};
        if (const auto year = parseYearOfTable(heading.substr(0, last)); year && mark != "(" && mark != "（")
            return {year->year, trimmed(heading.substr(last + mark.size()))};
    }
    for (const std::string_view word : {"年度", "年"})
        if (const auto at = heading.find(word); at != std::string::npos && at + word.size() < heading.size())
            if (const auto year = parseYearOfTable(heading.substr(0, at + word.size()))) {
                std::string rest = trimmed(heading.substr(at + word.size()));
                if (rest.starts_with("の"))
                    rest.erase(0, std::string_view("の").size());
                return {year->year, rest};
            }
    if (const std::size_t length = letteredYearBefore(heading))
        if (const auto year = parseYearOfTable(heading.substr(0, length)))
            return {year->year, trimmed(heading.substr(length))};
    return {std::nullopt, heading};
}

struct ColumnContent {
    std::size_t filled = 0;
    std::size_t numbers = 0;
    std::size_t marks = 0;
    std::size_t districts = 0;
    std::size_t towns = 0;
    std::size_t leadingZeros = 0;
    std::size_t years = 0;
};

ColumnContent contentOf(const RawTable& table, const TableLayout& layout, std::size_t column, const CityWords& city)
{
    ColumnContent content;
    for (std::size_t i = 0; i < std::min(layout.records.size(), rowsLookedAt); ++i) {
        const RawCells cells = table.rows[layout.records[i]].cells;
        const std::string text = column < cells.size() ? trimmed(cells[column]) : std::string();
        if (text.empty())
            continue;
        ++content.filled;
        const bool isNumber = numberInCell(text).has_value();
        content.numbers += isNumber;
        content.marks += !isNumber && markInCell(text) != CellMark::None;
        content.leadingZeros += text.size() > 1 && text[0] == '0' && std::isdigit(static_cast<unsigned char>(text[1]));
        content.districts += !isNumber && city.isDistrict && city.isDistrict(text);
        content.towns += !isNumber && city.isTown && city.isTown(text);
        content.years += parseYearOfTable(text).has_value();
    }
    return content;
}

bool isMostly(std::size_t part, std::size_t whole)
{
    return whole > 0 && static_cast<double>(part) >= mostCells * static_cast<double>(whole);
}

}  // namespace

std::optional<double> numberInCell(std::string_view text)
{
    std::string plain = normalisedName(text);
    bool isMinus = false;
    for (const std::string_view minus : {"△", "▲", "-"})
        if (plain.starts_with(minus)) {
            isMinus = true;
            plain.erase(0, minus.size());
            break;
        }
    if (plain.starts_with("¥"))
        plain.erase(0, std::string_view("¥").size());
    struct Ending {
        std::string_view word;
        double factor;
    };
    double factor = 1;
    for (const Ending& known : {Ending{"百万円", 1e6}, Ending{"万円", 1e4}, Ending{"千円", 1e3}, Ending{"円", 1},
                                Ending{"人", 1}, Ending{"世帯", 1}, Ending{"件", 1}, Ending{"箇所", 1},
                                Ending{"か所", 1}, Ending{"%", 1}, Ending{"回", 1}, Ending{"戸", 1}})
        if (plain.size() > known.word.size() && plain.ends_with(known.word)) {
            plain.resize(plain.size() - known.word.size());
            factor = known.factor;
            break;
        }
    const std::size_t whole = std::min(plain.find_first_not_of("0123456789,"), plain.size());
    if (plain.substr(0, whole).find(',') != std::string::npos) {
        // Commas part threes or mean something else.
        std::size_t digits = 0;
        for (std::size_t i = whole; i-- > 0;) {
            if (plain[i] != ',') {
                ++digits;
                continue;
            }
            if (digits != 3)
                return std::nullopt;
            digits = 0;
        }
        if (digits == 0 || digits > 3)
            return std::nullopt;
        std::erase(plain, ',');
    }
    if (plain.empty() || !std::isdigit(static_cast<unsigned char>(plain.front())))
        return std::nullopt;
    const auto number = parseNumber(plain);
    if (!number)
        return std::nullopt;
    return (isMinus ? -1 : 1) * *number * factor;
}

CellMark markInCell(std::string_view text)
{
    const std::string plain = normalisedName(text);
    for (const std::string_view mark : {"-", "--", "―", "ー", "該当なし", "皆無"})
        if (plain == mark)
            return CellMark::NotApplicable;
    for (const std::string_view mark : {"...", "..", "…", "***", "不詳", "不明", "未調査", "欠測", "n/a", "na"})
        if (plain == mark)
            return CellMark::Missing;
    for (const std::string_view mark : {"x", "χ", "×", "秘匿", "秘"})
        if (plain == mark)
            return CellMark::Suppressed;
    return CellMark::None;
}

int countKnownHeadings(const std::vector<std::string>& cells)
{
    int known = 0;
    for (const std::string& cell : cells)
        known += !trimmed(cell).empty() && roleByHeading(trimmed(cell)).has_value();
    return known;
}

std::vector<ColumnGuess> guessColumns(const RawTable& table, const TableLayout& layout, const CityWords& city)
{
    std::vector<ColumnGuess> guesses(layout.headings.size());
    std::set<ColumnRole> taken;
    const auto isSingle = [](ColumnRole role) {
        return role != ColumnRole::Ignore && role != ColumnRole::Value && role != ColumnRole::Attribute &&
               role != ColumnRole::AddressPart && role != ColumnRole::Note;
    };
    std::vector<ColumnContent> contents;
    for (std::size_t i = 0; i < guesses.size(); ++i) {
        contents.push_back(contentOf(table, layout, i, city));
        const auto role = roleByHeading(layout.headings[i]);
        if (!role)
            continue;
        // 番号 and 区分 of a table are of many kinds; a second one of a role is only carried along.
        const bool isSecond = isSingle(*role) && taken.contains(*role);
        guesses[i].role = isSecond ? ColumnRole::Ignore : *role;
        guesses[i].evidence.push_back({isSecond ? "io.column_second" : "io.column_by_heading", {layout.headings[i]}});
        taken.insert(*role);
    }
    const auto take = [&](std::size_t i, ColumnRole role, Message why, bool isDoubtful) {
        guesses[i].role = role;
        guesses[i].evidence.push_back(std::move(why));
        guesses[i].isDoubtful = isDoubtful;
        taken.insert(role);
    };
    const auto shares = [&](std::size_t part, std::size_t whole) {
        return std::vector<std::string>{std::to_string(part), std::to_string(whole)};
    };
    for (std::size_t i = 0; i < guesses.size(); ++i) {
        if (!guesses[i].evidence.empty())
            continue;
        const ColumnContent& content = contents[i];
        const bool hasDistrict = taken.contains(ColumnRole::DistrictName) || taken.contains(ColumnRole::DistrictCode);
        const DatedHeading dated = datedHeading(layout.headings[i]);
        if (!hasDistrict && isMostly(content.districts, content.filled)) {
            take(i, ColumnRole::DistrictName, {"io.column_holds_districts", shares(content.districts, content.filled)},
                 false);
        } else if (!taken.contains(ColumnRole::Town) && isMostly(content.towns, content.filled)) {
            const bool isAddress =
                table.rows[layout.records.front()].cells[i].find_first_of("0123456789") != std::string::npos;
            take(i, isAddress && !taken.contains(ColumnRole::Address) ? ColumnRole::Address : ColumnRole::Town,
                 {"io.column_holds_towns", shares(content.towns, content.filled)}, true);
        } else if (content.leadingZeros > 0 && isMostly(content.numbers, content.filled)) {
            take(i, ColumnRole::Attribute, {"io.column_is_code", {}}, false);
        } else if (content.numbers > 0 && isMostly(content.numbers + content.marks, content.filled)) {
            take(i, ColumnRole::Value, {"io.column_holds_numbers", shares(content.numbers, content.filled)}, false);
            guesses[i].year = dated.year;
            guesses[i].quantity = dated.rest;
        } else if (content.filled > 0) {
            take(i, ColumnRole::Attribute, {"io.column_holds_words", {}}, false);
        } else {
            take(i, ColumnRole::Ignore, {"io.column_is_empty", {}}, false);
        }
    }
    for (std::size_t i = 0; i < guesses.size(); ++i)
        if (guesses[i].role == ColumnRole::Value && guesses[i].quantity.empty() && !guesses[i].year)
            guesses[i].quantity = layout.headings[i];
    return guesses;
}

}  // namespace chiiki
