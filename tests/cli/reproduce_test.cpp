#include <catch2/catch.hpp>

#include <filesystem>
#include <sstream>

#include <nlohmann/json.hpp>

#include "tests/cli/city.h"
#include "tests/support/user_folders.h"
#include "workbench/cli/command.h"
#include "workbench/usecases/explain.h"
#include "workbench/usecases/open_city.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

/// One command line, run within the test: an own process for each of hundreds would take minutes.
nlohmann::json answerOf(const std::string& line)
{
    const std::vector<std::string> words = splitCommandLine(line + " --format json");
    std::vector<const char*> arguments;
    for (const std::string& word : words)
        arguments.push_back(word.c_str());
    std::ostringstream out, err;
    const int code = cli::run(static_cast<int>(arguments.size()), arguments.data(), out, err);
    INFO(line << "\n" << err.str());
    REQUIRE(code == 0);
    return nlohmann::json::parse(out.str());
}

}  // namespace

TEST_CASE("the line that explain prints gives the same number again, for every indicator there is", "[reproduce]")
{
    const OwnUserFolders user;  // what executables answer is kept nowhere from before
    const TemporaryFolder folder;
    const std::string path = folder / "山口 市.chiiki";  // a blank that the line must keep together
    std::filesystem::copy(cityFolder() / "yamaguchi.chiiki", path);
    const auto city = openCity(path);
    REQUIRE(city);
    PluginSurroundings surroundings = usualSurroundings(path, {});
    surroundings.resultFolder.clear();  // so that the line computes what was computed here
    PluginSession session(*city, surroundings);
    const std::vector<Indicator> indicators = session.list();
    REQUIRE(indicators.size() > 100);
    std::size_t next = 0;
    for (const Indicator& indicator : indicators) {
        const std::string district =
            indicator.cityOnly ? "city" : (*city)->districts[next++ % (*city)->districts.size()].code;
        const auto first = explain(session, {}, {indicator.id, district, std::nullopt, path});
        INFO(indicator.id << " " << district);
        REQUIRE(first);
        const auto told = nlohmann::json::parse(explanationJson(*first));
        CHECK_FALSE(first->recipe.formula.ja.empty());
        const auto again = answerOf(first->commandLine);
        // The value to the last digit, or the reason for its absence; status, series, year and unit.
        CHECK(again["rows"] == told["rows"]);
        CHECK(again["formula"] == told["formula"]);
        CHECK(again["inputs"] == told["inputs"]);
        CHECK(again["parameters"] == told["parameters"]);
        CHECK(again["rules"] == told["rules"]);
        CHECK(again["sources"] == told["sources"]);
        CHECK(again["crs_path"] == told["crs_path"]);
        CHECK(again["command"] == told["command"]);
        CHECK_FALSE(again["last_change"].is_null());
        for (const auto& source : again["sources"])
            if (!source["file"].get<std::string>().empty())
                CHECK(source["sha256"].get<std::string>().size() == 64);
    }
}

TEST_CASE("a line about the past gives the past's number again after further changes", "[reproduce]")
{
    const OwnUserFolders user;
    const TemporaryFolder folder;
    const std::string file = folder / "a.chiiki", path = "'" + file + "'";
    std::filesystem::copy(cityFolder() / "moved.chiiki", file);
    const auto then = answerOf("chiiki explain " + path + " population.total 01 --state-of 1");
    const auto now = answerOf("chiiki explain " + path + " population.total 01");
    CHECK(then["rows"][0]["value"] == 7206);
    CHECK(now["rows"][0]["value"] != 7206);
    CHECK(then["state_of"]["step"] == 1);
    CHECK_FALSE(now.contains("state_of"));
    REQUIRE(runChiiki("chiiki undo " + path, "/").exitCode == 0);
    const auto again = answerOf(then["command"].get<std::string>());
    CHECK(again["rows"] == then["rows"]);
    CHECK(answerOf("chiiki explain " + path + " population.total 01 --state-of 2")["rows"] == now["rows"]);
}

TEST_CASE("--state-of answers every reading verb of the past, says so, and no writing verb takes it", "[state_of]")
{
    const std::string folder = cityFolder().path();
    const auto text = runChiiki("chiiki table moved.chiiki --indicator population.total --state-of 1", folder);
    const auto unmoved = runChiiki("chiiki table yamaguchi.chiiki --indicator population.total", folder);
    CHECK(text.exitCode == 0);
    CHECK(text.out.starts_with("過去の状態です: "));
    CHECK(text.out.substr(text.out.find('\n') + 1) == unmoved.out);

    const auto csv =
        runChiiki("chiiki table moved.chiiki --indicator population.total --state-of 1 --format csv", folder);
    CHECK(csv.out == runChiiki("chiiki table yamaguchi.chiiki --indicator population.total --format csv", folder).out);
    CHECK(csv.err.starts_with("過去の状態です: "));
    for (const char* line :
         {"chiiki info moved.chiiki --state-of 1",
          "chiiki coverage moved.chiiki --kind clinic --radius 800 --state-of 1",
          "chiiki overlay moved.chiiki grants --state-of 1", "chiiki row list moved.chiiki grants project --state-of 1",
          "chiiki explain moved.chiiki kpi.2 city 2024 --state-of 1 --lang en"}) {
        const auto answer = runChiiki(line, folder);
        INFO(line << "\n" << answer.err);
        CHECK(answer.exitCode == 0);
        CHECK((answer.out.starts_with("過去の状態です: ") || answer.out.starts_with("A past state: ")));
    }
    const auto early = runChiiki("chiiki info moved.chiiki --state-of 2001-04-01", folder);
    CHECK(early.exitCode == 1);
    CHECK(early.err.find("最初の記録は 20") != std::string::npos);
    for (const char* line :
         {"chiiki value set moved.chiiki kpi.2 city 2024 1 --state-of 1", "chiiki undo moved.chiiki --state-of 1",
          "chiiki district move moved.chiiki --town 大手町 --to 02 --state-of 1"}) {
        const auto refused = runChiiki(line, folder);
        INFO(line);
        CHECK(refused.exitCode == 2);
        CHECK(refused.err.starts_with("--state-of は過去の状態を見るためのもの"));
    }
}
