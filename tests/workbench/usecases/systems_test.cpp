#include <catch2/catch.hpp>

#include <map>
#include <set>
#include <sstream>

#include "core/io/columns.h"
#include "core/io/delimited.h"
#include "tests/support/process.h"
#include "tests/workbench/usecases/real_city.h"
#include "workbench/usecases/plugin_expectations.h"

// data/systems.csv names every system that the source documents describe, and where it lives.

using namespace chiiki;
using namespace chiiki::test;

namespace {

struct System {
    std::string id;
    std::string plugin;
    std::vector<std::string> tables;
    std::vector<std::string> rules;
    std::vector<std::string> views;
};

std::vector<std::string> wordsIn(const std::string& cell)
{
    std::vector<std::string> words;
    std::istringstream all(cell);
    for (std::string word; std::getline(all, word, ';');)
        words.push_back(word);
    return words;
}

std::vector<System> systems()
{
    const std::string path = CHIIKI_SOURCE_DIR "/data/systems.csv";
    Diagnostics diagnostics;
    const auto file = readTable(path, diagnostics);
    REQUIRE(file);
    const auto columns = requireColumns(file->table, {"id", "plugin", "table", "rule", "view"}, path);
    REQUIRE(columns);
    std::vector<System> all;
    for (const DelimitedRow& row : file->table.rows) {
        const auto cell = [&](std::size_t i) -> const std::string& { return row.cells[(*columns)[i]]; };
        all.push_back({cell(0), cell(1), wordsIn(cell(2)), wordsIn(cell(3)), wordsIn(cell(4))});
    }
    return all;
}

/// Y01 to Y47, S01 to S13, H01 to H22, N01 to N10.
std::set<std::string> everyId()
{
    std::set<std::string> ids;
    for (const auto& [letter, count] : {std::pair('Y', 47), std::pair('S', 13), std::pair('H', 22), std::pair('N', 10)})
        for (int i = 1; i <= count; ++i)
            ids.insert(std::string(1, letter) + (i < 10 ? "0" : "") + std::to_string(i));
    return ids;
}

/// How many expectations of each system hold; of one that does not, the test fails and says what came.
std::map<std::string, int> heldExpectations()
{
    std::map<std::string, int> held;
    for (const Plugin& plugin : realSession().plugins()) {
        Diagnostics faults;
        const auto expected = judgeExpectations(realSession(), plugin, faults);
        REQUIRE(expected);
        for (const Diagnostic& fault : faults)
            FAIL_CHECK(plugin.id << ": " << describe(fault, Language::English));
        for (const Expectation& one : *expected) {
            INFO(plugin.id << " expected.csv:" << one.line << " " << one.what << " expected " << one.expected
                           << ", found " << one.actual);
            CHECK(one.holds);
            for (const std::string& system : one.systems)
                held[system] += one.holds;
        }
    }
    return held;
}

}  // namespace

TEST_CASE("each of the 92 systems has a plugin, a table, a view and expectations that hold", "[systems]")
{
    const std::vector<System> all = systems();
    std::set<std::string> ids;
    const std::map<std::string, int> held = heldExpectations();
    for (const System& system : all) {
        INFO(system.id << " in " << system.plugin);
        ids.insert(system.id);
        const auto plugin = realSession().find(system.plugin);
        REQUIRE(plugin);
        const Manifest& manifest = (*plugin)->manifest;
        CHECK_FALSE(system.tables.empty());
        CHECK_FALSE(system.views.empty());
        for (const std::string& table : system.tables) {
            INFO(table);
            CHECK(findTable(manifest, table));
        }
        for (const std::string& rule : system.rules) {
            INFO(rule);
            CHECK(findRule(manifest, rule));
        }
        for (const std::string& view : system.views) {
            INFO(view);
            CHECK(findView(manifest, view));
        }
        CHECK(held.contains(system.id));
    }
    CHECK(ids == everyId());
    CHECK(all.size() == ids.size());
}

TEST_CASE("docs/systems.md is what data/systems.csv says", "[systems]")
{
    const auto checked =
        runProcess({"/usr/bin/python3", CHIIKI_SOURCE_DIR "/docs/make_systems_page.py", "--check"}, CHIIKI_SOURCE_DIR);
    INFO(checked.err);
    CHECK(checked.exitCode == 0);
}
