#include <set>

#include "core/plugin/aggregate_tally.h"
#include "core/plugin/spoken.h"

namespace chiiki {
namespace {

Text quantityTitle(const TableSpec& table, const Quantity& quantity)
{
    const FieldSpec* field = findField(table, quantity.field);
    if (!field)
        return table.title;
    return {table.title.ja + "の" + field->title.ja, table.title.en + ": " + field->title.en};
}

IndicatorInput inputOf(const EvaluationIndex& index, const Quantity& quantity, const std::string& unit,
                       bool isCumulative, const std::string& districtCode, int year)
{
    const TableSpec& table = *index.tableSpec(quantity.table);
    IndicatorInput input;
    input.title = quantityTitle(table, quantity);
    const FieldSpec* field = findField(table, quantity.field);
    input.unit = field && field->type == FieldType::Yen ? "yen" : field && !field->unit.empty() ? field->unit : unit;
    const QuantityTally tally = tallyOf(index, quantity, isCumulative);
    const auto found = tally.years.find(year);
    const auto district = index.districtOf(districtCode);
    if (found == tally.years.end() || (!districtCode.empty() && !district)) {
        input.value = Value::absent(Absence::Missing);
        return input;
    }
    const YearTally& of = found->second;
    const TallyCell& cell = district ? of.districts[*district] : of.city;
    input.value = valueOf(cell, quantity, of.isComplete, of.zeroStatus);
    input.rows = cell.rows;
    std::set<std::string> sources;
    for (const PluginRow* row : cell.from)
        sources.insert(row->sourceId);
    input.sourceIds.assign(sources.begin(), sources.end());
    return input;
}

IndicatorInput denominatorOf(const EvaluationIndex& index, Denominator per, const std::string& districtCode)
{
    IndicatorInput input;
    switch (per) {
    case Denominator::Population:
        input.title = spoken({"plugin.input_people", {}});
        input.unit = "people";
        break;
    case Denominator::Households:
        input.title = spoken({"plugin.input_households", {}});
        input.unit = "households";
        break;
    default:
        input.title = spoken({"plugin.input_area", {}});
        input.unit = "km2";
        break;
    }
    if (per != Denominator::AreaKm2) {
        std::set<std::string> sources;
        for (const DemandArea& area : index.input().snapshot.demandAreas) {
            if (!districtCode.empty() && area.districtCode != districtCode)
                continue;
            ++input.rows;
            sources.insert(area.sourceId);
        }
        input.sourceIds.assign(sources.begin(), sources.end());
    }
    const std::vector<Value>& values = index.denominators(per);
    const auto district = index.districtOf(districtCode);
    input.value = districtCode.empty() ? values.back() : district ? values[*district] : Value::absent(Absence::Missing);
    return input;
}

}  // namespace

std::vector<IndicatorInput> inputsOf(const EvaluationInput& input, const IndicatorSpec& spec,
                                     const std::string& districtCode, int year)
{
    if (spec.isFromExecutable || spec.quantity.table.empty())
        return {};
    const EvaluationIndex index(input);
    std::vector<IndicatorInput> inputs;
    inputs.push_back(inputOf(index, spec.quantity, spec.indicator.unit, spec.isCumulative, districtCode, year));
    if (spec.over)
        inputs.push_back(inputOf(index, *spec.over, spec.indicator.unit, spec.isCumulative, districtCode, year));
    if (spec.per != Denominator::None)
        inputs.push_back(denominatorOf(index, spec.per, districtCode));
    return inputs;
}

}  // namespace chiiki
