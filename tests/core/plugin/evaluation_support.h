#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/plugin/evaluation.h"

/// Manifests, tables and a little city as C++ values, for what is computed of them.
namespace chiiki::test {

/// Districts "01", "02", ... named 甲, 乙, ...; one block each with the people given.
inline Snapshot cityOf(const std::vector<int>& people)
{
    static const char* const names[] = {"大殿", "白石", "湯田", "仁保", "小鯖", "大内", "宮野"};
    Snapshot snapshot;
    snapshot.asOf = "2026-11-20";
    snapshot.city = {"352039", {"山口市", "Yamaguchi City"}, 6671};
    for (std::size_t i = 0; i < people.size(); ++i) {
        District district;
        district.code = (i + 1 < 10 ? "0" : "") + std::to_string(i + 1);
        district.name = i < std::size(names) ? names[i] : district.code;
        snapshot.districts.push_back(district);
        DemandArea area;
        area.key = "B" + district.code;
        area.districtCode = district.code;
        area.people = people[i];
        area.households = people[i] / 2;
        area.sourceId = "census";
        snapshot.demandAreas.push_back(area);
    }
    return snapshot;
}

inline FieldSpec field(const std::string& id, FieldType type, const std::string& title = {})
{
    FieldSpec spec;
    spec.id = id;
    spec.type = type;
    spec.title = {title.empty() ? id : title, id};
    return spec;
}

inline FieldSpec choiceField(const std::string& id, const std::vector<std::string>& choices)
{
    FieldSpec spec = field(id, FieldType::Choice);
    for (const std::string& choice : choices)
        spec.choices.push_back({choice, {choice, choice}});
    return spec;
}

/// A table with a `district` and a `year` field before the fields given.
inline TableSpec tableSpec(const std::string& id, std::vector<FieldSpec> fields)
{
    TableSpec spec;
    spec.id = id;
    spec.title = {id, id};
    spec.fields = {field("district", FieldType::Districts), field("year", FieldType::FiscalYear)};
    spec.fields.insert(spec.fields.end(), fields.begin(), fields.end());
    spec.districtField = "district";
    spec.yearField = "year";
    return spec;
}

inline PluginTable emptyTable(const TableSpec& spec)
{
    PluginTable table;
    table.pluginId = "p";
    table.tableId = spec.id;
    for (const FieldSpec& of : spec.fields)
        table.columns.push_back({of.id, of.type});
    return table;
}

/// `cells`: those after district and year. A code "outside" lies outside the city; none is unplaced.
inline PluginRow& addRow(PluginTable& table, const std::vector<std::string>& codes, std::optional<int> year,
                         std::vector<FieldValue> cells, Status status = Status::Official)
{
    PluginRow row;
    row.uid = "R" + std::to_string(table.rows.size() + 1);
    std::string districts;
    for (const std::string& code : codes)
        districts += (districts.empty() ? "" : ";") + code;
    row.values = {districts.empty() ? FieldValue() : FieldValue(districts),
                  year ? FieldValue(static_cast<double>(*year)) : FieldValue()};
    row.values.insert(row.values.end(), cells.begin(), cells.end());
    if (codes == std::vector<std::string>{"outside"}) {
        row.placement = Placement::outside("io.outside");
    } else if (codes.empty()) {
        row.placement = Placement::unplaced("io.unplaced");
    } else {
        row.placement = Placement::in(codes.front());
        row.districtCodes = codes;
    }
    row.fiscalYear = year;
    row.status = status;
    row.sourceId = "doc";
    table.rows.push_back(row);
    return table.rows.back();
}

/// Everything an evaluation reads, owned.
struct World {
    Manifest manifest;
    std::vector<PluginTable> tables;
    Snapshot snapshot = cityOf({100, 200, 300});
    ParameterValues parameters;
    std::vector<IndicatorResult> others;
    std::string asOf = "2026-11-20";

    EvaluationInput input(const Overlay* answer = nullptr) const
    {
        return {manifest, tables, snapshot, parameters, others, asOf, answer};
    }
    std::vector<RuleOutcome> outcomes() const { return evaluate(input()).outcomes; }
};

inline World worldOf(const TableSpec& spec, const PluginTable& table)
{
    World world;
    world.manifest.id = "p";
    world.manifest.tables = {spec};
    world.tables = {table};
    return world;
}

inline IndicatorSpec indicatorSpec(const std::string& id, Quantity quantity)
{
    IndicatorSpec spec;
    spec.indicator.id = "p." + id;
    spec.indicator.title = {id, id};
    spec.quantity = std::move(quantity);
    return spec;
}

/// Missing where the result has no such value.
inline Value valueAt(const IndicatorResult& result, const std::string& district, int year,
                     Series series = Series::Actual)
{
    for (const IndicatorValue& value : result.values)
        if (value.districtCode == district && value.year.year == year && value.series == series)
            return value.value;
    return Value::absent(Absence::Missing, Status::Sample);
}

inline Value computed(double number)
{
    return Value::of(number, Status::Computed);
}

inline std::vector<Verdict> verdictsOf(const std::vector<RuleOutcome>& outcomes)
{
    std::vector<Verdict> verdicts;
    for (const RuleOutcome& outcome : outcomes)
        verdicts.push_back(outcome.verdict);
    return verdicts;
}

}  // namespace chiiki::test
