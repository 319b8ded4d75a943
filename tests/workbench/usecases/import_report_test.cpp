#include <catch2/catch.hpp>

#include "core/io/raw_table.h"
#include "core/store/workspace.h"
#include "core/text/encoding.h"
#include "tests/workbench/usecases/small_city.h"
#include "workbench/usecases/import_report.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

ImportRequest requestOf(const std::string& path)
{
    ImportRequest request;
    request.files.push_back({path, {}, {}});
    return request;
}

CorrectionNote noteOf(const std::string& path)
{
    const auto note = makeCorrectionNote(smallCity(), requestOf(path));
    if (!note)
        FAIL(describe(note.error(), Language::English));
    return *note;
}

// An old AED list: exchanged degrees, a code without its check digit, a flag as a mark, a place nobody can guess.
const std::string aeds =
    "都道府県コード又は市区町村コード,NO,名称,緯度,経度,設置位置,小児対応設備の有無,開始時間,備考\r\n"
    "352039,1,\"髙﨑\r\n会館\",34.1745,131.4754,1階,有,8:30,㈱①\r\n"
    "352039,2,B,131.4754,34.1745,\"2階\",無,9:00,～\r\n"
    "35203,3,C,34.1745,131.4754,,〇,９：００,－\r\n"
    "352039,4,D,34.017177,34.017177,,有,8:30,x\r\n";

/// Cells of both that differ, as "row,column: before -> after".
std::vector<std::string> differences(const std::string& before, const std::string& after)
{
    Diagnostics diagnostics;
    const auto a = readRawTable(before, {}, diagnostics), b = readRawTable(after, {}, diagnostics);
    REQUIRE(a);
    REQUIRE(b);
    REQUIRE(a->rows.size() == b->rows.size());
    std::vector<std::string> found;
    for (std::size_t r = 0; r < a->rows.size(); ++r)
        for (std::size_t c = 0; c < a->rows[r].cells.size(); ++c)
            if (a->rows[r].cells[c] != b->rows[r].cells[c])
                found.push_back(std::to_string(a->rows[r].number) + "," + std::to_string(c) + ": " +
                                std::string(a->rows[r].cells[c]) + " -> " + std::string(b->rows[r].cells[c]));
    return found;
}

}  // namespace

TEST_CASE("faults are told by row, cell and column, with a proposal where only one is right", "[import_report]")
{
    const TemporaryFolder folder;
    writeFile(folder / "aed.csv", *encodeCp932(aeds));
    const CorrectionNote note = noteOf(folder / "aed.csv");
    std::vector<std::string> told;
    for (const ReportedFault& fault : note.faults)
        told.push_back(fault.cell + " " + std::string(fault.what.code) + " " + fault.proposal);
    CHECK(told == std::vector<std::string>{"D4 io.place_swapped 34.1745", "E4 io.place_swapped 131.4754",
                                           "A5 io.cell_city_code_short 352039", "G5 io.cell_flag_mark 有",
                                           "H5 io.cell_clock_form 9:00", "D6 io.place_equal ", "E6 io.place_equal "});
    CHECK(note.mended == 5);
}

TEST_CASE("the corrected copy is valid but for what only people know, and differs in nothing else", "[import_report]")
{
    for (const std::string encoding : {"CP932", "UTF-8", "UTF-8 BOM", "UTF-16LE"}) {
        INFO(encoding);
        const TemporaryFolder folder;
        std::string bytes = aeds;
        if (encoding == "CP932") {
            bytes = *encodeCp932(aeds);
        } else if (encoding == "UTF-8 BOM") {
            bytes = "\xEF\xBB\xBF" + aeds;
        } else if (encoding == "UTF-16LE") {
            bytes = "\xFF\xFE";
            for (const char32_t c :
                 std::u32string_view(U"名称,緯度,経度\r\nA,131.4754,34.1745\r\n\"①\r\n髙\",34.1745,131.4754\r\n")) {
                bytes += static_cast<char>(c & 0xFF);
                bytes += static_cast<char>(c >> 8);
            }
        }
        writeFile(folder / "aed.csv", bytes);
        const CorrectionNote note = noteOf(folder / "aed.csv");
        REQUIRE_FALSE(note.corrected.empty());
        writeFile(folder / "copy.csv", note.corrected);
        const auto found = differences(folder / "aed.csv", folder / "copy.csv");
        CHECK(found.size() == note.mended);
        const CorrectionNote again = noteOf(folder / "copy.csv");
        CHECK(again.mended == 0);
        CHECK(again.corrected.empty());
        CHECK(again.faults.size() == note.faults.size() - note.mended);
        // Byte for byte: put the old cells back and the file is the old one.
        if (encoding == "UTF-8") {
            std::string expected = aeds;
            const auto swap = [&](const std::string& a, const std::string& b) {
                const auto at = expected.find(a);
                REQUIRE(at != std::string::npos);
                expected.replace(at, a.size(), b);
            };
            swap("2,B,131.4754,34.1745", "2,B,34.1745,131.4754");
            swap("35203,3", "352039,3");
            swap("〇,９：００", "有,9:00");
            CHECK(note.corrected == expected);
        }
    }
}

TEST_CASE("a workbook is mended in its cells, and its other parts stay as they are", "[import_report]")
{
    const std::string original = CHIIKI_SOURCE_DIR "/tests/core/io/tables/population_by_district.xlsx";
    const TemporaryFolder folder;
    const CorrectionNote note = noteOf(original);
    // Of the small city's three districts 大殿, 白石 and 湯田 the last is written 「湯 田」.
    REQUIRE(note.mended == 1);
    writeFile(folder / "copy.xlsx", note.corrected);
    CHECK(differences(original, folder / "copy.xlsx") == std::vector<std::string>{"7,0: 湯 田 -> 湯田"});
    CHECK(noteOf(original).corrected == note.corrected);
}

TEST_CASE("of a format that cannot be mended the note says so", "[import_report]")
{
    const CorrectionNote note = noteOf(CHIIKI_SOURCE_DIR "/tests/core/io/tables/population_by_district.ods");
    CHECK(note.mended == 1);
    CHECK(note.corrected.empty());
    CHECK(note.cannotBeCopied);
    CHECK(noteMarkdown(note).find("訂正案のファイルを作れないため") != std::string::npos);
    CHECK_FALSE(noteOf(CHIIKI_SOURCE_DIR "/tests/core/io/tables/population_by_district.xlsx").cannotBeCopied);
}

TEST_CASE("the note is a polite letter or a workbook, with the copy beside it", "[import_report]")
{
    const TemporaryFolder folder;
    REQUIRE(
        Workspace::create(folder / "a.chiiki", *smallCity(), ChangeStamp{"課", "2026-04-01T00:15:30Z", "2026-04-01"}));
    writeFile(folder / "aed.csv", *encodeCp932(aeds));
    const auto written = writeCorrectionNote(folder / "a.chiiki", requestOf(folder / "aed.csv"), folder / "お願い.md");
    REQUIRE(written);
    CHECK(written->corrected == folder / "aed_訂正案.csv");
    const std::string text = readFile(folder / "お願い.md");
    CHECK(text.find("# 「AED設置箇所一覧」の確認のお願い") == 0);
    CHECK(text.find("| 4 | D4 | 緯度 | 131.4754 | 緯度と経度が入れ替わっています | 「34.1745」 |") !=
          std::string::npos);
    CHECK(text.find("| 6 | D6 | 緯度 | 34.017177 | 経度と緯度が同じ値です | 正しい内容をご確認ください |") !=
          std::string::npos);
    CHECK(text.find("ありがとうございます") != std::string::npos);
    const auto workbook =
        writeCorrectionNote(folder / "a.chiiki", requestOf(folder / "aed.csv"), folder / "お願い.xlsx");
    REQUIRE(workbook);
    Diagnostics diagnostics;
    const auto sheet = readRawTable(workbook->note, {}, diagnostics);
    REQUIRE(sheet);
    CHECK(sheet->rows.size() == 8);
    CHECK(sheet->rows[1].cells[2] == "D4");
    CHECK_FALSE(writeCorrectionNote(folder / "a.chiiki", requestOf(folder / "aed.csv"), folder / "お願い.txt"));
}

TEST_CASE("many faults of one kind in a column are one line of the letter", "[import_report]")
{
    const TemporaryFolder folder;
    std::string text = "名称,緯度,経度,災害種別_洪水,災害種別_地震,指定避難所との重複,ID\n";
    for (int i = 0; i < 9; ++i)
        text += "避難所" + std::to_string(i) + ",34.1745,131.4754,〇,0,1,S" + std::to_string(i) + "\n";
    writeFile(folder / "避難所.csv", text);
    const CorrectionNote note = noteOf(folder / "避難所.csv");
    CHECK(note.mended == 9);
    const std::string letter = noteMarkdown(note);
    CHECK(letter.find("| 2～10のうち9行 | D2…D10 | 災害種別_洪水 | 〇 |") != std::string::npos);
}
