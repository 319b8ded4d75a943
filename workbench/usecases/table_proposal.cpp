#include "workbench/usecases/table_proposal.h"

#include <algorithm>
#include <cctype>
#include <set>

#include "core/io/plugin_cells.h"
#include "core/text/names.h"

namespace chiiki {
namespace {

// Headings that mean the same in every table, and what they are called in a manifest.
struct KnownHeading {
    const char* heading;
    const char* id;
    const char* english;
};
constexpr KnownHeading knownHeadings[] = {
    {"地域", "district", "District"},
    {"地域名", "district", "District"},
    {"地区", "district", "District"},
    {"地域コード", "district_code", "District code"},
    {"年度", "fiscal_year", "Fiscal year"},
    {"年", "fiscal_year", "Fiscal year"},
    {"指標", "indicator", "Indicator"},
    {"値", "value", "Value"},
    {"単位", "unit", "Unit"},
    {"出典", "citation", "Source"},
    {"名称", "name", "Name"},
    {"件数", "number", "Number"},
    {"人数", "people", "People"},
    {"金額", "amount", "Amount"},
    {"日付", "held_on", "Date"},
    {"備考", "note", "Note"},
    {"種類", "kind", "Kind"},
    {"状況", "state", "State"},
};

constexpr std::string_view hostCitation = "citation";
constexpr const char* indicatorId = "indicator";
constexpr const char* valueId = "value";
constexpr double mostCells = 0.8;        // so many of a column's cells must fit for it to be of a type
constexpr std::size_t mostChoices = 12;  // more different words are no list to choose from

const KnownHeading* knownHeading(const std::string& heading)
{
    for (const KnownHeading& known : knownHeadings)
        if (normalisedName(known.heading) == normalisedName(heading))
            return &known;
    return nullptr;
}

/// [a-z][a-z0-9_]* from an ASCII heading; empty where it is written otherwise.
std::string asciiId(const std::string& heading)
{
    std::string id;
    for (const char c : heading) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x80)
            return {};
        id += std::isalnum(byte) ? static_cast<char>(std::tolower(byte)) : '_';
    }
    return !id.empty() && std::isalpha(static_cast<unsigned char>(id.front())) ? id : std::string();
}

std::vector<std::string> cellsOf(const PluginSheet& sheet, std::size_t column)
{
    std::vector<std::string> cells;
    for (const PluginSheetRow& row : sheet.rows)
        if (column < row.cells.size() && !trimmed(row.cells[column]).empty())
            cells.push_back(trimmed(row.cells[column]));
    return cells;
}

template <typename Fits>
bool mostly(const std::vector<std::string>& cells, Fits fits, double share = mostCells)
{
    const auto count = std::count_if(cells.begin(), cells.end(), fits);
    return !cells.empty() && static_cast<double>(count) >= share * static_cast<double>(cells.size());
}

bool contains(const std::string& text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

FieldType typeOf(const std::string& heading, const std::vector<std::string>& cells, const DistrictNames& districts)
{
    const auto fits = [&](FieldType type) {
        FieldSpec field;
        field.type = type;
        return mostly(cells, [&](const std::string& cell) { return parseCell(field, cell).has_value(); });
    };
    const bool isDistrictHeading =
        contains(heading, "地域") || contains(heading, "地区") || contains(heading, "district");
    const auto placed = [&](FieldType type) {
        FieldSpec field;
        field.type = type;
        // Under a heading that says so, misspelt names are faults to be told and no reason to doubt the column.
        return mostly(
            cells, [&](const std::string& cell) { return !placeCell(field, cell, districts).districtCodes.empty(); },
            isDistrictHeading ? 0.5 : mostCells);
    };
    const bool isYearHeading = contains(heading, "年度") || contains(heading, "year") || heading == "年";
    if (isYearHeading && fits(FieldType::FiscalYear))
        return FieldType::FiscalYear;
    // A column of numbers 1 to 21 could be codes of districts; only its heading tells.
    if ((isDistrictHeading || !fits(FieldType::Integer)) && placed(FieldType::District))
        return FieldType::District;
    if (isDistrictHeading && placed(FieldType::Districts))
        return FieldType::Districts;
    const bool saysYen = contains(heading, "円") || contains(heading, "金額") ||
                         mostly(cells, [](const std::string& cell) { return contains(cell, "円"); });
    if (saysYen && fits(FieldType::Yen))
        return FieldType::Yen;
    const bool saysPercent =
        contains(heading, "%") || contains(heading, "％") || contains(heading, "率") ||
        mostly(cells, [](const std::string& cell) { return contains(cell, "%") || contains(cell, "％"); });
    if (saysPercent && fits(FieldType::Percent))
        return FieldType::Percent;
    // 007 is a code: a number would lose its zeros.
    const bool hasLeadingZero = std::any_of(cells.begin(), cells.end(), [](const std::string& cell) {
        return cell.size() > 1 && cell[0] == '0' && std::isdigit(static_cast<unsigned char>(cell[1]));
    });
    if (hasLeadingZero && fits(FieldType::Integer))
        return FieldType::Code;
    if (fits(FieldType::Integer))
        return FieldType::Integer;
    if (fits(FieldType::Decimal))
        return FieldType::Decimal;
    if (fits(FieldType::Date))
        return FieldType::Date;
    const std::set<std::string> words(cells.begin(), cells.end());
    const bool isList = words.size() <= mostChoices && cells.size() >= 2 * words.size();
    return isList ? FieldType::Choice : FieldType::Text;
}

FieldSpec fieldFor(const std::string& heading, std::size_t column, const std::vector<std::string>& cells,
                   const DistrictNames& districts, std::set<std::string>& taken)
{
    FieldSpec field;
    field.type = typeOf(heading, cells, districts);
    field.title = {heading, heading};
    const KnownHeading* known = knownHeading(heading);
    if (known) {
        field.id = known->id;
        field.title.en = known->english;
    } else {
        field.id = asciiId(heading);
    }
    if (field.id.empty() || taken.contains(field.id))
        field.id = "column_" + std::to_string(column + 1);
    taken.insert(field.id);
    if (field.type == FieldType::Choice) {
        // In the order in which the table names them, which is often their order of stages.
        std::set<std::string> seen;
        for (const std::string& cell : cells)
            if (seen.insert(cell).second)
                field.choices.push_back({cell, {cell, cell}});
    }
    return field;
}

IndicatorSpec indicatorFor(const std::string& pluginId, const std::string& id, Text title, const std::string& unit,
                           IndicatorKind kind, const Quantity& quantity)
{
    IndicatorSpec spec;
    spec.indicator.id = pluginId + "." + id;
    spec.indicator.title = std::move(title);
    spec.indicator.unit = unit;
    spec.indicator.kind = kind;
    spec.quantity = quantity;
    return spec;
}

bool isWhole(const std::vector<std::string>& cells)
{
    return std::all_of(cells.begin(), cells.end(), [](const std::string& cell) { return !contains(cell, "."); });
}

/// 地域・指標・値: one indicator a word of 指標. The columns are those of the sheet.
void proposeLong(TableProposal& proposal, const PluginSheet& sheet, const std::string& pluginId,
                 std::size_t indicatorColumn, std::size_t valueColumn, std::optional<std::size_t> unitColumn)
{
    std::vector<std::string> words;
    for (const PluginSheetRow& row : sheet.rows)
        if (const std::string word = trimmed(row.cells[indicatorColumn]);
            !word.empty() && std::find(words.begin(), words.end(), word) == words.end())
            words.push_back(word);
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::vector<std::string> values;
        std::string unit;
        for (const PluginSheetRow& row : sheet.rows) {
            if (trimmed(row.cells[indicatorColumn]) != words[i])
                continue;
            values.push_back(trimmed(row.cells[valueColumn]));
            if (unit.empty() && unitColumn)
                unit = trimmed(row.cells[*unitColumn]);
        }
        const bool isShare = contains(words[i], "率") || contains(words[i], "割合") || unit == "%" || unit == "％";
        Quantity quantity;
        quantity.table = proposal.table.id;
        quantity.field = valueId;
        quantity.by = Aggregation::Value;
        quantity.where.words[indicatorId] = {words[i]};
        const IndicatorKind kind = isShare           ? IndicatorKind::Rate
                                   : isWhole(values) ? IndicatorKind::Count
                                                     : IndicatorKind::Index;
        const std::string ascii = asciiId(words[i]);
        IndicatorSpec spec = indicatorFor(pluginId, ascii.empty() ? "value_" + std::to_string(i + 1) : ascii,
                                          {words[i], words[i]}, isShare ? "percent" : "count", kind, quantity);
        spec.indicator.decimals = isWhole(values) ? 0 : 1;
        spec.city = kind == IndicatorKind::Count ? CityValue::Sum : CityValue::None;
        proposal.indicators.push_back(std::move(spec));
    }
}

/// A row a thing: how many, and the sum of each number.
void proposeWide(TableProposal& proposal, const std::string& pluginId)
{
    Quantity rows;
    rows.table = proposal.table.id;
    proposal.indicators.push_back(
        indicatorFor(pluginId, "rows", {"件数", "Number of rows"}, "count", IndicatorKind::Count, rows));
    for (const FieldSpec& field : proposal.table.fields) {
        const bool isSummed =
            field.type == FieldType::Integer || field.type == FieldType::Yen || field.type == FieldType::Decimal;
        if (!isSummed && field.type != FieldType::Percent)
            continue;
        Quantity quantity{proposal.table.id, field.id, isSummed ? Aggregation::Total : Aggregation::Mean, {}};
        const bool isYen = field.type == FieldType::Yen;
        const std::string unit = isYen ? "yen" : isSummed ? "count" : "percent";
        IndicatorSpec spec = indicatorFor(pluginId, field.id, field.title, unit,
                                          isSummed ? IndicatorKind::Count : IndicatorKind::Rate, quantity);
        spec.indicator.decimals = isSummed && field.type != FieldType::Decimal ? 0 : 1;
        if (!isSummed)
            spec.city = CityValue::Mean;
        proposal.indicators.push_back(spec);
        if (!isSummed)
            continue;
        spec.indicator.id += "_per_resident";
        spec.indicator.title = {field.title.ja + " 1人あたり", field.title.en + " per resident"};
        spec.indicator.unit = unit + "/people";
        spec.indicator.kind = IndicatorKind::Rate;
        spec.indicator.decimals = 2;
        spec.per = Denominator::Population;
        spec.city = CityValue::Ratio;
        proposal.indicators.push_back(std::move(spec));
    }
}

}  // namespace

Result<TableProposal> proposeTable(const PluginSheet& sheet, const std::string& pluginId, const Snapshot& city)
{
    const DistrictNames districts(city.districts);
    TableProposal proposal;
    proposal.table.id = "data";
    proposal.table.title = {"データ", "Data"};
    std::set<std::string> taken;
    std::optional<std::size_t> indicatorColumn, valueColumn, unitColumn;
    std::string headings;
    for (std::size_t column = 0; column < sheet.header.size(); ++column) {
        const std::string& heading = sheet.header[column];
        headings += (headings.empty() ? "" : ", ") + heading;
        // The host reads it of every table: a field of the same meaning would hide it from 「出典」 of the numbers.
        if (const KnownHeading* known = knownHeading(heading); known && known->id == hostCitation) {
            proposal.decisions.push_back({"usecases.column_is_citation", {heading}});
            continue;
        }
        FieldSpec field = fieldFor(heading, column, cellsOf(sheet, column), districts, taken);
        const bool isDistrict = field.type == FieldType::District || field.type == FieldType::Districts;
        if (isDistrict && proposal.table.districtField.empty())
            proposal.table.districtField = field.id;
        if (proposal.table.yearField.empty() && (field.type == FieldType::FiscalYear || field.type == FieldType::Date))
            proposal.table.yearField = field.id;
        if (field.id == indicatorId) {
            indicatorColumn = column;
            field.type = FieldType::Text;
            field.choices.clear();
        }
        if (field.id == valueId && isNumeric(field.type))
            valueColumn = column;
        if (field.id == "unit")
            unitColumn = column;
        proposal.decisions.push_back({"usecases.column_taken_for", {heading, field.id, std::string(code(field.type))}});
        proposal.table.fields.push_back(std::move(field));
    }
    if (proposal.table.districtField.empty())
        return fail(ErrorKind::BadRequest, {"usecases.no_district_column", {headings}}, sheet.fileName);
    if (indicatorColumn && valueColumn)
        proposeLong(proposal, sheet, pluginId, *indicatorColumn, *valueColumn, unitColumn);
    else
        proposeWide(proposal, pluginId);
    return proposal;
}

}  // namespace chiiki
