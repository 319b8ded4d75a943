#include "view_fixture.h"

namespace chiiki::test {

ViewCity::ViewCity()
{
    snapshot.asOf = "2025-04-01";
    snapshot.city = {"352039", {"試験市", "Test City"}, 6671};
    const int people[] = {100, 300, 600};
    for (int i = 0; i < 3; ++i) {
        District district;
        district.code = "0" + std::to_string(i + 1);
        district.name = std::vector<std::string>{"甲", "乙", "丙"}[static_cast<std::size_t>(i)];
        snapshot.districts.push_back(district);
        DemandArea area;
        area.key = district.code;
        area.districtCode = district.code;
        area.people = people[i];
        snapshot.demandAreas.push_back(area);
    }
    manifest.api = pluginApi;
    manifest.id = "p";
    manifest.title = {"試験", "Test"};
}

TableSpec& ViewCity::table(const std::string& id, std::vector<FieldSpec> fields, const std::string& district,
                           const std::string& year)
{
    PluginTable table;
    table.pluginId = manifest.id;
    table.tableId = id;
    for (const FieldSpec& one : fields)
        table.columns.push_back({one.id, one.type});
    tables.push_back(table);
    TableSpec spec;
    spec.id = id;
    spec.title = {id, id};
    spec.fields = std::move(fields);
    spec.districtField = district;
    spec.yearField = year;
    manifest.tables.push_back(spec);
    return manifest.tables.back();
}

PluginRow& ViewCity::add(const std::string& tableId, const std::string& uid, std::vector<FieldValue> values,
                         std::vector<std::string> districts, std::optional<int> year)
{
    for (PluginTable& table : tables) {
        if (table.tableId != tableId)
            continue;
        PluginRow row;
        row.uid = uid;
        row.values = std::move(values);
        row.districtCodes = std::move(districts);
        row.fiscalYear = year;
        row.sourceId = "p." + tableId;
        if (row.districtCodes.empty())
            row.placement.rest = Placement::Rest::Unplaced;
        table.rows.push_back(std::move(row));
        return table.rows.back();
    }
    std::abort();
}

IndicatorResult& ViewCity::indicator(const std::string& id, Direction direction)
{
    IndicatorResult result;
    result.indicator.id = id;
    result.indicator.title = {id, id};
    result.indicator.unit = "yen";
    result.indicator.direction = direction;
    result.recipe.sourceIds = {"source_of_" + id};
    others.push_back(result);
    return others.back();
}

Result<ViewData> ViewCity::view(const ViewSpec& spec) const
{
    return viewData({manifest, tables, snapshot, parameters, others, "2025-04-01"}, spec, {});
}

FieldSpec field(const std::string& id, FieldType type, std::vector<std::string> choices)
{
    FieldSpec spec;
    spec.id = id;
    spec.type = type;
    spec.title = {id, id};
    for (const std::string& choice : choices)
        spec.choices.push_back({choice, {"題" + choice, "Title " + choice}});
    return spec;
}

IndicatorValue reading(const std::string& district, int year, Value value, Series series)
{
    return {{}, district, FiscalYear{year}, series, value, {}, {}};
}

Value computed(double number)
{
    return Value::of(number, Status::Computed);
}

std::vector<std::string> notesOf(const ViewData& data)
{
    std::vector<std::string> notes;
    for (const Text& note : data.notes)
        notes.push_back(note.ja);
    return notes;
}

}  // namespace chiiki::test
