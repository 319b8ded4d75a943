#include <catch2/catch.hpp>

#include <filesystem>

#include <nlohmann/json.hpp>

#include "core/io/delimited.h"
#include "core/io/vector_reader.h"
#include "tests/core/analysis/little_city.h"
#include "tests/workbench/usecases/real_city.h"
#include "tests/workbench/usecases/small_city.h"
#include "workbench/usecases/export.h"
#include "workbench/usecases/export_numbers.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

ExportRequest requestOf(const std::string& file, std::vector<std::string> layers = {})
{
    ExportRequest request;
    request.file = file;
    request.layers = std::move(layers);
    return request;
}

ExportResult exported(PluginSession& session, const ExportRequest& request)
{
    const auto result = exportData(session, request);
    if (!result)
        FAIL(describe(result.error(), Language::English));
    return *result;
}

Error refused(PluginSession& session, const ExportRequest& request)
{
    const auto result = exportData(session, request);
    REQUIRE_FALSE(result);
    CHECK_FALSE(std::filesystem::exists(request.file));
    return result.error();
}

std::size_t rowsOf(const ExportResult& result, const std::string& layer)
{
    for (const ExportedLayer& exported : result.layers)
        if (exported.name == layer)
            return exported.rows;
    FAIL("no layer " << layer);
    return 0;
}

}  // namespace

TEST_CASE("exported values carry status, reason, year, series and source in every row", "[export]")
{
    const TemporaryFolder folder;
    Snapshot city = little_city::make();
    city.values.push_back({"kgi.1", "01", {2022}, Series::Actual, Value::of(55.5, Status::Sample), "plan", ""});
    PluginSession session(little_city::share(city), {});
    ExportRequest request = requestOf(folder / "値.csv");
    request.indicatorIds = {"kgi.1"};
    const ExportResult result = exported(session, request);
    CHECK(readFile(folder / "値.csv") ==
          "\xEF\xBB\xBF"
          "indicator_id,indicator,unit,district_code,district,fiscal_year,series,value,category,absence,status,"
          "is_sample,source_id,note\n"
          "kgi.1,愛着,percent,01,西,2022,actual,55.5,,,sample,1,plan,\n"
          "kgi.1,愛着,percent,city,市全体,2022,actual,67,,,official,0,plan,\n"
          "kgi.1,愛着,percent,city,市全体,2024,actual,,,missing,,0,plan,次回は2027年\n"
          "kgi.1,愛着,percent,city,市全体,2027,target,80,,,official,0,plan,\n");
    REQUIRE(result.notices.size() == 1);
    CHECK(result.notices[0].code == "export.holds_sample");
    // A CSV has one layer: what else there is, is said.
    REQUIRE(result.leftOut);
    CHECK(result.leftOut->arguments[0] == "values");
    CHECK(result.leftOut->arguments[1].find("districts, table, indicators") == 0);
}

TEST_CASE("a year asked for is the only one in the file, and where it has no number that is said", "[export]")
{
    const TemporaryFolder folder;
    PluginSession session(little_city::share(little_city::make()), {});
    ExportRequest request = requestOf(folder / "a.csv");
    request.indicatorIds = {"kgi.1"};
    request.year = FiscalYear{2022};
    ExportResult result = exported(session, request);
    CHECK(rowsOf(result, "values") == 1);
    CHECK(result.notices.empty());
    request.year = FiscalYear{2021};
    for (const char* layer : {"values", "table"}) {
        INFO(layer);
        request.layers = {layer};
        result = exported(session, request);
        REQUIRE(result.notices.size() == 1);
        CHECK(result.notices[0].code == "export.year_without_numbers");
        CHECK(result.notices[0].arguments[0] == "令和3年度");
        CHECK(result.notices[0].arguments[2] == "愛着（あるのは 令和4年度・令和9年度）");
        CHECK_FALSE(result.leftOut);
    }
}

TEST_CASE("indicators asked for bring the layers of numbers alone, with the sources they name", "[export]")
{
    const TemporaryFolder folder;
    PluginSession session(little_city::share(little_city::make()), {});
    ExportRequest request = requestOf(folder / "a.gpkg");
    request.indicatorIds = {"population.total"};
    const ExportResult result = exported(session, request);
    std::vector<std::string> names;
    for (const ExportedLayer& layer : result.layers)
        names.push_back(layer.name);
    CHECK(names == std::vector<std::string>{"districts", "table", "values", "indicators", "reconciliation", "sources",
                                            "fields"});
    CHECK(rowsOf(result, "indicators") == 1);
    CHECK(rowsOf(result, "sources") == 1);
    CHECK_FALSE(result.leftOut);
}

TEST_CASE("the districts stand with their outlines, values and sources in GeoJSON", "[export]")
{
    const TemporaryFolder folder;
    PluginSession session(little_city::share(little_city::make()), {});
    ExportRequest request = requestOf(folder / "a.geojson");
    request.indicatorIds = {"population.total"};
    exported(session, request);
    const auto json = nlohmann::json::parse(readFile(folder / "a.geojson"));
    REQUIRE(json["features"].size() == 3);
    const auto& west = json["features"][0]["properties"];
    CHECK(west["district_code"] == "01");
    CHECK(west["population.total"] == 400);
    CHECK(west["population.total_year"] == 2020);
    CHECK(west["is_sample"] == false);
    CHECK(json["features"][2]["properties"]["population.total"].is_null());
    CHECK(json["features"][2]["properties"]["population.total_absence"] == "missing");
    CHECK(json["features"][2]["geometry"].is_null());  // the island has no outline
    CHECK(json["as_of"] == "2026-04-01");
    CHECK(json["sources"][0]["source_id"] == "census");
}

TEST_CASE("every facility is a row in every format, those without a place too", "[export]")
{
    const TemporaryFolder folder;
    PluginSession session(realCity(), {});
    for (const char* ending : {"gpkg", "geojson", "csv", "fgb"}) {
        INFO(ending);
        const std::string file = folder / ("施設." + std::string(ending));
        const ExportResult result = exported(session, requestOf(file, {"facilities"}));
        CHECK(rowsOf(result, "facilities") == 830);
        Diagnostics diagnostics;
        const std::size_t withoutPlace = 2;  // a shelter whose longitude equals its latitude, and an empty record
        if (std::string(ending) == "csv") {
            const auto table = readTable(file, diagnostics);
            REQUIRE(table);
            CHECK(table->table.rows.size() == 830);
            CHECK(diagnostics.empty());
            CHECK(result.notices.empty());
            continue;
        }
        const auto named = readVectorLayer(file, {"facilities", std::nullopt}, diagnostics);
        REQUIRE(named);
        CHECK(named->features.size() == (std::string(ending) == "fgb" ? 830 - withoutPlace : 830));
        if (std::string(ending) == "fgb") {
            REQUIRE(result.notices.size() == 1);
            CHECK(result.notices[0].code == "export.rows_without_place");
            CHECK(result.notices[0].arguments[1] == "2");
        }
    }
}

TEST_CASE("the whole workspace goes into one GeoPackage, the same bytes each time", "[export]")
{
    const TemporaryFolder folder;
    const ExportResult result = exported(realSession(), requestOf(folder / "全部.gpkg"));
    exported(realSession(), requestOf(folder / "again.gpkg"));
    CHECK(readFile(folder / "全部.gpkg") == readFile(folder / "again.gpkg"));
    CHECK(rowsOf(result, "districts") == 21);
    CHECK(rowsOf(result, "blocks") == 4430);
    CHECK(rowsOf(result, "stops") == 701);
    CHECK(rowsOf(result, "routes") == 999);
    Diagnostics diagnostics;
    const auto blocks = readVectorLayer(folder / "全部.gpkg", {"blocks", std::nullopt}, diagnostics);
    REQUIRE(blocks);
    int people = 0;
    for (const VectorFeature& block : blocks->features)
        people += std::stoi(block.values[*blocks->field("people")]);
    CHECK(people == 193966);
    const auto values = readVectorLayer(folder / "全部.gpkg", {"values", 6668}, diagnostics);
    REQUIRE(values);
    CHECK(values->features.size() == rowsOf(result, "values"));
    const auto fields = readVectorLayer(folder / "全部.gpkg", {"fields", 6668}, diagnostics);
    REQUIRE(fields);
    CHECK(fields->features.size() == rowsOf(result, "fields"));
}

TEST_CASE("an overlay goes out alone, with its own indicators and tables", "[export]")
{
    const TemporaryFolder folder;
    const PluginFolders plugins;
    plugins.write("grants", grantsManifest);
    plugins.writeFile("grants/project.csv", grantsRows);
    PluginSession session(smallCity(), plugins.surroundings());
    ExportRequest request = requestOf(folder / "a.xlsx");
    request.overlayId = "grants";
    const ExportResult result = exported(session, request);
    CHECK(rowsOf(result, "districts") == 3);
    CHECK(rowsOf(result, "grants__project") == 4);
    CHECK(std::none_of(result.layers.begin(), result.layers.end(),
                       [](const ExportedLayer& layer) { return layer.name == "facilities"; }));
    request.overlayId = "grant";
    request.file = folder / "b.xlsx";
    CHECK(refused(session, request).kind == ErrorKind::NotFound);
}

TEST_CASE("nothing is written where records are not as many as their file has", "[export]")
{
    const TemporaryFolder folder;
    Snapshot city = *realCity();
    city.facilities.pop_back();
    PluginSession session(little_city::share(std::move(city)), {});
    CHECK(refused(session, requestOf(folder / "a.csv", {"facilities"})).message.code == "export.records_do_not_add_up");
}

TEST_CASE("an indicator whose parts do not add up is not exported", "[export]")
{
    IndicatorResult result;
    result.indicator.id = "population.total";
    result.indicator.title = {"人口", "People"};
    result.reconciliation = {193960, 0, 0, 193966, 0};
    CHECK(export_layers::checkSums({result}, 21, Language::Japanese));  // it is not one that adds up
    result.hasReconciliation = true;
    const auto checked = export_layers::checkSums({result}, 21, Language::English);
    REQUIRE_FALSE(checked);
    CHECK(checked.error().message.code == "export.parts_do_not_add_up");
    CHECK(describe(checked.error(), Language::English).find("gap 6") != std::string::npos);
}

TEST_CASE("a wrong ending, layer or number of layers is refused before a file is there", "[export]")
{
    const TemporaryFolder folder;
    PluginSession session(little_city::share(little_city::make()), {});
    CHECK(refused(session, requestOf(folder / "a.pdf")).message.code == "export.format_by_ending");
    CHECK(refused(session, requestOf(folder / "a.csv", {"facility"})).message.code == "export.no_layer");
    CHECK(refused(session, requestOf(folder / "a.csv", {"facilities", "stops"})).message.code ==
          "export.one_layer_only");
    CHECK(refused(session, requestOf(folder / "none/a.csv")).kind == ErrorKind::NotFound);
}
