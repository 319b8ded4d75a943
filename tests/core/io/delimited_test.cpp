#include "core/io/delimited.h"

#include <random>

#include <catch2/catch.hpp>

using namespace chiiki;

namespace {

DelimitedTable parsed(std::string_view text, Diagnostics* diagnostics = nullptr)
{
    Diagnostics own;
    auto table = parseDelimited(text, "x.csv", {}, diagnostics ? *diagnostics : own);
    REQUIRE(table);
    return *table;
}

Error failure(std::string_view text)
{
    Diagnostics diagnostics;
    const auto table = parseDelimited(text, "x.csv", {}, diagnostics);
    REQUIRE_FALSE(table);
    return table.error();
}

}  // namespace

TEST_CASE("quotes, doubled quotes and line breaks in cells are read, and lines counted as they stand in the file",
          "[delimited]")
{
    const auto table = parsed("a,b\r\n\"x\"\"y\",\"1\r\n2\n3\"\r\np,q");
    REQUIRE(table.rows.size() == 2);
    CHECK(table.rows[0].cells == std::vector<std::string>{"x\"y", "1\n2\n3"});
    CHECK(table.rows[0].line == 2);
    CHECK(table.rows[1].line == 5);
    CHECK(table.rows[1].cells == std::vector<std::string>{"p", "q"});
}

TEST_CASE("codes keep their zeros and blanks stay", "[delimited]")
{
    const auto table = parsed("code,name\n01, 大殿 \n,\n");
    CHECK(table.rows[0].cells == std::vector<std::string>{"01", " 大殿 "});
    CHECK(table.rows[1].cells == std::vector<std::string>{"", ""});
}

TEST_CASE("all three line ends and a missing last one give the same rows", "[delimited]")
{
    for (const char* text :
         {"a,b\n1,2\n3,4\n", "a,b\r\n1,2\r\n3,4\r\n", "a,b\r1,2\r3,4\r", "a,b\n1,2\n3,4", "\n\na,b\n\n1,2\n\n3,4\n\n"})
        CHECK(parsed(text).rows.size() == 2);
}

TEST_CASE("the separator is the one that the header has most of", "[delimited]")
{
    CHECK(parsed("a\tb,c\td\n1\t2\t3\n").header.size() == 3);
    CHECK(parsed("a;b;c\n1;2;3\n").header.size() == 3);
}

TEST_CASE("a ragged row is kept, marked and reported with its line", "[delimited]")
{
    Diagnostics diagnostics;
    const auto table = parsed("a,b,c\n1,2\n1,2,3,4\n1,2,3\n", &diagnostics);
    REQUIRE(table.rows.size() == 3);
    CHECK(table.rows[0].isRagged);
    CHECK(table.rows[1].isRagged);
    CHECK_FALSE(table.rows[2].isRagged);
    REQUIRE(diagnostics.size() == 2);
    CHECK(diagnostics[0].row == 2);
    CHECK(diagnostics[1].row == 3);
    CHECK(diagnostics[0].message.code == "io.row_ragged");
}

TEST_CASE("equal and blank column names are told apart and reported", "[delimited]")
{
    Diagnostics diagnostics;
    const auto table = parsed("名称,名称,,x\n1,2,3,4\n", &diagnostics);
    CHECK(table.header == std::vector<std::string>{"名称", "名称 (2)", "column 3", "x"});
    CHECK(diagnostics.size() == 2);
}

TEST_CASE("a first row with a number means that the header is missing; years may be column names", "[delimited]")
{
    CHECK(failure("大殿,131.47,34.18\n").message.code == "io.header_missing");
    CHECK(failure("01,大殿\n").message.code == "io.header_missing");
    CHECK(parsed("code,2020,2021\n01,3,4\n").rows.size() == 1);
}

TEST_CASE("a quote never closed, a zero byte, an empty text and too long a cell are errors with their line",
          "[delimited]")
{
    CHECK(failure("a,b\n1,\"2\n3,4\n").where == "x.csv:2");
    CHECK(failure(std::string_view("a,b\n1,\0\n", 8)).where == "x.csv:2");
    CHECK(failure("").message.code == "io.file_empty");
    CHECK(failure("\n\n").message.code == "io.file_empty");
    CHECK(failure("a\n" + std::string((1 << 20) + 1, 'x')).message.code == "io.cell_too_long");
}

TEST_CASE("what csvLine writes, parseDelimited reads back", "[delimited]")
{
    std::mt19937 random(7);
    const std::vector<std::string> pieces = {"a", "\"", ",", "\n", " ", "大", "1", "", "x\ny", "\"\"", ";"};
    for (int round = 0; round < 500; ++round) {
        std::vector<std::string> cells;
        for (int i = 0; i < 3; ++i) {
            std::string cell;
            for (int k = static_cast<int>(random() % 5); k > 0; --k)
                cell += pieces[random() % pieces.size()];
            cells.push_back(cell);
        }
        const auto table = parsed("p,q,r\n" + csvLine(cells));
        REQUIRE(table.rows.size() == 1);
        CHECK(table.rows[0].cells == cells);
    }
}
