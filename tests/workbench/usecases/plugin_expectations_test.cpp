#include <catch2/catch.hpp>

#include "tests/workbench/usecases/small_city.h"
#include "workbench/usecases/plugin_expectations.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

std::vector<Expectation> judged(const std::string& lines, Diagnostics& faults)
{
    const PluginFolders folders;
    folders.write("grants", grantsManifest);
    folders.writeFile("grants/project.csv", grantsRows);
    folders.writeFile("grants/expected.csv", lines);
    PluginSession session(smallCity(), folders.surroundings());
    auto all = judgeExpectations(session, **session.find("grants"), faults);
    REQUIRE(all);
    return *all;
}

}  // namespace

TEST_CASE("expected values, verdicts, rows and marks of a view hold or are told with what came", "[expectations]")
{
    Diagnostics faults;
    const auto all = judged("indicator,district,year,value,system\n"
                            "amount,01,2024,350,Y09\n"
                            "amount,city,2024,407,Y09; Y10\n"
                            "amount,01,2023,absent,\n"
                            "amount,01,2024,absent,\n"
                            "rule:cap,01,,fail,Y10\n"
                            "rule:cap,02,2024,pass,Y10\n"
                            "rule:cap,02,2024,fail,Y10\n"
                            "rule:nothing,,,pass,\n"
                            "table:project,,,4,\n"
                            "view:list,,,4,\n"
                            "view:list,,,5,\n"
                            "view:nothing,,,0,\n",
                            faults);
    CHECK(faults.empty());
    std::vector<bool> holds;
    std::vector<std::string> actual;
    for (const Expectation& one : all) {
        holds.push_back(one.holds);
        actual.push_back(one.actual);
    }
    // P1 100 and P2 250 yen in 01, P3 50 in 02, P4 7 in no district; the cap is 200 a project.
    CHECK(holds == std::vector<bool>{true, true, true, false, true, true, false, false, true, true, false, false});
    CHECK(actual[0] == "350");
    CHECK(actual[2].empty());
    CHECK(actual[3] == "350");
    CHECK(actual[6] == "pass");
    CHECK(actual[7].empty());
    CHECK(actual[10] == "4");
    CHECK(all[1].systems == std::vector<std::string>{"Y09", "Y10"});
    CHECK(all[2].systems.empty());
}

TEST_CASE("a line of expected.csv that says nothing is a fault", "[expectations]")
{
    Diagnostics faults;
    const auto all = judged("indicator,district,year,value\n"
                            "amount,01,2024,many\n"
                            "amount,01,,350\n"
                            "rule:cap,01,,maybe\n"
                            "view:list,,,some\n"
                            "amount,01,2024,350\n",
                            faults);
    CHECK(all.size() == 1);
    REQUIRE(faults.size() == 4);
    CHECK(faults[2].row == 4);
}
