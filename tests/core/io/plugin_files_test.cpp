#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "core/io/plugin_files.h"
#include "core/io/plugin_sheet.h"
#include "core/io/xlsx_writer.h"
#include "core/text/encoding.h"
#include "core/text/hash.h"
#include "tests/support/process.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

FieldSpec field(const std::string& id, FieldType type, const std::string& ja)
{
    FieldSpec made;
    made.id = id;
    made.type = type;
    made.title = {ja, "The " + id};
    return made;
}

TableSpec actions(const std::string& file)
{
    TableSpec table;
    table.id = "action";
    table.title = {"活動", "Actions"};
    table.file = file;
    table.districtField = "district";
    table.fields = {field("name", FieldType::Text, "団体"),          field("district", FieldType::District, "地域"),
                    field("amount", FieldType::Yen, "金額"),         field("held_on", FieldType::Date, "開催日"),
                    field("stage", FieldType::Choice, "段階"),       field("share", FieldType::Percent, "割合"),
                    field("number", FieldType::Code, "番号"),        field("people", FieldType::Integer, "人数"),
                    field("year", FieldType::FiscalYear, "年度"),    field("place", FieldType::Place, "位置"),
                    field("partners", FieldType::Districts, "連携"), field("ratio", FieldType::Decimal, "比")};
    table.fields[0].isRequired = true;
    table.fields[4].choices = {{"planned", {"計画", "Planned"}}, {"done", {"実施", "Done"}}};
    table.fields[6].isUnique = true;
    table.fields[7].unit = "people";
    return table;
}

Snapshot city()
{
    Snapshot snapshot;
    for (const auto& [code, name, kana, romaji] :
         std::vector<std::array<std::string, 4>>{{"01", "大殿", "おおどの", "Odono"},
                                                 {"02", "平川", "ひらかわ", "Hirakawa"},
                                                 {"10", "鋳銭司", "すぜんじ", ""}}) {
        District district;
        district.code = code;
        district.name = name;
        district.kana = kana;
        district.romaji = romaji;
        snapshot.districts.push_back(district);
    }
    return snapshot;
}

PluginFile readText(const TemporaryFolder& folder, const std::string& bytes, const TableSpec& table,
                    Diagnostics& diagnostics)
{
    test::writeFile(folder / table.file, bytes);
    auto file = readPluginFile(folder.path(), "club", table, city(), diagnostics);
    if (!file)
        FAIL(describe(file.error(), Language::English));
    return *std::move(file);
}

PluginFile readText(const std::string& bytes, Diagnostics& diagnostics)
{
    const TemporaryFolder folder;
    return readText(folder, bytes, actions("a.csv"), diagnostics);
}

std::vector<std::vector<std::string>> linesOf(const std::string& path)
{
    std::ifstream stream(path);
    std::vector<std::vector<std::string>> lines;
    for (std::string line; std::getline(stream, line);) {
        std::vector<std::string>& cells = lines.emplace_back();
        std::istringstream parts(line);
        for (std::string cell; std::getline(parts, cell, '\t');)
            cells.push_back(cell);
    }
    return lines;
}

FieldValue entered(FieldType type, const std::string& text, const std::string& unit = {})
{
    TableSpec table;
    table.fields = {field("value", type, "値")};
    table.fields[0].unit = unit;
    const auto row = parseEnteredRow(table, {{"value", text}}, city());
    return row ? row->values[0] : FieldValue(std::string(row.error().message.code));
}

}  // namespace

TEST_CASE("each bad cell of a table is told with its code and its place, and the other rows are read", "[plugin_files]")
{
    const std::string folder = std::string(CHIIKI_SOURCE_DIR) + "/tests/bad_input/plugin_tables";
    const auto lines = linesOf(folder + "/said.tsv");
    std::set<std::string> present;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == ".csv")
            present.insert(entry.path().filename().string());
    std::set<std::string> listed;
    for (std::size_t i = 1; i < lines.size(); ++i) {
        const auto& line = lines[i];
        REQUIRE(line.size() == 5);
        CAPTURE(line[0]);
        listed.insert(line[0]);
        Diagnostics diagnostics;
        const auto file = readPluginFile(folder, "club", actions(line[0]), city(), diagnostics);
        REQUIRE(file);
        REQUIRE(diagnostics.size() == 1);
        CHECK(diagnostics[0].message.code == line[1]);
        CHECK(std::to_string(diagnostics[0].row) == line[2]);
        CHECK((diagnostics[0].field.empty() ? "-" : diagnostics[0].field) == line[3]);
        CHECK(std::to_string(file->table.rows.size()) == line[4]);
        CHECK(file->edition.rows.addsUp());
    }
    CHECK(listed == present);
}

TEST_CASE("numbers are read with their own units and marks, and nothing that could mean two things", "[plugin_files]")
{
    CHECK(entered(FieldType::Yen, "200000") == FieldValue(200000.0));
    CHECK(entered(FieldType::Yen, " ２００，０００円 ") == FieldValue(200000.0));
    CHECK(entered(FieldType::Yen, "¥1,234,567") == FieldValue(1234567.0));
    CHECK(entered(FieldType::Yen, "20万円") == FieldValue(200000.0));
    CHECK(entered(FieldType::Yen, "1.1百万円") == FieldValue(1100000.0));
    CHECK(entered(FieldType::Yen, "300千円") == FieldValue(300000.0));
    CHECK(entered(FieldType::Yen, "△500") == FieldValue(-500.0));
    CHECK(entered(FieldType::Percent, "67.0%") == FieldValue(67.0));
    CHECK(entered(FieldType::Percent, "６７．５％") == FieldValue(67.5));
    CHECK(entered(FieldType::Integer, "12人", "people") == FieldValue(12.0));
    CHECK(entered(FieldType::Decimal, "-0.25") == FieldValue(-0.25));
    CHECK(entered(FieldType::Decimal, "") == FieldValue());
    for (const char* text : {"12,34", "1,2345", ",123", "1,,234", "1,234.5.6", "1.234,5", "0x10", "nan", "inf", "--1",
                             "1 2", "1　2", "十", "-", "1e999", "12件"})
        CHECK(entered(FieldType::Decimal, text) == FieldValue("rows.not_a_number"));
    CHECK(entered(FieldType::Integer, "9007199254740994") == FieldValue("rows.not_a_whole_number"));
    CHECK(entered(FieldType::Integer, "12人", "count") == FieldValue("rows.not_a_whole_number"));
}

TEST_CASE("days and years are read in the forms that offices write, strictly", "[plugin_files]")
{
    for (const char* text : {"2024-06-01", "2024/6/1", "令和6年6月1日", "R6.6.1", "2024/06/01 00:00:00"})
        CHECK(entered(FieldType::Date, text) == FieldValue("2024-06-01"));
    for (const char* text : {"2024-06", "2024/6", "令和6年6月", "R6.6", "2024年6月"})
        CHECK(entered(FieldType::Date, text) == FieldValue("2024-06"));
    for (const char* text : {"2024", "2024年", "令和6年"})
        CHECK(entered(FieldType::Date, text) == FieldValue("2024"));
    CHECK(entered(FieldType::Date, "平成元年1月") == FieldValue("1989-01"));
    CHECK(entered(FieldType::Date, "令和元年") == FieldValue("2019"));
    for (const char* text : {"2024-13", "6/1", "45444", "6月1日", "2024-06-01 12:30:00", "2024-6-1-2", "20240601"})
        CHECK(entered(FieldType::Date, text) == FieldValue("rows.not_a_date"));
    for (const char* text : {"2024", "R6", "令和6年度", "FY2024", "Ｒ６年度", "2024年度", "令和6"})
        CHECK(entered(FieldType::FiscalYear, text) == FieldValue(2024.0));
    CHECK(entered(FieldType::FiscalYear, "平成31年度") == FieldValue(2019.0));
    for (const char* text : {"6", "24", "2024.0", "2024-25", "R6.6"})
        CHECK(entered(FieldType::FiscalYear, text) == FieldValue("rows.not_a_fiscal_year"));
}

TEST_CASE("a district is found by code, name, kana or romaji, with or without its kind", "[plugin_files]")
{
    for (const char* text : {"01", "1", "０１", "大殿", "大殿地域", "大殿地区", "大殿地域交流センター", "おおどの",
                             "オオドノ", "ｵｵﾄﾞﾉ", " 大 殿 ", "odono", "Ｏｄｏｎｏ"})
        CHECK(entered(FieldType::District, text) == FieldValue("01"));
    CHECK(entered(FieldType::District, "鑄銭司") == FieldValue("10"));
    CHECK(entered(FieldType::Districts, "大殿、平川；10") == FieldValue("01;02;10"));
    CHECK(entered(FieldType::Districts, "大殿;大殿") == FieldValue("01"));
    for (const char* text : {"大", "殿地域", "001", "大殿、平川"})
        CHECK(std::get<std::string>(entered(FieldType::District, text)).starts_with("rows.unknown_district"));
}

TEST_CASE("near names are offered for a district that is not found", "[plugin_files]")
{
    Diagnostics diagnostics;
    readText("name,district\n祭り,平皮地域\n", diagnostics);
    REQUIRE(diagnostics.size() == 1);
    CHECK(diagnostics[0].message.arguments == std::vector<std::string>{"平皮地域", "平川"});
}

TEST_CASE("columns are found by id or title in either language, others are named", "[plugin_files]")
{
    Diagnostics diagnostics;
    const PluginFile file = readText("備考,団体,The district,金額,出典,citation,status,source_id,series\n"
                                     "x,祭り,大殿,1,y,p.3,sample,doc,target\n",
                                     diagnostics);
    CHECK(diagnostics.empty());
    CHECK(file.unknownColumns == std::vector<std::string>{"備考", "出典"});
    REQUIRE(file.table.rows.size() == 1);
    const PluginRow& row = file.table.rows[0];
    CHECK(row.values[0] == FieldValue("祭り"));
    CHECK(row.values[2] == FieldValue(1.0));
    CHECK(row.citation == "p.3");
    CHECK(row.status == Status::Sample);
    CHECK(row.sourceId == "doc");
    CHECK(row.values[static_cast<std::size_t>(columnIndex(file.table, "series"))] == FieldValue("target"));
    CHECK(row.sourceRow == 2);

    TableSpec table = actions("b.csv");
    const TemporaryFolder folder;
    test::writeFile(folder / "b.csv", "団体,金額\n祭り,1\n");
    const auto missing = readPluginFile(folder.path(), "club", table, city(), diagnostics);
    REQUIRE_FALSE(missing);
    CHECK(missing.error().message.code == "io.columns_missing");
    CHECK(missing.error().message.arguments == std::vector<std::string>{"district (地域)", "団体, 金額"});
}

TEST_CASE("every record is counted once: in districts, outside or unplaced", "[plugin_files]")
{
    Diagnostics diagnostics;
    TableSpec table = actions("a.csv");
    table.districtField = "partners";
    const TemporaryFolder folder;
    const PluginFile file = readText(
        folder, "name,partners\na,大殿\nb,大殿;平川;10\nc,市外\nd,不明な地域名\n,大殿\n,\nf,\n", table, diagnostics);
    // a 1, b 3 times; c outside; d and f unplaced, the nameless one set aside; the empty record is none.
    CHECK(file.edition.rows == Reconciliation{4, 1, 3, 6, 2});
    CHECK(file.edition.rows.addsUp());
    CHECK(file.table.rows[1].districtCodes == std::vector<std::string>{"01", "02", "10"});
    CHECK(file.table.rows[1].values[10] == FieldValue("01;02;10"));
    CHECK(file.table.rows[2].placement.rest == Placement::Rest::Outside);
    CHECK(file.table.rows[3].values[10] == FieldValue("不明な地域名"));
}

TEST_CASE("a row is named by its key, otherwise by what it says, equal ones one after another", "[plugin_files]")
{
    Diagnostics diagnostics;
    const PluginFile first = readText("name,district,amount\na,大殿,1\nb,大殿,1\na,01,1円\n", diagnostics);
    const PluginFile moved = readText("amount,district,name,people\n1,大殿地域,b,\n\"1\",大殿,a,\n", diagnostics);
    REQUIRE(first.table.rows.size() == 3);
    CHECK(first.table.rows[0].uid.size() == 16);
    CHECK(first.table.rows[0].uid != first.table.rows[1].uid);
    CHECK(first.table.rows[2].uid == first.table.rows[0].uid + "-2");
    CHECK(moved.table.rows[0].uid == first.table.rows[1].uid);
    CHECK(moved.table.rows[1].uid == first.table.rows[0].uid);

    TableSpec keyed = actions("k.csv");
    keyed.keyField = "number";
    const TemporaryFolder folder;
    const PluginFile named = readText(folder, "name,district,number\na,大殿,007\nb,大殿,7\n", keyed, diagnostics);
    CHECK(named.table.rows[0].uid == "007");
    CHECK(named.table.rows[1].uid == "7");
    CHECK(diagnostics.empty());
}

TEST_CASE("a CP932 file is read as such, and its edition says so", "[plugin_files]")
{
    Diagnostics diagnostics;
    const std::string bytes = *encodeCp932("団体,地域,金額\r\n①祭り,鋳銭司,\"1,000円\"\r\n");
    const PluginFile file = readText(bytes, diagnostics);
    CHECK(diagnostics.empty());
    CHECK(file.edition.sourceId == "club.action");
    CHECK(file.edition.fileName == "a.csv");
    CHECK(file.edition.encoding == "CP932");
    CHECK(file.edition.sha256 == sha256OfBytes(bytes));
    CHECK(file.table.rows[0].values[0] == FieldValue("①祭り"));
    CHECK(file.table.rows[0].placement == Placement::in("10"));
}

TEST_CASE("a workbook's cells keep their zeros and their rows, whatever stands above the header", "[plugin_files]")
{
    Sheet other{"表紙", {"x"}, {{std::string("y")}}};
    Sheet sheet{"活動",
                {"令和6年度の活動", "a", "b", "c"},
                {{std::string("団体"), std::string("地域"), std::string("番号"), std::string("金額")},
                 {std::string("祭り"), std::string("大殿"), std::string("007"), std::string("1000")},
                 {std::monostate(), std::monostate(), std::monostate(), std::monostate()},
                 {std::string("清掃"), std::string("平川"), std::string("010"), std::string("多い")}}};
    const auto bytes = makeXlsx({other, sheet});
    REQUIRE(bytes);
    const TemporaryFolder folder;
    TableSpec table = actions("a.xlsx");
    table.sheet = "活動";
    Diagnostics diagnostics;
    const PluginFile file = readText(folder, *bytes, table, diagnostics);
    REQUIRE(file.table.rows.size() == 1);
    CHECK(file.table.rows[0].values[6] == FieldValue("007"));
    CHECK(file.table.rows[0].values[2] == FieldValue(1000.0));
    CHECK(file.table.rows[0].sourceRow == 3);
    REQUIRE(diagnostics.size() == 1);
    CHECK(diagnostics[0].field == "D5 金額");
    CHECK(diagnostics[0].row == 5);
    CHECK(file.edition.sha256 == sha256OfBytes(*bytes));

    table.sheet = "無い";
    const auto missing = readPluginFile(folder.path(), "club", table, city(), diagnostics);
    REQUIRE_FALSE(missing);
    CHECK(missing.error().message.code == "io.no_layer");
    CHECK(missing.error().message.arguments[1] == "表紙, 活動");
}

TEST_CASE("a GeoPackage's records bring their places in the stored CRS", "[plugin_files]")
{
    const TemporaryFolder folder;
    test::writeFile(folder / "a.geojson", R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":
        {"name":"祭り","district":"大殿","number":"007","ratio":0.30000000000000004},
        "geometry":{"type":"Point","coordinates":[131.5,34.25]}}]})");
    const auto made =
        runProcess({"/usr/bin/ogr2ogr", "-t_srs", "EPSG:6668", folder / "a.gpkg", folder / "a.geojson"}, folder.path());
    if (made.exitCode != 0) {
        WARN("skipped: ogr2ogr is not installed");
        return;
    }
    Diagnostics diagnostics;
    const auto file = readPluginFile(folder.path(), "club", actions("a.gpkg"), city(), diagnostics);
    REQUIRE(file);
    CHECK(diagnostics.empty());
    REQUIRE(file->table.rows.size() == 1);
    CHECK(file->table.rows[0].values[6] == FieldValue("007"));
    CHECK(file->table.rows[0].values[9] == FieldValue("POINT (131.5 34.25)"));
    CHECK(file->table.rows[0].values[11] == FieldValue(0.1 + 0.2));
    CHECK(file->edition.crs == "EPSG:6668");
}

TEST_CASE("a row typed by hand is judged as a file's is, and says which field is wrong", "[plugin_files]")
{
    const TableSpec table = actions("a.csv");
    const auto row = parseEnteredRow(
        table, {{"name", "祭り"}, {"district", "おおどの"}, {"stage", "計画"}, {"citation", "起案 12号"}}, city());
    REQUIRE(row);
    CHECK(row->sourceId == "entered");
    CHECK(row->sourceRow == 0);
    CHECK(row->citation == "起案 12号");
    CHECK(row->districtCodes == std::vector<std::string>{"01"});
    CHECK(row->values[4] == FieldValue("planned"));
    CHECK(row->uid.size() == 16);

    const auto codeOf = [&](const std::vector<std::pair<std::string, std::string>>& fields) {
        const auto failed = parseEnteredRow(table, fields, city());
        REQUIRE_FALSE(failed);
        return std::string(failed.error().message.code) + " " + failed.error().where;
    };
    CHECK(codeOf({{"district", "大殿"}}) == "rows.required_empty name");
    CHECK(codeOf({{"name", "祭り"}}) == "rows.required_empty district");
    CHECK(codeOf({{"name", "祭り"}, {"district", "大伝"}}) == "rows.unknown_district_but_near district");
    CHECK(codeOf({{"name", "祭り"}, {"district", "大殿"}, {"amount", "多い"}}) == "rows.not_yen amount");
    CHECK(codeOf({{"name", "祭り"}, {"colour", "赤"}}) == "rows.unknown_field ");
}

TEST_CASE("a row typed by hand of several districts may name none, and is of the whole city", "[plugin_files]")
{
    TableSpec table;
    table.id = "promise";
    table.districtField = "districts";
    table.fields.resize(2);
    table.fields[0].id = "title";
    table.fields[1].id = "districts";
    table.fields[1].type = FieldType::Districts;
    const auto row = parseEnteredRow(table, {{"title", "冊子をつくる"}}, city());
    REQUIRE(row);
    CHECK(row->districtCodes.empty());
    CHECK(row->placement.rest == Placement::Rest::Unplaced);
}

TEST_CASE("cells are called as spreadsheets call them", "[plugin_files]")
{
    CHECK(cellAddress(0, 1) == "A1");
    CHECK(cellAddress(25, 7) == "Z7");
    CHECK(cellAddress(26, 7) == "AA7");
    CHECK(cellAddress(701, 7) == "ZZ7");
    CHECK(cellAddress(702, 7) == "AAA7");
}
