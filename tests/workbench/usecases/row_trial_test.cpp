#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>

#include "tests/workbench/usecases/real_city.h"
#include "tests/workbench/usecases/small_city.h"
#include "workbench/usecases/plugin_rows.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

/// "amount rows.not_yen": what is wrong, field by field.
std::vector<std::string> faultsOf(const RowVerdicts& verdicts)
{
    std::vector<std::string> faults;
    for (const Error& fault : verdicts.faults)
        faults.push_back(fault.where + " " + std::string(fault.message.code));
    return faults;
}

struct Trial {
    Trial()
    {
        folders.write("grants", grantsManifest);
        folders.writeFile("grants/project.csv", grantsRows);
        session = std::make_unique<PluginSession>(smallCity(), folders.surroundings());
        const Plugin* plugin = *session->find("grants");
        place = {{}, plugin->folder, plugin->manifest, "project"};
    }
    PluginFolders folders;
    std::unique_ptr<PluginSession> session;
    PluginTablePlace place;
};

}  // namespace

TEST_CASE("a row as typed hears all that is wrong with it at once", "[row_trial]")
{
    Trial trial;
    const RowVerdicts wrong =
        tryRow(*trial.session, trial.place, "", {{"id", "P1"}, {"district", "どこか"}, {"amount", "たくさん"}});
    CHECK(faultsOf(wrong) ==
          std::vector<std::string>{"district rows.unknown_district", "amount rows.not_yen", "id rows.exists"});
    CHECK(faultsOf(tryRow(*trial.session, trial.place, "", {})) ==
          std::vector<std::string>{"id rows.required_empty", "district rows.required_empty"});
    CHECK(faultsOf(tryRow(*trial.session, trial.place, "P1", {{"id", "P7"}})) ==
          std::vector<std::string>{"id rows.key_fixed"});
    CHECK(faultsOf(tryRow(*trial.session, trial.place, "P9", {{"amount", "1"}})) ==
          std::vector<std::string>{" rows.no_row"});
}

TEST_CASE("the rules speak of a row before it is stored, and nothing is stored", "[row_trial]")
{
    Trial trial;
    const auto verdictOf = [&](const std::string& uid, const EnteredFields& fields) {
        const RowVerdicts verdicts = tryRow(*trial.session, trial.place, uid, fields);
        CHECK(verdicts.faults.empty());
        REQUIRE(verdicts.outcomes.size() == 1);
        CHECK(verdicts.outcomes[0].ruleId == "cap");
        return verdicts.outcomes[0].verdict;
    };
    // At most 200 yen a project.
    CHECK(verdictOf("P1", {{"amount", "200"}}) == Verdict::Pass);
    CHECK(verdictOf("P1", {{"amount", "201"}}) == Verdict::Fail);
    CHECK(verdictOf("", {{"id", "P8"}, {"district", "湯田"}, {"amount", "999"}}) == Verdict::Fail);
    const auto run = trial.session->overlay(**trial.session->find("grants"));
    CHECK(std::count_if(run->overlay->outcomes.begin(), run->overlay->outcomes.end(),
                        [](const RuleOutcome& outcome) { return outcome.verdict == Verdict::Fail; }) == 1);
    CHECK(trial.session->rowsOf(**trial.session->find("grants"), "project")->rows.size() == 4);
}

TEST_CASE("every table of the built-in plugins answers while one types", "[row_trial]")
{
    using Clock = std::chrono::steady_clock;
    double slowestS = 0;
    std::string slowest;
    int tables = 0;
    for (const Plugin& plugin : realSession().plugins()) {
        if (plugin.problem)
            continue;
        realSession().overlay(plugin);  // the window has it on the screen already
        for (const TableSpec& table : plugin.manifest.tables) {
            const PluginTable* rows = realSession().rowsOf(plugin, table.id);
            if (!rows || rows->rows.empty())
                continue;
            ++tables;
            const PluginTablePlace place{{}, plugin.folder, plugin.manifest, table.id};
            const PluginRow& row = rows->rows.front();
            CAPTURE(plugin.id, table.id, row.uid);
            // As it is, so nothing can be wrong with it. The quickest of three, as others use the machine too.
            double seconds = 1e9;
            for (int turn = 0; turn < 3; ++turn) {
                const auto start = Clock::now();
                const RowVerdicts verdicts = tryRow(realSession(), place, row.uid, {});
                seconds = std::min(seconds, std::chrono::duration<double>(Clock::now() - start).count());
                CHECK(faultsOf(verdicts).empty());
                CHECK(verdicts.uid == row.uid);
            }
            if (seconds > slowestS) {
                slowestS = seconds;
                slowest = plugin.id + "." + table.id;
            }
        }
    }
    CHECK(tables > 20);
    INFO("slowest: " << slowest << " " << slowestS << " s");
    CHECK(slowestS < 0.1);
}
