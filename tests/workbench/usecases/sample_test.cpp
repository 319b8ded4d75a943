#include <catch2/catch.hpp>

#include <filesystem>
#include <map>
#include <regex>
#include <set>

#include <nlohmann/json.hpp>

#include "core/io/pack_reader.h"
#include "core/store/workspace.h"
#include "tests/support/process.h"
#include "workbench/usecases/comparison_output.h"
#include "workbench/usecases/explain.h"
#include "workbench/usecases/map.h"
#include "workbench/usecases/overlay_output.h"
#include "workbench/usecases/sample.h"
#include "workbench/usecases/table.h"
#include "workbench/usecases/view.h"
#include "workbench/usecases/workspace_new.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

constexpr const char* sampleFolder = CHIIKI_SOURCE_DIR "/data/yamaguchi_sample";
const ChangeStamp stamp{"情報課", "2026-11-20T00:15:30Z", "2026-11-20"};

PluginSurroundings builtIn()
{
    PluginSurroundings surroundings;
    surroundings.folders = {{PluginPlace::BuiltIn, CHIIKI_BIN_DIR "/../plugins"}};
    return surroundings;
}

/// The real city, made once; each test copies it.
std::string cityIn(const TemporaryFolder& folder)
{
    static const TemporaryFolder once;
    static const bool isMade = [] {
        NewWorkspaceRequest request;
        request.path = once / "a.chiiki";
        request.packDir = CHIIKI_SOURCE_DIR "/data/yamaguchi";
        request.stamp = stamp;
        return newWorkspace(request).has_value();
    }();
    REQUIRE(isMade);
    std::filesystem::copy(once / "a.chiiki", folder / "a.chiiki");
    return folder / "a.chiiki";
}

SnapshotPtr snapshotOf(const std::string& path)
{
    auto opened = Workspace::open(path, Access::ReadOnly);
    REQUIRE(opened);
    return *opened->snapshot();
}

SampleReport added(const std::string& path)
{
    auto report = addSample(path, sampleFolder, builtIn(), stamp);
    if (!report)
        FAIL(describe(report.error(), Language::English));
    return *std::move(report);
}

const PluginTable& tableOf(const Snapshot& city, const std::string& plugin, const std::string& table)
{
    const PluginTable* found = findPluginTable(city, plugin, table);
    REQUIRE(found);
    return *found;
}

std::string cell(const PluginTable& table, const PluginRow& row, const char* field)
{
    const int column = columnIndex(table, field);
    REQUIRE(column >= 0);
    return textOf(row.values[static_cast<std::size_t>(column)]);
}

}  // namespace

TEST_CASE("sample rows come in one step and go without a trace", "[sample]")
{
    const TemporaryFolder folder;
    const std::string path = cityIn(folder);
    const SnapshotPtr before = snapshotOf(path);
    const SampleReport report = added(path);
    CHECK(report.setAside.empty());
    const SnapshotPtr with = snapshotOf(path);
    CHECK(with->revision == before->revision + 1);
    int rows = 0, said = 0;
    for (const PluginTable& table : with->pluginTables)
        for (const PluginRow& row : table.rows) {
            ++rows;
            CHECK(row.status == Status::Sample);
            CHECK(row.sourceId == sampleSource);
        }
    for (const SampleReport::Table& table : report.tables)
        said += table.rows;
    CHECK(rows == said);
    CHECK(rows > 400);
    CHECK(findSource(*with, sampleSource));

    const auto again = addSample(path, sampleFolder, builtIn(), stamp);
    REQUIRE_FALSE(again);
    CHECK(again.error().message.code == "usecases.sample_there_already");
    CHECK(snapshotOf(path)->revision == with->revision);

    const auto gone = removeSample(path, stamp);
    REQUIRE(gone);
    Snapshot after = *snapshotOf(path);
    CHECK(after.pluginTables.size() == before->pluginTables.size());
    after.revision = before->revision;
    after.asOf = before->asOf;
    CHECK(after == *before);
    const auto twice = removeSample(path, stamp);
    REQUIRE_FALSE(twice);
    CHECK(twice.error().message.code == "usecases.no_sample_rows");
}

TEST_CASE("rows of a sample for a plugin that is not there are left out and told", "[sample]")
{
    const TemporaryFolder folder;
    const std::string path = cityIn(folder);
    const auto report = addSample(path, sampleFolder, {}, stamp);
    REQUIRE(report);
    CHECK(report->tables.empty());
    CHECK(report->setAside.size() == 14);
    CHECK(report->setAside[0].message.code == "usecases.sample_of_no_plugin");
    const auto none = addSample(path, folder.path() + "/nothing", builtIn(), stamp);
    REQUIRE_FALSE(none);
}

TEST_CASE("the made-up rows agree with every published total", "[sample]")
{
    const TemporaryFolder folder;
    const std::string path = cityIn(folder);
    added(path);
    const SnapshotPtr city = snapshotOf(path);

    // Special grants: those made up and the three that a document names.
    const PluginTable& projects = tableOf(*city, "grants", "project");
    std::map<int, std::set<std::string>> districts;
    std::map<int, int> count;
    std::map<std::string, double> ofDistrict;
    for (const PluginRow& row : projects.rows) {
        CHECK(cell(projects, row, "scheme") == "GR-02");
        const double amount = std::stod(cell(projects, row, "amount"));
        CHECK(amount > 0);
        CHECK(amount <= 200000);
        ofDistrict[row.districtCodes.at(0)] += amount;
        districts[row.fiscalYear.value()].insert(row.districtCodes.at(0));
        ++count[row.fiscalYear.value()];
        CHECK(cell(projects, row, "decided_on") >= "2021-06-01");
        CHECK(cell(projects, row, "decided_on") <= "2025-03-31");
    }
    for (const char* official : {"06", "10", "21"})
        districts[2023].insert(official);
    CHECK(count[2023] + 3 == 18);
    CHECK(districts[2023].size() == 13);
    CHECK(count[2024] == 12);
    CHECK(districts[2024].size() == 9);
    for (const auto& [code, amount] : ofDistrict)
        CHECK(amount <= 1000000);

    std::map<int, int> services, joint;
    for (const PluginRow& row : tableOf(*city, "life_support", "service").rows)
        ++services[row.fiscalYear.value()];
    CHECK(services[2024] == 70);
    for (const PluginRow& row : tableOf(*city, "kpi_projects", "joint_project").rows)
        ++joint[row.fiscalYear.value()];
    CHECK(joint == std::map<int, int>{{2022, 85}, {2023, 105}, {2024, 122}});
}

TEST_CASE("every output that shows a made-up value says so", "[sample]")
{
    const TemporaryFolder folder;
    const std::string path = cityIn(folder);
    const std::string mark = "見本";
    const auto outputs = [&] {
        // On one day throughout: a change gives the workspace a new date, which is no trace of the sample.
        PluginSurroundings surroundings = builtIn();
        surroundings.asOf = stamp.asOf;
        PluginSession session(snapshotOf(path), surroundings);
        std::map<std::string, std::string> all;
        const auto table = makeTable(session, {{"grants.special_projects"}, FiscalYear{2024}, "code"});
        REQUIRE(table);
        const SnapshotPtr city = session.city();
        all["table text"] = comparisonText(*table, *city, Language::Japanese);
        all["table CSV"] = comparisonCsv(*table);
        all["table JSON"] = comparisonJson(*table, *city);
        const auto sheet = comparisonXlsx(*table, *city);
        REQUIRE(sheet);
        MapRequest request;
        request.indicatorId = "grants.special_projects";
        request.year = FiscalYear{2024};
        request.asOf = stamp.asOf;
        request.file = folder / "map.svg";
        REQUIRE(drawMap(session, request));
        const auto plugin = session.find("grants");
        REQUIRE(plugin);
        const ViewSpec* list = findView((*plugin)->manifest, "projects");
        REQUIRE(list);
        const auto view = session.view(**plugin, *list);
        REQUIRE(view);
        all["view data"] = view->hasSample ? "sample" : "";
        all["view JSON"] = viewJson(**plugin, *city, *view);
        const auto run = session.overlay(**plugin);
        REQUIRE(run->overlay);
        int findings = 0;
        for (const Finding& finding : run->overlay->findings)
            findings += finding.isSample;
        all["findings"] = findings > 0 ? "sample" : "";
        const auto overlay = overlayTable(*city, *run, std::nullopt);
        REQUIRE(overlay);
        all["overlay text"] = overlayText(**plugin, *city, *run, *overlay, {}, Language::Japanese);
        ExplainRequest question;
        question.indicatorId = "grants.special_projects";
        question.district = "03";
        const auto told = explain(session, {}, question);
        REQUIRE(told);
        const std::string lines = explanationText(*told, Language::Japanese);
        all["explanation"] = lines.substr(0, lines.find("時点: "));  // the date, see above
        return all;
    };
    auto before = outputs();
    CHECK(before["table text"].find(mark) == std::string::npos);
    CHECK(before["table CSV"].find("_status") == std::string::npos);
    CHECK(before["table JSON"].find("\"sample\"") == std::string::npos);
    CHECK(before["view data"].empty());
    CHECK(nlohmann::json::parse(before["view JSON"])["sample"] == false);
    CHECK(before["findings"].empty());
    CHECK(before["overlay text"].find(mark) == std::string::npos);
    CHECK(before["explanation"].find(mark) == std::string::npos);
    const std::string plainMap = readFile(folder / "map.svg");

    added(path);
    auto with = outputs();
    CHECK(with["table text"].find(mark) != std::string::npos);
    CHECK(with["table CSV"].find("grants.special_projects_status") != std::string::npos);
    CHECK(with["table CSV"].find("sample") != std::string::npos);
    CHECK(with["table JSON"].find("\"sample\"") != std::string::npos);
    CHECK(with["view data"] == "sample");
    CHECK(nlohmann::json::parse(with["view JSON"])["sample"] == true);
    CHECK(with["findings"] == "sample");
    // The value and the line of its sums, each.
    CHECK(with["explanation"].find("[見本]") != std::string::npos);
    CHECK(std::regex_search(with["explanation"], std::regex("照合: .* ✓（見本(を含む)?）\\n")));
    CHECK(std::regex_search(readFile(folder / "map.svg"), std::regex("21地域[^<]*（見本(を含む)?）")));
    CHECK(with["overlay text"].find(mark) != std::string::npos);
    // 27 made-up awards beside the three that a document names without amounts; the steps are all made up.
    CHECK(with["overlay text"].find("1事業20万円以内: ✓27 ✕0 ?3（うち見本27）\n") != std::string::npos);
    CHECK(with["overlay text"].find("構想・計画・実行の順: ✓8 ✕0 ?0（見本）\n") != std::string::npos);
    CHECK(readFile(folder / "map.svg") != plainMap);

    REQUIRE(removeSample(path, stamp));
    const auto after = outputs();
    CHECK(after == before);
    CHECK(readFile(folder / "map.svg") == plainMap);
}
