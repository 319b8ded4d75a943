#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <regex>

#include <pwd.h>
#include <unistd.h>

#include "tests/cli/city.h"

using namespace chiiki::test;

namespace {

namespace fs = std::filesystem;

std::string userName()
{
    const passwd* user = getpwuid(geteuid());
    return user ? user->pw_name : std::to_string(geteuid());
}

// Who ran the test and when stands in the journal, and so in what explains a number.
std::string withoutMoment(const std::string& text)
{
    static const std::regex moment(R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)");
    static const std::regex author("(\"author\": \"|MOMENT by |MOMENT )" + userName());
    return std::regex_replace(std::regex_replace(text, moment, "MOMENT"), author, "$1AUTHOR");
}

// A golden file: "$ chiiki ...", then "exit N", then standard output, then "--- stderr" and standard error.
std::string rendered(const std::string& line, const ProcessResult& result)
{
    return "$ " + line + "\nexit " + std::to_string(result.exitCode) + "\n" + withoutMoment(result.out) +
           "--- stderr\n" + result.err;
}

}  // namespace

TEST_CASE("every golden command line prints what its file says, on both streams, with its exit code", "[golden]")
{
    const fs::path folder = fs::path(CHIIKI_SOURCE_DIR) / "tests/cli/golden";
    const bool isUpdate = std::getenv("CHIIKI_UPDATE_EXPECTED") != nullptr;
    int cases = 0;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.path().extension() != ".txt")
            continue;
        ++cases;
        DYNAMIC_SECTION(entry.path().filename().string())
        {
            const std::string expected = readFile(entry.path());
            REQUIRE(expected.rfind("$ chiiki ", 0) == 0);
            const std::string line = expected.substr(2, expected.find('\n') - 2);
            const std::string actual = rendered(line, runChiiki(line, cityFolder().path()));
            if (isUpdate)
                writeFile(entry.path(), actual);
            else
                CHECK(actual == expected);
        }
    }
    CHECK(cases > 0);
}
