#include "workbench/usecases/table_expectations.h"

#include <map>
#include <tuple>

#include "core/io/plugin_cells.h"
#include "core/text/names.h"
#include "core/text/number_text.h"

namespace chiiki {
namespace {

constexpr const char* header = "\xEF\xBB\xBFindicator,district,year,value\r\n";

/// A field and the column of the sheet that it was proposed from: its title is the column's heading.
struct Cell {
    const FieldSpec* field = nullptr;
    std::size_t column = 0;

    std::string text(const PluginSheetRow& row) const { return field ? trimmed(row.cells[column]) : std::string(); }
};

Cell cellOf(const PluginSheet& sheet, const TableSpec& table, const std::string& fieldId)
{
    const FieldSpec* field = fieldId.empty() ? nullptr : findField(table, fieldId);
    for (std::size_t i = 0; field && i < sheet.header.size(); ++i)
        if (sheet.header[i] == field->title.ja)
            return {field, i};
    return {};
}

std::optional<int> yearOf(const PluginSheetRow& row, const Cell& year, const TableSpec& table)
{
    if (!year.field)
        return table.fiscalYear;
    const auto value = parseCell(*year.field, year.text(row));
    return value ? fiscalYearOf(*year.field, *value) : std::nullopt;
}

}  // namespace

std::string expectedValues(const PluginSheet& sheet, const TableProposal& proposal, const Snapshot& city)
{
    const TableSpec& table = proposal.table;
    const Cell district = cellOf(sheet, table, table.districtField), year = cellOf(sheet, table, table.yearField);
    const DistrictNames districts(city.districts);
    // Indicator, district, year: all rows of a thing count, of a value there can be one.
    std::map<std::tuple<std::string, std::string, int>, double> values;
    std::string text = header;
    for (const IndicatorSpec& spec : proposal.indicators) {
        const std::string id = spec.indicator.id.substr(spec.indicator.id.find('.') + 1);
        const Quantity& quantity = spec.quantity;
        const bool isValue = quantity.by == Aggregation::Value;
        if (!district.field || (!isValue && quantity.by != Aggregation::Count))
            continue;
        const Cell valueCell = cellOf(sheet, table, quantity.field);
        for (const PluginSheetRow& row : sheet.rows) {
            if (row.isShifted)
                continue;
            const auto placed = placeCell(*district.field, district.text(row), districts);
            const auto rowYear = yearOf(row, year, table);
            bool isCounted = placed.districtCodes.size() == 1 && rowYear;
            for (const auto& [fieldId, words] : quantity.where.words)
                isCounted = isCounted && cellOf(sheet, table, fieldId).text(row) == words.front();
            if (!isCounted)
                continue;
            double& number = values[{id, placed.districtCodes.front(), *rowYear}];
            if (!isValue) {
                number += 1;
                continue;
            }
            const auto content = parseCell(*valueCell.field, valueCell.text(row));
            if (content && std::holds_alternative<double>(*content))
                number = std::get<double>(*content);
            else
                values.erase({id, placed.districtCodes.front(), *rowYear});
        }
    }
    for (const auto& [key, number] : values)
        text += std::get<0>(key) + "," + std::get<1>(key) + "," + std::to_string(std::get<2>(key)) + "," +
                shortestText(number) + "\r\n";
    return text;
}

}  // namespace chiiki
