#include <catch2/catch.hpp>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <thread>

#include <nlohmann/json.hpp>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/cli/city.h"

using namespace chiiki::test;

namespace {

namespace fs = std::filesystem;

/// A copy of the city's workspace in a folder of its own.
struct OwnCity {
    OwnCity() { fs::copy(cityFolder() / "yamaguchi.chiiki", folder / "市.chiiki"); }
    ProcessResult run(const std::string& line) const { return runChiiki(line, folder.path()); }
    TemporaryFolder folder;
};

int facilitiesIn(const OwnCity& city)
{
    const auto info = city.run("chiiki info 市.chiiki --format json");
    REQUIRE(info.exitCode == 0);
    const auto told = nlohmann::json::parse(info.out);
    for (const auto& count : told.at("counts"))
        if (count.at("title").at("en") == "Facilities")
            return count.at("count");
    FAIL("no count of facilities");
    return 0;
}

}  // namespace

TEST_CASE("a table is looked at, taken in, and taken in again without effect", "[import]")
{
    const OwnCity city;
    writeFile(city.folder / "会員数.csv",
              "地域別の会員,,\n地域,年度,会員数（人）\n大殿,R6,120\n二島,２０２４,30\n湯 田,2024,50\n");
    const auto before = readFile(city.folder / "市.chiiki");
    const auto preview = city.run("chiiki import 市.chiiki 会員数.csv --preview");
    CHECK(preview.exitCode == 0);
    CHECK(preview.out.find("「湯 田」 1行（5行目から）") != std::string::npos);
    CHECK(preview.out.ends_with("取り込む 2 + 除外 0 + 未照合 1 = 元 3 ✓\n"));
    CHECK(readFile(city.folder / "市.chiiki") == before);

    const auto done = city.run("chiiki import 市.chiiki 会員数.csv --decide '湯 田=03' --format json");
    REQUIRE(done.exitCode == 0);
    const auto file = nlohmann::json::parse(done.out).at("files").at(0);
    CHECK(file.at("reconciliation").at("imported") == 3);
    const std::string id = file.at("columns").at(2).at("indicator");
    CHECK(id == "in_members.members");
    // By its id, and by what people call it.
    for (const std::string& word : {id, std::string("会員数")}) {
        const auto value = city.run("chiiki explain 市.chiiki " + word + " 03 2024");
        CHECK(value.exitCode == 0);
        CHECK(value.out.find("50") != std::string::npos);
    }
    const auto table = city.run("chiiki table 市.chiiki --indicator 会員数 --sort 会員数");
    CHECK(table.exitCode == 0);
    // Three of 21 districts are not the city.
    CHECK(table.out.find("21地域 200 + 市外 0 + 未照合 0 = 元 200 ✓") != std::string::npos);
    CHECK(city.run("chiiki table 市.chiiki --indicator 会員税").exitCode == 1);

    const auto again = city.run("chiiki import 市.chiiki 会員数.csv");
    CHECK(again.exitCode == 0);
    CHECK(again.out.find("何も変わりません") != std::string::npos);
}

TEST_CASE("what cannot be taken in ends with 1 and says what would do", "[import]")
{
    const OwnCity city;
    writeFile(city.folder / "a.csv", "地域,会員数\n大殿,1\n");
    const auto refused = city.run("chiiki import 市.chiiki a.csv");
    CHECK(refused.exitCode == 1);
    CHECK(refused.out.find("年度を指定してください") != std::string::npos);
    CHECK(city.run("chiiki import 市.chiiki a.csv --year 2024").exitCode == 0);
    CHECK(city.run("chiiki import 市.chiiki a.csv --encoding klingon").exitCode == 2);
    CHECK(city.run("chiiki import 市.chiiki a.csv --decide 湯田").exitCode == 2);
    CHECK(city.run("chiiki import 市.chiiki なし.csv").exitCode == 1);
}

TEST_CASE("an import that is killed at any moment has happened wholly or not at all", "[import][kill]")
{
    const OwnCity city;
    std::string text = "名称,緯度,経度\n";
    constexpr int rows = 4000;
    for (int i = 0; i < rows; ++i)
        text += "P" + std::to_string(i) + ",34.17," + std::to_string(131.46 + 0.000005 * i) + "\n";
    writeFile(city.folder / "多い.csv", text);
    const std::string path = city.folder / "市.chiiki", kept = city.folder / "元.chiiki";
    fs::copy(path, kept);
    const int before = facilitiesIn(city);
    for (int round = 0; round < 8; ++round) {
        fs::remove(path);
        fs::copy(kept, path);
        const std::string file = city.folder / "多い.csv";
        const pid_t importer = fork();
        if (importer == 0) {
            if (!freopen("/dev/null", "w", stdout) || !freopen("/dev/null", "w", stderr))
                _exit(126);
            execl(chiikiProgram.c_str(), "chiiki", "import", path.c_str(), file.c_str(), nullptr);
            _exit(127);
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(60 + 70 * round));
        kill(importer, SIGKILL);
        int status = 0;
        waitpid(importer, &status, 0);
        const int now = facilitiesIn(city);
        INFO("round " << round << ": " << now - before);
        const bool isAllOrNothing = now == before || now == before + rows;
        CHECK(isAllOrNothing);
    }
    REQUIRE(city.run("chiiki import 市.chiiki 多い.csv").exitCode == 0);
    CHECK(facilitiesIn(city) == before + rows);
    REQUIRE(city.run("chiiki undo 市.chiiki").exitCode == 0);
    CHECK(facilitiesIn(city) == before);
}
