#include "core/plugin/rows_behind.h"

#include "core/plugin/aggregate_parts.h"

namespace chiiki {
namespace {

std::vector<const PluginRow*> rowsOfLongTable(const EvaluationIndex& index, const Quantity& quantity,
                                              const std::string& districtCode, int year)
{
    const TableSpec& spec = *index.tableSpec(quantity.table);
    const PluginTable& table = index.table(quantity.table);
    const RowSelector selector(table, quantity.where);
    const bool hasYears = !spec.yearField.empty() || spec.fiscalYear.has_value();
    const int district = spec.districtField.empty() ? -1 : columnIndex(table, spec.districtField);
    std::vector<const PluginRow*> rows;
    for (const PluginRow& row : table.rows) {
        const std::optional<int> of = row.fiscalYear ? row.fiscalYear : spec.fiscalYear;
        if (!selector.takes(row) || seriesOf(table, row) != Series::Actual ||
            (hasYears ? of != year : index.yearOfToday() != year))
            continue;
        const bool isMeant = districtCode.empty()
                                 ? row.districtCodes.empty() && row.placement.rest != Placement::Rest::Outside &&
                                       isOfCity(cellOf(row, district), index.input().snapshot.city)
                                 : row.districtCodes == std::vector{districtCode};
        if (isMeant)
            rows.push_back(&row);
    }
    return rows;
}

}  // namespace

std::vector<const PluginRow*> rowsBehind(const EvaluationInput& input, const IndicatorSpec& spec,
                                         const std::string& districtCode, int year)
{
    const EvaluationIndex index(input);
    if (spec.isFromExecutable || !index.tableSpec(spec.quantity.table))
        return {};
    if (spec.quantity.by == Aggregation::Value)
        return rowsOfLongTable(index, spec.quantity, districtCode, year);
    const QuantityTally tally = tallyOf(index, spec.quantity, spec.isCumulative);
    const auto found = tally.years.find(year);
    const auto district = index.districtOf(districtCode);
    if (found == tally.years.end() || (!districtCode.empty() && !district))
        return {};
    return district ? found->second.districts[*district].from : found->second.city.from;
}

}  // namespace chiiki
