#include "core/io/estat_table.h"

#include <algorithm>

#include <catch2/catch.hpp>

#include "core/text/encoding.h"
#include "tests/support/process.h"
#include "tests/support/zip_of.h"

using namespace chiiki;

namespace {

const std::string folder = std::string(CHIIKI_SOURCE_DIR) + "/tests/core/io/synthetic_estat";

const EstatArea& area(const EstatTable& table, const std::string& key)
{
    const auto found =
        std::find_if(table.areas.begin(), table.areas.end(), [&key](const EstatArea& one) { return one.key == key; });
    REQUIRE(found != table.areas.end());
    return *found;
}

std::vector<std::string> toldOf(const Diagnostics& diagnostics)
{
    std::vector<std::string> told;
    for (const Diagnostic& one : diagnostics)
        told.push_back(one.file + ":" + std::to_string(one.row) + " " + one.field + " " +
                       std::string(one.message.code));
    return told;
}

}  // namespace

TEST_CASE("a table of small areas is read with both lines of its header", "[estat]")
{
    Diagnostics diagnostics;
    const auto table = readEstatTable(folder + "/tblT001082C35_synthetic.txt", diagnostics);
    REQUIRE(table);
    CHECK(toldOf(diagnostics).empty());
    CHECK_FALSE(table->isMesh);
    CHECK(table->encoding == "CP932");
    CHECK(table->columns == std::vector<EstatColumn>{{"T001082001", "総数、年齢「不詳」含む"},
                                                     {"T001082002", "総数０～４歳"},
                                                     {"T001082003", "男の総数"}});
    REQUIRE(table->areas.size() == 7);
    CHECK(table->rows == 7);
    CHECK(area(*table, "352030040").name == "白石①");
    CHECK(area(*table, "352030040").row == 9);
    CHECK(area(*table, "35203003001").values[0] == Value::of(400, Status::Official));
}

TEST_CASE("suppressed, none and blank stay three different things", "[estat]")
{
    Diagnostics diagnostics;
    const auto table = readEstatTable(folder + "/tblT001082C35_synthetic.txt", diagnostics);
    REQUIRE(table);
    const EstatArea& suppressed = area(*table, "352030020");
    CHECK(suppressed.values[0] == Value::absent(Absence::Suppressed));
    CHECK(suppressed.combinedInto == "352030010");
    CHECK(area(*table, "352030010").combines == std::vector<std::string>{"352030020"});
    CHECK(area(*table, "35203003002").values[1] == Value::absent(Absence::NotApplicable));
    CHECK(area(*table, "352030040").values[1] == Value::absent(Absence::Missing));
}

TEST_CASE("rows that finer rows add up to are totals, so that nobody counts twice", "[estat]")
{
    Diagnostics diagnostics;
    const auto table = readEstatTable(folder + "/tblT001082C35_synthetic.txt", diagnostics);
    REQUIRE(table);
    double sum = 0;
    for (const EstatArea& one : table->areas)
        if (!one.isTotal)
            sum += one.values[0].number().value_or(0);
    CHECK(area(*table, "35203").isTotal);
    CHECK(area(*table, "352030030").isTotal);
    CHECK_FALSE(area(*table, "352030010").isTotal);
    CHECK(sum == 600);  // 130 + 400 + 20 + 50, as the city's own row says
}

TEST_CASE("a folder of meshes is one layer, what does not belong to it is told", "[estat]")
{
    Diagnostics diagnostics;
    const auto table = readEstatTable(folder + "/mesh", diagnostics);
    REQUIRE(table);
    CHECK(table->isMesh);
    CHECK(table->meshOrder == 4);
    CHECK(table->files == std::vector<std::string>{"tblT001101H5131_synthetic.txt", "tblT001101H5132_synthetic.txt"});
    CHECK(toldOf(diagnostics) ==
          std::vector<std::string>{"readme_synthetic.txt:0  io.estat_not_a_table",
                                   "tblT001101H5132_synthetic.txt:3 KEY_CODE io.estat_no_mesh",  // no half 0
                                   "tblT001101H5132_synthetic.txt:5 KEY_CODE io.estat_other_order"});
    CHECK(table->rows == 6);
    CHECK(table->setAside == 2);
    CHECK(table->areas.size() == 4);
    CHECK(table->columns[1].title == "人口（総数）　男");
    // 51 31, 2 3, 1 7, half 2: south 34 + 2 x 5' + 1 x 30", west 131 + 3 x 7'30" + 7 x 45" + 22.5".
    const EstatArea& cell = area(*table, "513123172");
    REQUIRE(cell.outline.size() == 1);
    CHECK(cell.outline[0].rings[0][0].y == Approx(34 + 10 / 60. + 30 / 3600.).epsilon(1e-12));
    CHECK(cell.outline[0].rings[0][0].x == Approx(131 + 22.5 / 60 + 5.25 / 60 + 22.5 / 3600).epsilon(1e-12));
    CHECK(area(*table, "513123174").values[0] == Value::absent(Absence::Suppressed));
}

TEST_CASE("ZIPs as they are downloaded are read like the folder of their files", "[estat]")
{
    const test::TemporaryFolder temporary;
    for (const char* code : {"5131", "5132"}) {
        const std::string name = std::string("tblT001101H") + code + "_synthetic.txt";
        test::writeFile(temporary / (std::string(code) + ".zip"),
                        test::zipOf({{name, test::readFile(folder + "/mesh/" + name)}}));
    }
    Diagnostics diagnostics;
    const auto table = readEstatTable(temporary.path(), diagnostics);
    REQUIRE(table);
    CHECK(table->areas.size() == 4);
    CHECK(isEstatPath(temporary.path()));
}

TEST_CASE("a cell that stands in two files counts once, with other figures it is set aside", "[estat]")
{
    const std::string header = "KEY_CODE,HTKSYORI,HTKSAKI,GASSAN,T001101001\n,,,,人口\n";
    const test::TemporaryFolder temporary;
    test::writeFile(temporary / "a.csv", header + "51312317,0,,,10\n51312318,0,,,20\n");
    test::writeFile(temporary / "b.csv", header + "51312318,0,,,20\n51312317,0,,,11\n51312319,0,51312399,,二\n");
    test::writeFile(temporary / "c.csv", "KEY_CODE,T001102001\n51312310,1\n");
    Diagnostics diagnostics;
    const auto table = readEstatTable(temporary.path(), diagnostics);
    REQUIRE(table);
    CHECK(table->areas.size() == 3);
    CHECK(table->rows == 4);
    CHECK(table->setAside == 1);
    CHECK(toldOf(diagnostics) ==
          std::vector<std::string>{"b.csv:4 KEY_CODE io.estat_twice", "b.csv:5 T001101001 io.estat_no_figure",
                                   "c.csv:0  io.estat_other_columns", "b.csv:5 HTKSAKI io.estat_unknown_area"});
}

TEST_CASE("a table of e-Stat is told by its header alone", "[estat]")
{
    CHECK(isEstatPath(folder + "/tblT001082C35_synthetic.txt"));
    CHECK(isEstatPath(folder + "/mesh"));
    CHECK_FALSE(isEstatPath(folder + "/mesh/readme_synthetic.txt"));
    CHECK_FALSE(isEstatPath(std::string(CHIIKI_SOURCE_DIR) + "/data/systems.csv"));
    CHECK(isEstatTable("\xEF\xBB\xBF\"KEY_CODE\"\t\"T001082001\"\r\n"));
    Diagnostics diagnostics;
    const auto other = readEstatTable(std::string(CHIIKI_SOURCE_DIR) + "/data/systems.csv", diagnostics);
    REQUIRE_FALSE(other);
    CHECK(other.error().message.code == "io.estat_none");
}
