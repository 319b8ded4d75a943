#include "core/io/delimited_check.h"

#include <filesystem>
#include <fstream>

#include <catch2/catch.hpp>

using namespace chiiki;

namespace {

const std::filesystem::path badInput = std::filesystem::path(CHIIKI_SOURCE_DIR) / "tests/bad_input";

std::string codeOf(const std::string& name)
{
    const auto checked = checkDelimitedFile((badInput / name).string());
    return checked ? "" : std::string(checked.error().message.code);
}

}  // namespace

TEST_CASE("what GDAL passes over in a CSV is found before it reads", "[delimited]")
{
    CHECK(codeOf("fails/quote_never_closed.csv") == "io.quote_not_closed");
    CHECK(codeOf("fails/zero_bytes.csv") == "io.nul_byte");
    CHECK(codeOf("fails/no_such_encoding.csv") == "text.encoding_unknown");
    CHECK(codeOf("fails/no_such_file.csv") == "io.no_file");
    for (const char* good : {"warns/cp932_without_a_mark.csv", "warns/row_ragged.csv", "fails/header_missing.csv"})
        CHECK(codeOf(good).empty());
}

TEST_CASE("a quote never closed is named with the line that opened it", "[delimited]")
{
    const auto checked = checkDelimitedFile((badInput / "fails/quote_never_closed.csv").string());
    REQUIRE_FALSE(checked);
    CHECK(checked.error().where.ends_with(".csv:2"));
}

TEST_CASE("a quote inside a cell that is not quoted is text, a doubled one inside a quoted cell too", "[delimited]")
{
    const auto path = std::filesystem::temp_directory_path() / ("chiiki-quotes-" + std::to_string(getpid()) + ".csv");
    for (const char* good : {"a,b\n5\" pipe,1\n", "a,b\n\"x\"\"y\",\"1\n2\"\n", "a\n\"\"\n", "\"a\";\"b\"\n"}) {
        std::ofstream(path, std::ios::binary) << good;
        INFO(good);
        CHECK(checkDelimitedFile(path.string()));
    }
    for (const char* bad : {"a,b\n\"x,1\n", "a\n\"x\"\"\n"}) {
        std::ofstream(path, std::ios::binary) << bad;
        INFO(bad);
        CHECK_FALSE(checkDelimitedFile(path.string()));
    }
    std::filesystem::remove(path);
}
