#include "tests/workbench/usecases/small_city.h"

#include <filesystem>

namespace chiiki::test {

SnapshotPtr smallCity()
{
    static const SnapshotPtr city = [] {
        Snapshot made;
        made.asOf = "2024-06-01";
        made.city = {"352039", {"山口市", "Yamaguchi City"}, 6671};
        const char* const names[] = {"大殿", "白石", "湯田"};
        const double width = 0.0108, height = 0.009;  // about 1 km each at 34.18 north
        for (int i = 0; i < 3; ++i) {
            const double west = 131.47 + i * width, south = 34.17;
            const Ring square = {{west, south},
                                 {west + width, south},
                                 {west + width, south + height},
                                 {west, south + height},
                                 {west, south}};
            District district;
            district.code = "0" + std::to_string(i + 1);
            district.name = names[i];
            district.outline = {Polygon{{square}}};
            made.districts.push_back(district);
            DemandArea area;
            area.key = "B" + district.code;
            area.town = names[i];
            area.districtCode = district.code;
            area.people = 100 * (i + 1);
            area.households = 50 * (i + 1);
            area.outline = {Polygon{{square}}};
            area.representativePoint = {west + width / 2, south + height / 2};
            area.confidence = "certain";
            area.sourceId = "census";
            made.demandAreas.push_back(area);
        }
        SourceEdition census;
        census.sourceId = "census";
        census.title = {"国勢調査", "Census"};
        census.credit = "国勢調査";
        census.asOf = "2020-10-01";
        made.sources.push_back(census);
        return std::make_shared<const Snapshot>(std::move(made));
    }();
    return city;
}

std::string PluginFolders::path(const std::string& name) const
{
    return folder_ / name;
}

std::string PluginFolders::write(const std::string& id, const std::string& manifest) const
{
    const std::string folder = path("plugins/" + id);
    std::filesystem::create_directories(folder);
    test::writeFile(folder + "/plugin.json", manifest);
    return folder;
}

void PluginFolders::writeFile(const std::string& name, const std::string& text) const
{
    test::writeFile(path("plugins/" + name), text);
}

PluginSurroundings PluginFolders::surroundings() const
{
    PluginSurroundings all;
    all.folders = {{PluginPlace::Given, path("plugins")}};
    all.consentFile = path("consent.json");
    all.resultFolder = path("results");
    return all;
}

const char* const grantsManifest = R"({
 "api": 1, "id": "grants", "version": "1.0",
 "title": { "ja": "交付金", "en": "Grants" }, "owner": { "ja": "協働推進課", "en": "Collaboration section" },
 "tables": [ { "id": "project", "file": "project.csv", "title": { "ja": "事業", "en": "Projects" }, "key": "id",
   "district": "district", "year": "fiscal_year", "complete": true,
   "fields": [
     { "id": "id", "type": "code", "required": true, "unique": true, "title": { "ja": "番号", "en": "No." } },
     { "id": "district", "type": "district", "title": { "ja": "地域", "en": "District" } },
     { "id": "fiscal_year", "type": "fiscal_year", "title": { "ja": "年度", "en": "Fiscal year" } },
     { "id": "amount", "type": "yen", "title": { "ja": "金額", "en": "Amount" } } ] } ],
 "indicators": [
   { "id": "projects", "title": { "ja": "事業数", "en": "Projects" }, "unit": "count", "kind": "count",
     "direction": "more", "of": "project", "by": "count" },
   { "id": "amount", "title": { "ja": "交付額", "en": "Amount" }, "unit": "yen", "kind": "count",
     "direction": "none", "of": "project.amount", "by": "total" },
   { "id": "per_resident", "title": { "ja": "1人あたり", "en": "Per resident" }, "unit": "yen/people", "kind": "rate",
     "direction": "none", "of": "project.amount", "by": "total", "per": "population" } ],
 "rules": [ { "id": "cap", "check": "cap", "title": { "ja": "1事業の上限", "en": "Cap" }, "of": "project.amount",
   "scope": "row", "at_most": 200, "cites": "第3条" } ],
 "views": [ { "id": "list", "title": { "ja": "一覧", "en": "List" }, "view": "list", "of": "project" } ] })";

const char* const grantsRows = "id,district,fiscal_year,amount\n"
                               "P1,大殿,2024,100\n"
                               "P2,01,2024,250\n"
                               "P3,白石,2024,50\n"
                               "P4,,2024,7\n";

const IndicatorValue* valueOf(const Overlay& overlay, const std::string& indicator, const std::string& district,
                              int year)
{
    for (const IndicatorResult& result : overlay.indicators)
        if (result.indicator.id == indicator)
            for (const IndicatorValue& value : result.values)
                if (value.districtCode == district && value.year.year == year && value.series == Series::Actual)
                    return &value;
    return nullptr;
}

}  // namespace chiiki::test
