#include "tests/support/second_city.h"

#include <cstdio>

namespace chiiki::test {
namespace {

constexpr const char* stages[] = {"briefing", "talks", "committee", "plan", "council", "recognised"};

std::string codeOf(int district)
{
    char code[3];
    std::snprintf(code, sizeof code, "%02d", district);
    return code;
}

}  // namespace

SnapshotPtr secondCity()
{
    Snapshot city;
    city.city.code = "422011";
    city.city.name = {"第二の市", "Second city"};
    city.city.planeEpsg = 6669;
    city.asOf = "2018-12-01";
    PluginTable steps{"councils",
                      "formation_step",
                      {{"district", FieldType::District},
                       {"stage", FieldType::Choice},
                       {"certainty", FieldType::Choice},
                       {"reached_on", FieldType::Date},
                       {"evidence", FieldType::Text},
                       {"note", FieldType::Text}},
                      {}};
    for (int i = 1; i <= secondCityDistricts; ++i) {
        District district;
        district.code = codeOf(i);
        district.name = "第" + std::to_string(i) + "地区";
        district.municipality = city.city.code;
        city.districts.push_back(district);
        PluginRow row;
        row.uid = "s" + district.code;
        row.values = {
            district.code, std::string(stages[i % 6]), std::string("done"), std::string("2018-04-10"), {}, {}};
        row.placement.rest = Placement::Rest::None;
        row.districtCodes = {district.code};
        row.fiscalYear = 2018;
        row.sourceId = "entered";
        steps.rows.push_back(std::move(row));
    }
    city.pluginTables.push_back(std::move(steps));
    return std::make_shared<const Snapshot>(std::move(city));
}

}  // namespace chiiki::test
