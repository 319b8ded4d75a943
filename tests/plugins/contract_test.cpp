#include <catch2/catch.hpp>

#include <filesystem>
#include <set>

#include <nlohmann/json.hpp>

#include "core/io/pack_reader.h"
#include "core/model/overlay_json.h"
#include "core/plugin/registry.h"
#include "tests/support/process.h"
#include "workbench/usecases/plugin_session.h"

using namespace chiiki;
using namespace chiiki::test;
using nlohmann::json;

namespace {

namespace fs = std::filesystem;

const std::string source = CHIIKI_SOURCE_DIR;
const std::string builtIn = CHIIKI_BIN_DIR "/../plugins";
const std::string examples = builtIn + "/examples";
const std::string hostile = CHIIKI_BIN_DIR "/../tests/hostile";

std::set<std::string> foldersWithManifest(const std::string& folder)
{
    std::set<std::string> ids;
    for (const auto& entry : fs::directory_iterator(folder))
        if (fs::exists(entry.path() / "plugin.json"))
            ids.insert(entry.path().filename().string());
    return ids;
}

std::set<std::string> idsIn(const std::vector<Plugin>& plugins)
{
    std::set<std::string> ids;
    for (const Plugin& plugin : plugins)
        ids.insert(plugin.id);
    return ids;
}

SnapshotPtr realCity()
{
    static const SnapshotPtr city = [] {
        Diagnostics diagnostics;
        auto read = readPack(source + "/data/yamaguchi", diagnostics);
        REQUIRE(read);
        return std::make_shared<const Snapshot>(*std::move(read));
    }();
    return city;
}

PluginSurroundings surroundings(bool withHostile)
{
    PluginSurroundings found;
    found.folders = {{PluginPlace::BuiltIn, builtIn}, {PluginPlace::Given, examples}};
    if (withHostile)
        found.folders.push_back({PluginPlace::Given, hostile});
    found.trustsAll = true;
    return found;
}

bool isDistrict(const std::string& code)
{
    return code.empty() || findDistrict(*realCity(), code);
}

/// Every value and finding of an overlay that a reader of it could see.
std::string contentOf(const Overlay& overlay)
{
    std::string content = answerJson(overlay);
    for (const RuleOutcome& outcome : overlay.outcomes)
        content += "\n" + outcome.ruleId + " " + outcome.districtCode + " " + std::to_string(outcome.rows.size());
    return content;
}

}  // namespace

TEST_CASE("as many plugins are found as folders are there", "[contract]")
{
    const auto inSource = foldersWithManifest(source + "/plugins");
    CHECK(inSource.size() >= 7);
    CHECK(foldersWithManifest(builtIn) == inSource);
    CHECK(idsIn(findPlugins({{PluginPlace::BuiltIn, builtIn}})) == inSource);
    const auto inExamples = foldersWithManifest(source + "/plugins/examples");
    CHECK(inExamples == std::set<std::string>{"example", "example_cpp", "example_python"});
    CHECK(foldersWithManifest(examples) == inExamples);
    CHECK(idsIn(findPlugins({{PluginPlace::Given, examples}})) == inExamples);
    const auto inTests = foldersWithManifest(source + "/tests/plugins/hostile");
    CHECK(inTests.size() >= 18);
    CHECK(idsIn(findPlugins({{PluginPlace::Given, hostile}})) == inTests);
}

TEST_CASE("the examples are no themes of a city until somebody names their folder", "[contract]")
{
    const std::set<std::string> themes = idsIn(findPlugins({{PluginPlace::BuiltIn, builtIn}}));
    for (const std::string& id : foldersWithManifest(source + "/plugins/examples"))
        CHECK_FALSE(themes.contains(id));
}

TEST_CASE("every plugin that comes with the program keeps its contract on the real city", "[contract]")
{
    PluginSession session(realCity(), surroundings(false));
    REQUIRE_FALSE(session.plugins().empty());
    for (const Plugin& plugin : session.plugins()) {
        DYNAMIC_SECTION(plugin.id)
        {
            CHECK_FALSE(plugin.manifest.owner.ja.empty());
            const auto run = session.overlay(plugin);
            INFO((run->reason ? describe(*run->reason, Language::English) : ""));
            REQUIRE(run->state == PluginState::Valid);
            REQUIRE(run->overlay);
            CHECK(run->setAside.empty());
            CHECK(run->overlay->indicators.size() == plugin.manifest.indicators.size());
            std::size_t numbers = 0;
            for (const IndicatorResult& result : run->overlay->indicators) {
                INFO(result.indicator.id);
                CHECK(result.indicator.id.rfind(plugin.id + ".", 0) == 0);
                CHECK_FALSE(result.indicator.unit.empty());
                CHECK_FALSE(result.indicator.title.ja.empty());
                CHECK_FALSE(result.indicator.title.en.empty());
                for (const IndicatorValue& value : result.values) {
                    CHECK(isDistrict(value.districtCode));
                    numbers += value.value.number().has_value();
                }
            }
            // Of tables that nobody has filled there is no number, and of all others there is one.
            bool hasContent = false;
            for (const IndicatorSpec& spec : plugin.manifest.indicators) {
                const PluginTable* rows = session.rowsOf(plugin, spec.quantity.table);
                hasContent = hasContent || spec.isFromExecutable || (rows && !rows->rows.empty());
            }
            CHECK((numbers > 0) == hasContent);
            for (const Finding& finding : run->overlay->findings) {
                CHECK(isDistrict(finding.districtCode));
                CHECK_FALSE(finding.text.ja.empty());
                CHECK_FALSE(finding.text.en.empty());
            }
            if (plugin.manifest.executable) {
                // Standard input is empty: no request at all.
                const auto refused =
                    runProcess({plugin.folder + "/" + plugin.manifest.executable->path}, plugin.folder);
                CHECK(refused.exitCode == 2);
                CHECK(refused.out.empty());
                CHECK_FALSE(refused.err.empty());
            }
        }
    }
}

TEST_CASE("plugins that do their worst cost their own overlay and nobody else's a byte", "[contract]")
{
    PluginSession alone(realCity(), surroundings(false)), crowded(realCity(), surroundings(true));
    for (const Plugin& plugin : alone.plugins()) {
        const auto before = alone.overlay(plugin);
        REQUIRE(before->overlay);
    }
    crowded.all();
    const auto bad = foldersWithManifest(hostile);
    std::size_t good = 0;
    for (const Plugin& plugin : crowded.plugins()) {
        INFO(plugin.id);
        const auto run = crowded.overlay(plugin);
        if (bad.count(plugin.id)) {
            CHECK(run->state != PluginState::Valid);
            CHECK(run->reason);
            CHECK_FALSE(run->overlay);
            continue;
        }
        ++good;
        REQUIRE(run->state == PluginState::Valid);
        CHECK(contentOf(*run->overlay) == contentOf(*alone.overlay(**alone.find(plugin.id))->overlay));
    }
    CHECK(good == alone.plugins().size());
}

TEST_CASE("the doctor names each bad plugin with state and reason, and says so by its exit code", "[contract]")
{
    const TemporaryFolder folder;
    const std::string program = CHIIKI_BIN_DIR "/chiiki";
    const auto ill =
        runProcess({program, "plugin", "doctor", "--plugin-dir", hostile, "--yes", "--format", "json"}, folder.path());
    INFO(ill.err);
    CHECK(ill.exitCode == 1);
    const json report = json::parse(ill.out);
    CHECK(report["all_well"] == false);
    const auto bad = foldersWithManifest(hostile);
    std::set<std::string> named;
    for (const json& row : report["rows"]) {
        INFO(row.dump());
        const std::string id = row["id"];
        const bool isBad = row["state"] == "failed" || row["state"] == "timed_out" || row["state"] == "unreadable";
        CHECK(isBad == (bad.count(id) == 1));
        if (!isBad)
            continue;
        named.insert(id);
        CHECK_FALSE(row["reason"]["ja"].get<std::string>().empty());
    }
    CHECK(named == bad);

    const auto well = runProcess({program, "plugin", "doctor", "--yes"}, folder.path());
    INFO(well.out);
    CHECK(well.exitCode == 0);
}
