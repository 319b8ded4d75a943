#include "core/io/pack_reader.h"

#include <filesystem>

#include <catch2/catch.hpp>

#include "core/io/numbers.h"
#include "core/io/wkt.h"

using namespace chiiki;

namespace {

const std::filesystem::path badInput = std::filesystem::path(CHIIKI_SOURCE_DIR) / "tests/bad_input";

Error failure(const std::string& name)
{
    Diagnostics diagnostics;
    const auto pack = readPack((badInput / "fails" / name).string(), diagnostics);
    REQUIRE_FALSE(pack);
    CHECK(isInCatalogue(pack.error().message.code));
    return pack.error();
}

}  // namespace

TEST_CASE("a broken pack is an error that names the file in it", "[pack]")
{
    CHECK(failure("pack_without_districts").where.ends_with("districts.csv"));
    CHECK(failure("pack_cut_in_the_middle").message.code == "io.not_json");
    CHECK(failure("pack_cut_in_the_middle").where.ends_with("areas.topojson"));
    CHECK(failure("pack_arc_that_is_not_there").message.arguments[0] == "district[0]");
    CHECK(failure("pack_of_a_newer_version").message.code == "io.pack_version");
    CHECK(failure("no such pack").kind == ErrorKind::NotFound);
}

TEST_CASE("a row that points at an unknown district is set aside with its line, the rest is read", "[pack]")
{
    Diagnostics diagnostics;
    const auto pack = readPack((badInput / "warns/pack_block_in_unknown_district").string(), diagnostics);
    REQUIRE(pack);
    CHECK(pack->districts.size() == 1);
    CHECK(pack->districts.front().outline.size() == 1);
    CHECK(pack->demandAreas.empty());
    REQUIRE(diagnostics.size() == 1);
    CHECK(diagnostics.front().row == 2);
    CHECK(diagnostics.front().message.code == "io.unknown_district");
    CHECK(diagnostics.front().message.arguments.front() == "99");
}

TEST_CASE("lines in WKT come back as they were written, to a tenth of a metre", "[pack]")
{
    const MultiLineString lines = {{{131.364193, 34.008883}, {131.36, 34}}, {{-0.5, 0}, {1, 2}, {3, 4}}};
    CHECK(multiLineStringText({{{1, 2}, {3, 4}}}) == "MULTILINESTRING ((1.000000 2.000000,3.000000 4.000000))");
    CHECK(parseMultiLineString(multiLineStringText(lines)) == lines);
    CHECK(parseMultiLineString(multiLineStringText({})) == MultiLineString{});
    for (const char* wrong : {"", "LINESTRING (1 2,3 4)", "MULTILINESTRING ((1 2,3 4)", "MULTILINESTRING ((1 2,3))",
                              "MULTILINESTRING ((1 2,3 4)) ", "MULTILINESTRING ((1 2,nan 4))x"})
        CHECK_FALSE(parseMultiLineString(wrong));
}

TEST_CASE("numbers are read whole or not at all", "[pack]")
{
    CHECK(parseNumber(" 34.5 ") == 34.5);
    CHECK(parseNumber("-1e3") == -1000);
    for (const char* wrong : {"", "1,000", "34.5m", "inf", "nan", "0x10", "1e999", "１２"})
        CHECK_FALSE(parseNumber(wrong));
    CHECK(parseWhole("007") == 7);
    for (const char* wrong : {"", "1.0", "99999999999", "7人"})
        CHECK_FALSE(parseWhole(wrong));
    CHECK(plainNumber(0.1) == "0.1");
    CHECK(plainNumber(193966) == "193966");
}
