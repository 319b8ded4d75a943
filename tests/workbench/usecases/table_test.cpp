#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "core/text/width.h"
#include "tests/core/analysis/little_city.h"
#include "workbench/usecases/comparison_output.h"
#include "workbench/usecases/coverage.h"
#include "workbench/usecases/explain.h"
#include "workbench/usecases/info.h"
#include "workbench/usecases/table.h"

using namespace chiiki;
using nlohmann::json;

namespace {

SnapshotPtr littleCity()
{
    return little_city::share(little_city::make());
}

std::vector<std::string> linesOf(const std::string& text)
{
    std::vector<std::string> lines(1);
    for (const char c : text) {
        if (c == '\n')
            lines.emplace_back();
        else
            lines.back() += c;
    }
    return lines;
}

ComparisonTable tableOf(const SnapshotPtr& city, std::vector<std::string> ids, std::string sortBy = "code")
{
    PluginSession session(city, {});
    auto table = makeTable(session, {std::move(ids), std::nullopt, std::move(sortBy)});
    REQUIRE(table);
    return *table;
}

}  // namespace

TEST_CASE("the CSV of a table has a BOM, plain codes, the rests below and nothing else", "[table]")
{
    CHECK(comparisonCsv(tableOf(littleCity(), {"facilities.hall"})) == "\xEF\xBB\xBF"
                                                                       "district_code,district,facilities.hall\n"
                                                                       "01,西,1\n"
                                                                       "02,東,1\n"
                                                                       "03,島,0\n"
                                                                       "city,市全体,2\n"
                                                                       "outside,市外,1\n"
                                                                       "unplaced,未照合,2\n");
}

TEST_CASE("an absent value is an empty cell with its reason beside it", "[table]")
{
    const auto lines = linesOf(comparisonCsv(tableOf(littleCity(), {"population.total"})));
    CHECK(lines[0] == "\xEF\xBB\xBF"
                      "district_code,district,population.total,population.total_absence");
    CHECK(lines[1] == "01,西,400,");
    CHECK(lines[3] == "03,島,,missing");
    CHECK(lines[5] == "outside,市外,0,");
}

TEST_CASE("a made-up number says so in every output", "[table]")
{
    Snapshot city = little_city::make();
    city.indicators[0].cityOnly = false;
    city.values.push_back({"kgi.1", "01", {2022}, Series::Actual, Value::of(55.5, Status::Sample), "plan", ""});
    const ComparisonTable table = tableOf(little_city::share(city), {"kgi.1"});
    CHECK(comparisonCsv(table).find("01,西,55.5,,sample\n") != std::string::npos);
    CHECK(comparisonText(table, city, Language::Japanese).find("55.5 見本") != std::string::npos);
    CHECK(json::parse(comparisonJson(table, city))["columns"][0]["status"] == "sample");
}

TEST_CASE("the JSON of a table keeps the contract's shape", "[table]")
{
    const SnapshotPtr city = littleCity();
    const json answer = json::parse(comparisonJson(tableOf(city, {"facilities.hall", "population.total"}), *city));
    CHECK(answer["api"] == 1);
    REQUIRE(answer["rows"].size() == 6);
    CHECK(answer["rows"][0]["district_code"] == "01");
    CHECK(answer["rows"][0]["facilities.hall"] == 1);
    CHECK(answer["rows"][2]["population.total"].is_null());
    CHECK(answer["rows"][2]["population.total_absence"] == "missing");
    CHECK(answer["reconciliation"] == json({{"districts", 2}, {"outside", 1}, {"unplaced", 2}, {"source", 5}}));
    CHECK(answer["reconciliations"]["population.total"]["source"] == 1000);
    CHECK(answer["sources"][0]["source_id"] == "halls");
}

TEST_CASE("the coverage CSV begins with the contract's columns", "[table][coverage]")
{
    const auto report = reportCoverage(littleCity(), {{{"hall"}, 400, 1, DemandBy::Area}});
    REQUIRE(report);
    Snapshot city = little_city::make();
    city.districts.pop_back();  // the island lacks everything and adds columns of reasons
    const auto whole = reportCoverage(little_city::share(city), {{{"hall"}, 400, 1, DemandBy::Area}});
    CHECK(linesOf(comparisonCsv(whole->table))[0] ==
          "\xEF\xBB\xBF"
          "district_code,district,area_km2,population,covered_area_km2,covered_area_share,"
          "covered_population,covered_population_share,facilities");
}

TEST_CASE("the text of a table is aligned by display width and reconciled below", "[table]")
{
    const SnapshotPtr city = littleCity();
    const std::string text =
        comparisonText(tableOf(city, {"facilities.hall", "population.total"}), *city, Language::Japanese);
    const auto lines = linesOf(text);
    for (std::size_t i = 1; i < 8; ++i)
        CHECK(displayWidth(lines[i]) == displayWidth(lines[0]));
    CHECK(text.find("照合 会館の数: 3地域 2 + 市外 1 + 未照合 2 = 元 5 ✓\n") != std::string::npos);
    CHECK(text.find("出典: credit of halls\n") != std::string::npos);
    CHECK(linesOf(text)[4].find("…") != std::string::npos);  // the island's people are missing
}

TEST_CASE("people in the text add up to the city though each is rounded", "[table]")
{
    // By area 150.8 - rounded parts and the city's total must agree.
    const SnapshotPtr city = littleCity();
    const auto report = reportCoverage(city, {{{"hall"}, 400, 1, DemandBy::Area}});
    const double exact = *report->coverage.city.coveredPopulation.number();
    const std::string text = comparisonText(report->table, *city, Language::English);
    CHECK(text.find(std::to_string(std::llround(exact))) != std::string::npos);
}

TEST_CASE("sorting by an indicator that was not asked for adds it, with its ranks", "[table]")
{
    const SnapshotPtr city = littleCity();
    const ComparisonTable table = tableOf(city, {"facilities.hall"}, "population.total");
    REQUIRE(table.columns.size() == 2);
    CHECK(table.rows[0].code == "02");
    CHECK(comparisonText(table, *city, Language::Japanese).find("1位") != std::string::npos);
    PluginSession session(city, {});
    CHECK_FALSE(makeTable(session, {{"no.such"}, std::nullopt, "code"}));
}

TEST_CASE("explain names value, inputs, editions and the line that repeats it", "[explain]")
{
    const SnapshotPtr city = littleCity();
    PluginSession session(city, {});
    const auto explanation = explain(session, {}, {"population.density", "西", std::nullopt, "my city.chiiki"});
    REQUIRE(explanation);
    CHECK(explanation->districtCode == "01");
    CHECK(*explanation->value.value.number() == Approx(4).epsilon(1e-6));
    REQUIRE(explanation->inputs.size() == 2);
    CHECK(explanation->inputs[0].rows == 2);
    REQUIRE(explanation->editions.size() == 1);
    CHECK(explanation->editions[0].fileName == "census.csv");
    CHECK(explanation->commandLine == "chiiki explain 'my city.chiiki' population.density 01 2020");
    const std::string text = explanationText(*explanation, Language::Japanese);
    CHECK(text.find("EPSG:6668 -> EPSG:6671") != std::string::npos);
    CHECK(text.find("census.csv") != std::string::npos);
    const json answer = json::parse(explanationJson(*explanation));
    CHECK(answer["rows"][0]["district_code"] == "01");
    CHECK(answer["inputs"][0]["value"] == 400);

    const auto cityWide = explain(session, {}, {"kgi.1", "city", std::nullopt, "x.chiiki"});
    REQUIRE(cityWide);
    CHECK(cityWide->value.year.year == 2022);
    CHECK(cityWide->value.value == Value::of(67, Status::Official));
    CHECK(explain(session, {}, {"kgi.1", "01", std::nullopt, "x"})->value.value.absence() == Absence::NotApplicable);
    CHECK(explain(session, {}, {"population.total", "99", std::nullopt, "x"}).error().message.code ==
          "analysis.unknown_district_of");
    CHECK(explain(session, {}, {"population.total", "01", FiscalYear{1999}, "x"}).error().message.code ==
          "analysis.no_value_of_year");
}

TEST_CASE("info counts what the workspace holds, with both rests by kind", "[info]")
{
    const WorkspaceInfo info = describeWorkspace(*littleCity());
    REQUIRE(info.facilities.size() == 3);
    CHECK(info.facilities[0].records.districts == 3);
    CHECK(info.facilities[0].records.outside == 1);
    CHECK(info.facilities[0].records.unplaced == 1);
    CHECK(info.facilities[0].records.addsUp());
    const std::string text = infoText(info, Language::English);
    CHECK(text.find("Little City") != std::string::npos);
    CHECK(text.find("3 districts 3 + outside 1 + unplaced 1 = source 5") != std::string::npos);
    CHECK(json::parse(infoJson(info))["counts"][0]["count"] == 3);
}
