#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>

#include "tests/cli/city.h"

using namespace chiiki::test;

namespace {

namespace fs = std::filesystem;

// A golden file: "$ chiiki ...", then "exit N", then standard output, then "--- stderr" and standard error.
std::string rendered(const std::string& line, const ProcessResult& result)
{
    return "$ " + line + "\nexit " + std::to_string(result.exitCode) + "\n" + result.out + "--- stderr\n" + result.err;
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
