#include <catch2/catch.hpp>

#include <filesystem>

#include "tests/cli/city.h"

using namespace chiiki::test;
namespace fs = std::filesystem;

TEST_CASE("the quick answer to --version is what the whole program answers", "[front]")
{
    const auto quick = runProcess({chiikiProgram, "--version"}, "/");
    const auto whole = runProcess({chiikiProgram, "--lang", "en", "--version"}, "/");
    CHECK(quick.exitCode == 0);
    CHECK(quick.err.empty());
    CHECK(quick.out.rfind("chiiki ", 0) == 0);
    CHECK(quick.out == whole.out);
    CHECK(runProcess({CHIIKI_BIN_DIR "/../libexec/chiiki-verbs", "--version"}, "/").out == quick.out);
}

TEST_CASE("the command works through a link to it, from any folder", "[front]")
{
    const TemporaryFolder folder;
    fs::create_symlink(chiikiProgram, folder / "地域");
    const auto result = runProcess({folder / "地域", "--help"}, folder.path());
    CHECK(result.exitCode == 0);
    CHECK(result.out == runProcess({chiikiProgram, "--help"}, "/").out);
}

TEST_CASE("without libexec beside it the command says what is missing and what would do", "[front]")
{
    const TemporaryFolder folder;
    fs::create_directory(folder / "bin");
    fs::copy(chiikiProgram, folder / "bin/chiiki");
    const auto result = runProcess({folder / "bin/chiiki", "info", "a.chiiki"}, folder.path());
    CHECK(result.exitCode == 1);
    CHECK(result.out.empty());
    CHECK(result.err.find("libexec/chiiki-verbs") != std::string::npos);
    CHECK(result.err.find("No such file or directory") != std::string::npos);
    CHECK(runProcess({folder / "bin/chiiki", "--version"}, "/").exitCode == 0);
}
