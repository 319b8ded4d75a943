#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <map>

#include <nlohmann/json.hpp>

#include "tests/core/analysis/little_city.h"
#include "tests/support/process.h"
#include "tests/workbench/usecases/real_city.h"
#include "workbench/usecases/comparison_output.h"
#include "workbench/usecases/publish.h"
#include "workbench/usecases/table.h"

using namespace chiiki;
using namespace chiiki::test;
using nlohmann::json;

namespace {

namespace fs = std::filesystem;

std::map<std::string, std::string> filesIn(const std::string& folder)
{
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::directory_iterator(folder))
        files[entry.path().filename().string()] = readFile(entry.path().string());
    return files;
}

/// What the page's script is given.
json dataOf(const std::string& folder)
{
    const std::string script = readFile(folder + "/data.js");
    const std::string before = "window.chiikiData = ";
    REQUIRE(script.rfind(before, 0) == 0);
    REQUIRE(script.substr(script.size() - 2) == ";\n");
    return json::parse(script.substr(before.size(), script.size() - before.size() - 2));
}

const json& indicatorOf(const json& data, const std::string& id)
{
    for (const json& indicator : data["indicators"])
        if (indicator["id"] == id)
            return indicator;
    FAIL("no indicator " << id);
    return data;
}

PublishRequest into(const std::string& folder, std::vector<std::string> ids = {})
{
    PublishRequest request;
    request.folder = folder;
    request.indicatorIds = std::move(ids);
    return request;
}

SnapshotPtr littleCity()
{
    return little_city::share(little_city::make());
}

}  // namespace

TEST_CASE("a published page holds the values, ranks and reasons that the table has", "[publish]")
{
    const TemporaryFolder folder;
    PluginSession session(littleCity(), {});
    const auto page = publishPage(session, into(folder / "公開 ページ", {"population.total", "population.density"}));
    REQUIRE(page);
    CHECK(page->indicators == 2);
    CHECK(page->districts == 3);
    CHECK_FALSE(page->hasSample);

    const json data = dataOf(folder / "公開 ページ");
    CHECK(data["title"]["ja"] == "小市の地域データ");
    CHECK(data["asOf"] == "2026-04-01");
    const json& people = indicatorOf(data, "population.total")["years"][0];
    CHECK(people["year"] == 2020);
    // 400 people of the blocks in 01, 600 in 02, nobody known in 03.
    CHECK(people["cells"]["01"]["v"] == 400);
    CHECK(people["cells"]["01"]["r"] == 2);
    CHECK(people["cells"]["02"]["v"] == 600);
    CHECK(people["cells"]["02"]["r"] == 1);
    CHECK(people["cells"]["03"]["a"] == "missing");
    CHECK_FALSE(people["cells"]["03"].contains("v"));
    CHECK(people["cells"]["city"]["v"] == 1000);
    CHECK(people["reconciliation"]["ja"] == "3地域 1,000 + 市外 0 + 未照合 0 = 元 1,000 ✓");
    // 400 people on 100 km2 and 600 on 100 km2.
    const json& density = indicatorOf(data, "population.density")["years"][0];
    CHECK(density["cells"]["01"]["v"].get<double>() == Approx(4).epsilon(1e-3));
    CHECK(density["cells"]["02"]["v"].get<double>() == Approx(6).epsilon(1e-3));
}

TEST_CASE("a city-only indicator is published with its missing survey and its target", "[publish]")
{
    const TemporaryFolder folder;
    PluginSession session(littleCity(), {});
    REQUIRE(publishPage(session, into(folder / "page", {"kgi.1"})));
    const json data = dataOf(folder / "page");
    const json& indicator = indicatorOf(data, "kgi.1");
    CHECK(indicator["cityOnly"] == true);
    REQUIRE(indicator["years"].size() == 2);
    CHECK(indicator["years"][0]["cells"]["city"]["t"] == "67.0");
    CHECK(indicator["years"][0]["cells"]["01"]["a"] == "not_applicable");
    CHECK(indicator["years"][1]["cells"]["city"]["a"] == "missing");
    CHECK(indicator["years"][1]["cells"]["city"]["n"] == "次回は2027年");
    REQUIRE(indicator["series"].size() == 1);
    CHECK(indicator["series"][0]["series"] == "target");
    CHECK(indicator["series"][0]["v"] == 80);
}

TEST_CASE("a change to the year before stands beside the value, and only there", "[publish]")
{
    Snapshot city = little_city::make();
    city.indicators[0].cityOnly = false;
    for (const auto& [year, value] : {std::pair(2022, 50.0), std::pair(2023, 49.5), std::pair(2025, 60.0)})
        city.values.push_back({"kgi.1", "01", {year}, Series::Actual, Value::of(value, Status::Sample), "plan", ""});
    const TemporaryFolder folder;
    PluginSession session(little_city::share(city), {});
    const auto page = publishPage(session, into(folder / "page", {"kgi.1"}));
    REQUIRE(page);
    CHECK(page->hasSample);
    const json data = dataOf(folder / "page");
    CHECK(data["sample"] == true);
    const json& years = indicatorOf(data, "kgi.1")["years"];
    REQUIRE(years.size() == 4);  // 2024 is a survey that gave nothing
    CHECK_FALSE(years[0]["cells"]["01"].contains("d"));
    CHECK(years[1]["cells"]["01"]["d"] == "\u22120.5");
    CHECK(years[1]["cells"]["01"]["s"] == "sample");
    CHECK(years[2]["cells"]["01"]["a"] == "missing");
    CHECK_FALSE(years[3]["cells"]["01"].contains("d"));
}

TEST_CASE("the downloads are what chiiki table prints, and one line a value", "[publish]")
{
    const TemporaryFolder folder;
    PluginSession session(littleCity(), {});
    REQUIRE(publishPage(session, into(folder / "page", {"facilities.hall", "kgi.1"})));
    const auto table = makeTable(session, {{"facilities.hall", "kgi.1"}, std::nullopt, "code"});
    REQUIRE(table);
    auto files = filesIn(folder / "page");
    CHECK(files["table.csv"] == comparisonCsv(*table));
    CHECK(files["table.json"] == comparisonJson(*table, *session.city()));
    // The hall on the border and the one in 01; one outside, the closed one and the one without a place unplaced.
    CHECK(files["values.csv"].find("01,西,facilities.hall,会館の数,") != std::string::npos);
    CHECK(files["values.csv"].find("\noutside,市外,facilities.hall,") != std::string::npos);
    CHECK(files["values.csv"].find("city,市全体,kgi.1,愛着,Attachment,percent,2022,67,,official,plan\n") !=
          std::string::npos);
    CHECK(files["values.csv"].find("city,市全体,kgi.1,愛着,Attachment,percent,2024,,missing,,plan\n") !=
          std::string::npos);
    const json districts = json::parse(files["districts.geojson"]);
    REQUIRE(districts["features"].size() == 3);
    CHECK(districts["features"][0]["properties"]["facilities.hall"] == 1);
    CHECK(districts["features"][2]["geometry"].is_null());
    const json& ring = districts["features"][0]["geometry"]["coordinates"][0][0];
    CHECK(ring.front() == ring.back());
}

TEST_CASE("the same workspace gives the same bytes, and a new page takes the place of the old one", "[publish]")
{
    const TemporaryFolder folder;
    PluginSession session(littleCity(), {});
    REQUIRE(publishPage(session, into(folder / "a")));
    REQUIRE(publishPage(session, into(folder / "b")));
    CHECK(filesIn(folder / "a") == filesIn(folder / "b"));
    writeFile(folder / "a/robots.txt", "mine");
    PublishRequest again = into(folder / "a");
    again.title = "別の題";
    REQUIRE(publishPage(session, again));
    const auto files = filesIn(folder / "a");
    CHECK(files.at("index.html").find("<title>別の題</title>") != std::string::npos);
    CHECK(files.at("robots.txt") == "mine");
}

TEST_CASE("a folder with files of others is left as it is", "[publish]")
{
    const TemporaryFolder folder;
    fs::create_directory(folder / "documents");
    writeFile(folder / "documents/index.html", "<html>mine</html>");
    PluginSession session(littleCity(), {});
    const auto page = publishPage(session, into(folder / "documents"));
    REQUIRE_FALSE(page);
    CHECK(page.error().message.code == "publish.folder_of_others");
    CHECK(filesIn(folder / "documents").size() == 1);
    CHECK(readFile(folder / "documents/index.html") == "<html>mine</html>");
    writeFile(folder / "a file", "x");
    const auto file = publishPage(session, into(folder / "a file"));
    REQUIRE_FALSE(file);
    CHECK(file.error().message.code == "publish.not_a_folder");
}

TEST_CASE("values taken in beside a total of the city show what is missing between the two", "[publish]")
{
    Snapshot city = little_city::make();
    Indicator walks = city.indicators[0];
    walks.id = "values_1.walks";
    walks.cityOnly = false;
    walks.unit = "count";
    walks.kind = IndicatorKind::Count;
    walks.decimals = 0;
    city.indicators.push_back(walks);
    for (const auto& [code, number] : {std::pair("01", 1200), std::pair("02", 34), std::pair("", 1300)})
        city.values.push_back(
            {walks.id, code, {2024}, Series::Actual, Value::of(number, Status::Official), "plan", ""});
    const TemporaryFolder folder;
    PluginSession session(little_city::share(city), {});
    REQUIRE(publishPage(session, into(folder / "page", {walks.id})));
    const json data = dataOf(folder / "page");
    CHECK(indicatorOf(data, walks.id)["group"]["ja"] == "取り込んだ数字");
    CHECK(indicatorOf(data, walks.id)["years"][0]["reconciliation"]["ja"] ==
          "値のある2地域の合計 1,234、市全体 1,300（差 +66）");
}

TEST_CASE("names with signs of markup stay text", "[publish]")
{
    Snapshot city = little_city::make();
    city.districts[0].name = "</script><b>\"西\" & 'x'";
    const TemporaryFolder folder;
    PluginSession session(little_city::share(city), {});
    PublishRequest request = into(folder / "page", {"population.total"});
    request.title = "<i>題</i> & \"名\" {{title}}";
    REQUIRE(publishPage(session, request));
    const auto files = filesIn(folder / "page");
    CHECK(files.at("index.html").find("<title>&lt;i&gt;題&lt;/i&gt; &amp; &quot;名&quot; {{title}}</title>") !=
          std::string::npos);
    CHECK(files.at("index.html").find("<i>") == std::string::npos);
    CHECK(files.at("data.js").find('<') == std::string::npos);
    CHECK(dataOf(folder / "page")["districts"][0]["name"]["ja"] == city.districts[0].name);
}

TEST_CASE("people of no district stand in a row of their own and in the legend", "[publish]")
{
    Snapshot city = little_city::make();
    city.demandAreas[0].districtCode = "99";  // 100 people
    const TemporaryFolder folder;
    PluginSession session(little_city::share(city), {});
    REQUIRE(publishPage(session, into(folder / "page", {"population.total"})));
    const json data = dataOf(folder / "page");
    const json& people = indicatorOf(data, "population.total")["years"][0];
    CHECK(people["cells"]["unplaced"]["v"] == 100);
    CHECK(people["reconciliation"]["en"] == "3 districts 900 + outside 0 + unplaced 100 = source 1,000 ✓");
    CHECK(people["legend"].back()["text"]["ja"] == "未照合 (100)");
}

TEST_CASE("the page of the real city loads nothing from elsewhere and names no folder of this machine", "[publish]")
{
    const TemporaryFolder folder;
    REQUIRE(publishPage(realSession(), into(folder / "page")));
    for (const auto& [name, text] : filesIn(folder / "page")) {
        CAPTURE(name);
        CHECK(text.find(CHIIKI_SOURCE_DIR) == std::string::npos);
        CHECK(text.find(folder.path()) == std::string::npos);
        CHECK(text.find("fetch(") == std::string::npos);
        CHECK(text.find("src=\"http") == std::string::npos);
        CHECK(text.find("url(http") == std::string::npos);
    }
    const json data = dataOf(folder / "page");
    // 湯田 is the densest and 阿東 the least dense district, in the classes that the window has.
    const json& density = indicatorOf(data, "population.density");
    CHECK(density["years"][0]["cells"]["03"]["t"] == "3,185");
    CHECK(density["years"][0]["cells"]["03"]["r"] == 1);
    CHECK(density["years"][0]["cells"]["03"]["c"] == 4);
    CHECK(density["years"][0]["cells"]["21"]["r"] == 21);
    CHECK(density["classes"][4]["fill"] == "#253494");
    CHECK(density["classes"][4]["ink"] == "#FFFFFF");
    // Neighbours up, down, left and right of 仁保 and the place of its tile.
    const json& niho = data["districts"][3];
    CHECK(niho["neighbours"] == json({"21", "05", "07", "20"}));
    CHECK(niho["tile"] == json({4, 1}));
    CHECK(data["map"]["inset"]["codes"].size() == 3);
}

TEST_CASE("an overlay is published where it is asked for by name", "[publish]")
{
    const TemporaryFolder folder;
    REQUIRE(publishPage(realSession(), into(folder / "page", {"life_support.*"})));
    const json published = dataOf(folder / "page");
    for (const json& indicator : published["indicators"])
        CHECK(indicator["id"].get<std::string>().rfind("life_support.", 0) == 0);
    const auto unknown = publishPage(realSession(), into(folder / "other", {"nothing.*"}));
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error().message.code == "publish.no_overlay");
}

TEST_CASE("so few people that they may be known are not published unless a rule allows it", "[publish]")
{
    Snapshot city = little_city::make();
    Indicator alone = city.indicators[0];
    alone.id = "values_1.alone";
    alone.cityOnly = false;
    alone.unit = "people";
    alone.kind = IndicatorKind::Count;
    city.indicators.push_back(alone);
    for (const auto& [code, number] : {std::pair("01", 10.0), std::pair("02", 9.0), std::pair("03", 0.0)})
        city.values.push_back(
            {alone.id, code, {2024}, Series::Actual, Value::of(number, Status::Official), "plan", ""});
    const TemporaryFolder folder;
    PluginSession session(little_city::share(city), {});
    PublishRequest request = into(folder / "page", {alone.id});
    const auto refused = publishPage(session, request);
    REQUIRE(refused);
    // Nobody and ten people may be told; nine may not.
    REQUIRE(refused->refusals.size() == 1);
    CHECK(refused->refusals[0].file == alone.id);
    CHECK(refused->refusals[0].field == "東 令和6年度");
    CHECK(refused->refusals[0].message.arguments == std::vector<std::string>{"9", "10"});
    CHECK(refused->files.empty());
    CHECK_FALSE(std::filesystem::exists(folder / "page"));

    request.smallest = 9;
    CHECK(publishPage(session, request)->refusals.empty());
    request.smallest = 11;
    request.rules = {{"small_counts", "要綱第3条"}};
    const auto allowed = publishPage(session, request);
    REQUIRE(allowed);
    CHECK(allowed->refusals.empty());
    REQUIRE(allowed->notices.size() == 1);
    const json data = dataOf(folder / "page");
    CHECK(indicatorOf(data, alone.id)["limits"]["ja"].dump().find("要綱第3条") != std::string::npos);
}
