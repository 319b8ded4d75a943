#include <catch2/catch.hpp>

#include "core/io/column_roles.h"
#include "core/io/header_row.h"
#include "core/io/raw_table.h"
#include "tests/support/process.h"

using namespace chiiki;
using chiiki::test::TemporaryFolder;

namespace {

const std::string tables = CHIIKI_SOURCE_DIR "/tests/core/io/tables/";

RawTable readText(const std::string& text, Diagnostics& diagnostics)
{
    const TemporaryFolder folder;
    test::writeFile(folder / "表.csv", text);
    const auto table = readRawTable(folder / "表.csv", {}, diagnostics);
    REQUIRE(table);
    return *table;
}

std::vector<std::int64_t> numbersOf(const RawTable& table, const std::vector<SetAsideRow>& rows)
{
    std::vector<std::int64_t> numbers;
    for (const SetAsideRow& row : rows)
        numbers.push_back(table.rows[row.row].number);
    return numbers;
}

}  // namespace

TEST_CASE("a CSV gives every record with the line it begins on, quoted breaks and all", "[raw_table]")
{
    Diagnostics diagnostics;
    const RawTable table = readText("題名,,\n\n名称,\"備\n考\",\"a\"\"b\"\nx,1,2\n", diagnostics);
    REQUIRE(table.rows.size() == 3);
    CHECK(table.rows[0].number == 1);
    CHECK(table.rows[1].number == 3);
    CHECK(textsOf(table.rows[1].cells) == std::vector<std::string>{"名称", "備\n考", "a\"b"});
    CHECK(table.rows[2].number == 5);
    CHECK(table.columns == 3);
    CHECK(diagnostics.empty());
}

TEST_CASE("an open quote, a NUL and an empty file are refused with their line", "[raw_table]")
{
    const TemporaryFolder folder;
    const auto read = [&](const std::string& text) {
        test::writeFile(folder / "a.csv", text);
        Diagnostics diagnostics;
        return readRawTable(folder / "a.csv", {}, diagnostics);
    };
    const auto open = read("a,b\n1,\"2\n");
    REQUIRE_FALSE(open);
    CHECK(open.error().message.code == "io.quote_not_closed");
    CHECK(open.error().where.ends_with("a.csv:2"));
    const auto nul = read(std::string("a,b\n1,\0", 7));
    REQUIRE_FALSE(nul);
    CHECK(nul.error().message.code == "io.nul_byte");
    CHECK(read("\n \n").error().message.code == "io.file_empty");
    Diagnostics diagnostics;
    CHECK(readRawTable(folder / "none.csv", {}, diagnostics).error().kind == ErrorKind::NotFound);
    test::writeFile(folder / "a.xlsx", "no workbook");
    CHECK(readRawTable(folder / "a.xlsx", {}, diagnostics).error().message.code == "io.not_a_workbook");
}

TEST_CASE("CP932 with ①㈱髙﨑～－ comes out as written, told from the bytes", "[raw_table]")
{
    // ①㈱髙﨑～－ in CP932
    const std::string marks = "\x87\x40\x87\x8A\xFB\xFC\xED\x95\x81\x60\x81\x7C";
    Diagnostics diagnostics;
    const RawTable table = readText("name,lat,lon\n" + marks + ",34.1,131.4\n", diagnostics);
    CHECK(table.encoding == Encoding::Cp932);
    CHECK(table.encodingEvidence.code == "text.evidence_cp932");
    CHECK(table.rows[1].cells[0] == "①㈱髙﨑～－");
}

TEST_CASE("what was copied in a spreadsheet is parted by tabs and has no encoding to tell", "[raw_table]")
{
    Diagnostics diagnostics;
    const auto table = rawTableOfPasted("地域\t人口\r\n大殿\t1,234\r\n", diagnostics);
    REQUIRE(table);
    CHECK(table->format == TableFormat::Pasted);
    CHECK(table->encodingEvidence.code.empty());
    CHECK(textsOf(table->rows[1].cells) == std::vector<std::string>{"大殿", "1,234"});
}

TEST_CASE("a workbook keeps its merged cells, row numbers and full-width cells, XLSX and ODS alike", "[raw_table]")
{
    for (const std::string name : {"population_by_district.xlsx", "population_by_district.ods"}) {
        INFO(name);
        Diagnostics diagnostics;
        const auto table = readRawTable(tables + name, {}, diagnostics);
        REQUIRE(table);
        CHECK(table->sheets == std::vector<std::string>{"人口"});
        REQUIRE(table->rows.size() == 16);
        CHECK(table->rows[4].number == 5);
        CHECK(textsOf(table->rows[4].cells) == std::vector<std::string>{"大殿", "２０２４", "3400", "3806", "3280"});
        // The title over five columns, 地域, 年度 and 世帯数 over two rows, 人口 over two columns.
        CHECK(table->merged.size() == 5);
        const auto layout = findLayout(*table, {}, countKnownHeadings);
        REQUIRE(layout);
        CHECK(table->rows[layout->headerRow].number == 3);
        CHECK(layout->headerLines == 2);
        CHECK(layout->headings == std::vector<std::string>{"地域", "年度", "人口_男", "人口_女", "世帯数"});
        CHECK(numbersOf(*table, layout->setAside) == std::vector<std::int64_t>{1, 2, 15, 16});
        CHECK(layout->records.size() == 10);
        CHECK(layout->title == "地域別人口と世帯数（見本）");
    }
    Diagnostics diagnostics;
    const auto none = readRawTable(tables + "population_by_district.ods", {.sheet = "世帯"}, diagnostics);
    REQUIRE_FALSE(none);
    CHECK(none.error().message.arguments == std::vector<std::string>{"世帯", "人口"});
}

TEST_CASE("codes with Japanese names below, as e-Stat writes them, are one header of two lines", "[header_row]")
{
    Diagnostics diagnostics;
    const RawTable table = readText("KEY_CODE,HYOSYO,NAME,T001081001,T001081002\n"
                                    ",,,人口総数,世帯総数\n"
                                    "352030010,1,大殿,100,50\n"
                                    "352030020,1,白石,200,80\n",
                                    diagnostics);
    const auto layout = findLayout(table, {}, countKnownHeadings);
    REQUIRE(layout);
    CHECK(layout->headerLines == 2);
    CHECK(layout->headings == std::vector<std::string>{"KEY_CODE", "HYOSYO", "NAME", "人口総数", "世帯総数"});
    CHECK(layout->records.size() == 2);
}

TEST_CASE("rows that are no records are set aside with what caught them", "[header_row]")
{
    Diagnostics diagnostics;
    const RawTable table = readText("施設の一覧,,,\n"
                                    "単位：人,,,\n"
                                    "名称,住所,定員,備考\n"
                                    "A保育園,大殿1,30,\n"
                                    "北部,,,\n"
                                    "B保育園,白石2,20,x\n"
                                    "名称,住所,定員,備考\n"
                                    "C保育園,湯田3,10,\n"
                                    "※定員は4月1日の数,,,\n",
                                    diagnostics);
    const auto layout = findLayout(table, {}, countKnownHeadings);
    REQUIRE(layout);
    CHECK(table.rows[layout->headerRow].number == 3);
    std::vector<std::string_view> why;
    for (const SetAsideRow& row : layout->setAside)
        why.push_back(row.why.code);
    CHECK(why == std::vector<std::string_view>{"io.row_above_header", "io.row_above_header", "io.row_is_heading",
                                               "io.row_repeats_header", "io.row_is_note"});
    CHECK(layout->records.size() == 3);
    CHECK(layout->title == "施設の一覧");
}

TEST_CASE("the header somebody chose is taken, and one that is not there is none", "[header_row]")
{
    Diagnostics diagnostics;
    const RawTable table = readText("地域,人口\n大殿,1\n白石,2\n", diagnostics);
    const auto chosen = findLayout(table, {.headerRow = 2}, countKnownHeadings);
    REQUIRE(chosen);
    CHECK(chosen->headings == std::vector<std::string>{"大殿", "1"});
    CHECK(chosen->records.size() == 1);
    CHECK_FALSE(findLayout(table, {.headerRow = 9}, countKnownHeadings));
}

TEST_CASE("numbers are read as tables write them, and nothing else is one", "[column_roles]")
{
    const auto is = [](const char* text, double number) {
        INFO(text);
        const auto read = numberInCell(text);
        REQUIRE(read);
        CHECK(*read == number);
    };
    is("1,234", 1234);
    is("１２３", 123);
    is("△5", -5);
    is("-2.5", -2.5);
    is("12人", 12);
    is("3千円", 3000);
    is("67.5%", 67.5);
    for (const char* text : {"", "-", "…", "1,23", "12,3456", "x", "大殿", "1-2", "1 2a"})
        CHECK_FALSE(numberInCell(text));
    CHECK(markInCell("－") == CellMark::NotApplicable);
    CHECK(markInCell("…") == CellMark::Missing);
    CHECK(markInCell("X") == CellMark::Suppressed);
    CHECK(markInCell("大殿") == CellMark::None);
}
