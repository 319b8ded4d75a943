#include <catch2/catch.hpp>

#include <filesystem>
#include <map>
#include <vector>

#include "tests/cli/city.h"
#include "tests/support/shared_files.h"
#include "tests/support/user_folders.h"
#include "workbench/cli/command.h"

using namespace chiiki;
using namespace chiiki::test;

TEST_CASE("every verb explains itself in both languages with an example", "[help]")
{
    REQUIRE_FALSE(cli::commands().empty());
    for (const cli::Command& command : cli::commands()) {
        DYNAMIC_SECTION(command.words)
        {
            const auto japanese = runChiiki("chiiki " + command.words + " --help", "/");
            CHECK(japanese.exitCode == 0);
            CHECK(japanese.err.empty());
            CHECK(japanese.out.find(command.summary.ja) != std::string::npos);
            CHECK(japanese.out.find(command.example) != std::string::npos);
            const auto english = runChiiki("chiiki " + command.words + " --lang en --help", "/");
            CHECK(english.exitCode == 0);
            CHECK(english.out.find(command.summary.en) != std::string::npos);
        }
    }
}

namespace {

// The files that the pack is built from, where they are at hand; empty where not.
std::string originalsFolder()
{
    const std::filesystem::path shared = sharedFolder();
    return shared.empty() ? std::string() : std::filesystem::canonical(shared / "geodata").string();
}

// What must have been done before an example makes sense, by the words of its command.
const std::vector<std::string>& earlierSteps(const std::string& words)
{
    static const std::string made = "chiiki plugin new mimamori --from 見守り.csv";
    static const std::string installed = "chiiki plugin install mimamori";
    static const std::map<std::string, std::vector<std::string>> steps = {
        {"plugin check", {made}},
        {"plugin install", {made}},
        {"plugin update", {made, installed}},
        {"plugin remove", {made, installed}},
        {"sample remove", {"chiiki sample add yamaguchi.chiiki"}},
        {"compare-with", {"chiiki freeze yamaguchi.chiiki --name \"R7 計画決定\""}},
    };
    static const std::vector<std::string> none;
    const auto found = steps.find(words);
    return found == steps.end() ? none : found->second;
}

const char* const watchers = "地域,年度,見守りの人数\r\n大殿,2024,12\r\n白石,2024,7\r\n湯田,2024,9\r\n";

}  // namespace

TEST_CASE("the example of every verb runs as it stands", "[help]")
{
    for (const cli::Command& command : cli::commands()) {
        DYNAMIC_SECTION(command.words)
        {
            const std::string originals = originalsFolder();
            if (command.words == "pack build" && originals.empty()) {
                WARN("skipped: no original files here (set CHIIKI_SHARED to the folder that holds geodata/)");
                continue;
            }
            const OwnUserFolders user;     // an example may install a plugin or allow one
            const TemporaryFolder folder;  // its own copy: an example may change the workspace
            for (const char* name : {"yamaguchi.chiiki", "moved.chiiki", "undone.chiiki"})
                std::filesystem::copy(cityFolder() / name, folder / name);
            if (!originals.empty())
                std::filesystem::create_directory_symlink(originals, folder / "元データ");
            writeFile(folder / "見守り.csv", watchers);
            for (const std::string& step : earlierSteps(command.words)) {
                const auto done = runChiiki(step, folder.path());
                INFO(step << "\n" << done.err);
                REQUIRE(done.exitCode == 0);
            }
            const auto result = runChiiki(command.example, folder.path());
            INFO(command.example << "\n" << result.err);
            CHECK(result.exitCode == 0);
        }
    }
}

TEST_CASE("a wrong command line ends with 2, prints nothing on standard output and says what is wrong", "[help]")
{
    for (const char* line :
         {"chiiki", "chiiki nonsense", "chiiki map", "chiiki info a b c", "chiiki info a --format pdf"}) {
        const auto result = runChiiki(line, "/");
        INFO(line << "\n" << result.err);
        CHECK(result.exitCode == 2);
        CHECK(result.out.empty());
        CHECK_FALSE(result.err.empty());
    }
}

TEST_CASE("a date that is none is refused before anything is done", "[help]")
{
    const auto result = runChiiki("chiiki info yamaguchi.chiiki --as-of R6.4.1", cityFolder().path());
    CHECK(result.exitCode == 2);
    CHECK(result.err.find("R6.4.1") != std::string::npos);
}
