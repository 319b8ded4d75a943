#include "core/io/pack_reader.h"

#include <filesystem>

#include <catch2/catch.hpp>

#include "core/io/numbers.h"
#include "core/io/wkt.h"
#include "tests/support/process.h"

using namespace chiiki;
using namespace chiiki::test;

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

TEST_CASE("a pack without outlines is a city whose districts have none, and says so", "[pack]")
{
    const TemporaryFolder folder;
    for (const char* name : {"city.json", "districts.csv"})
        std::filesystem::copy(badInput / "warns/pack_block_in_unknown_district" / name, folder / name);
    Diagnostics diagnostics;
    const auto pack = readPack(folder.path(), diagnostics);
    REQUIRE(pack);
    CHECK_FALSE(pack->districts.empty());
    CHECK(pack->districts.front().outline.empty());
    REQUIRE(diagnostics.size() == 1);
    CHECK(diagnostics.front().message.code == "io.pack_without_outlines");
}

TEST_CASE("a key that stands there twice and a row without its year are set aside with file and line", "[pack]")
{
    const TemporaryFolder folder;
    const auto put = [&](const char* name, const std::string& text) { writeFile(folder / name, text); };
    for (const char* name : {"city.json", "districts.csv", "areas.topojson"})
        std::filesystem::copy(badInput / "warns/pack_block_in_unknown_district" / name, folder / name);
    put("blocks.csv", "key,town,district_code,people,households,lon,lat,town_split,confidence,source_id\n"
                      "b1,大殿大路,01,10,4,131.05,34.05,0,certain,census\n"
                      "b1,大殿大路,01,10,4,131.05,34.05,0,certain,census\n");
    put("facility_kinds.csv",
        "id,title_ja,title_en,glyph,order\nclinic,診療所,Clinic,cross,1\nclinic,医院,Clinic,,2\n");
    const std::string clinic = ",clinic,医院,,,131.05,34.05,district,01,,,,,,clinics,2\n";
    put("facilities.csv", "id,kind,name,kana,address,lon,lat,placement,district_code,reason,capacity,attributes,opened,"
                          "closed,source_id,source_row\nA" +
                              clinic + "A" + clinic + "B" + clinic);
    put("stops.csv", "id,kind,name,lines,operator,runs_per_day,passengers_per_day,data_year,lon,lat,placement,"
                     "district_code,reason,source_id,source_row\n"
                     "S,bus,大殿,,市,,,,131.05,34.05,district,01,,stops,1\n"
                     "S,bus,大殿,,市,,,2010,131.05,34.05,district,01,,stops,2\n");
    put("taxi_districts.csv", "district_code,sub_area,fiscal_year,source_id,citation\n01,,R6,plan,\n01,,2024,plan,\n");
    put("values.csv", "indicator_id,district_code,fiscal_year,series,value,status,absence,source_id,note\n"
                      "kgi.1,01,2022,actual,67,official,,plan,\nkgi.1,99,2022,actual,67,official,,plan,\n"
                      "kgi.1,01,2022,actual,68,official,,plan,\n");
    Diagnostics diagnostics;
    const auto pack = readPack(folder.path(), diagnostics);
    REQUIRE(pack);
    CHECK(pack->demandAreas.size() == 1);
    CHECK(pack->facilityKinds.size() == 1);
    CHECK(pack->facilities.size() == 2);
    REQUIRE(pack->stops.size() == 1);
    CHECK(pack->stops[0].dataYear == 2010);
    REQUIRE(pack->taxiDistricts.size() == 1);
    CHECK(pack->taxiDistricts[0].fiscalYear == 2024);
    REQUIRE(pack->values.size() == 1);
    CHECK(pack->values[0].value == Value::of(67, Status::Official));
    std::vector<std::string> said;
    for (const Diagnostic& diagnostic : diagnostics)
        said.push_back(std::filesystem::path(diagnostic.file).filename().string() + ":" +
                       std::to_string(diagnostic.row) + " " + std::string(diagnostic.message.code));
    CHECK(said == std::vector<std::string>{"blocks.csv:3 io.code_twice_or_blank",
                                           "facility_kinds.csv:3 io.code_twice_or_blank",
                                           "facilities.csv:3 io.code_twice_or_blank", "stops.csv:2 io.year_not_read",
                                           "taxi_districts.csv:2 io.year_not_read", "values.csv:3 io.unknown_district",
                                           "values.csv:4 io.code_twice_or_blank"});
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
