#include <catch2/catch.hpp>

#include <fstream>

#include "tests/support/process.h"
#include "workbench/usecases/plugin_rows.h"
#include "workbench/usecases/undo.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

FieldSpec field(const std::string& id, FieldType type, const std::string& ja)
{
    FieldSpec made;
    made.id = id;
    made.type = type;
    made.title = {ja, id};
    return made;
}

ChangeStamp stampOf()
{
    return {"協働推進課", "2026-04-01T00:15:30Z", "2026-04-01"};
}

Snapshot twoDistricts()
{
    Snapshot city;
    city.asOf = "2024-04-01";
    city.districts.resize(2);
    city.districts[0].code = "01";
    city.districts[0].name = "大殿";
    city.districts[1].code = "02";
    city.districts[1].name = "平川";
    return city;
}

/// A workspace with two districts and a plugin with one table of three rows, one of them in no district.
class Club {
public:
    Club()
    {
        REQUIRE(Workspace::create(folder_ / "a.chiiki", twoDistricts(), stampOf()));
        place.workspace = folder_ / "a.chiiki";
        place.folder = folder_.path();
        place.table = "award";
        place.manifest.id = "grants";
        TableSpec& table = place.manifest.tables.emplace_back();
        table.id = "award";
        table.title = {"交付", "Awards"};
        table.file = "award.csv";
        table.districtField = "district";
        table.keyField = "number";
        table.fields = {field("number", FieldType::Code, "番号"), field("district", FieldType::District, "地域"),
                        field("amount", FieldType::Yen, "金額"), field("title", FieldType::Text, "名称")};
        table.fields[3].isUnique = true;
        write("award.csv", "number,district,amount,title\nA1,01,100,祭り\nA2,02,200,清掃\nA3,外国,300,講座\n");
    }

    void write(const std::string& name, const std::string& text) { std::ofstream(folder_ / name) << text; }
    std::string path(const std::string& name) const { return folder_ / name; }

    PluginRowList rows() const
    {
        const auto list = listRows(place);
        if (!list)
            FAIL(describe(list.error(), Language::English));
        return *list;
    }
    /// "A1=100 A2=200", own rows with a star.
    std::string amounts() const
    {
        std::string all;
        for (const PluginRow& row : rows().rows.rows)
            all += (all.empty() ? "" : " ") + row.uid + (isOwnRow(row) ? "*" : "") + "=" + textOf(row.values[2]);
        return all;
    }
    void undo(bool redo = false) { REQUIRE(undoStep({place.workspace, redo, stampOf()})); }

    PluginTablePlace place;

private:
    TemporaryFolder folder_;
};

template <typename T>
std::string codeOf(const Result<T>& result)
{
    return result ? "" : std::string(result.error().message.code);
}

}  // namespace

TEST_CASE("rows are entered, changed and removed over those of the file, each step journaled", "[plugin_rows]")
{
    Club club;
    CHECK(club.amounts() == "A1=100 A2=200 A3=300");
    CHECK(club.rows().setAside.size() == 1);

    const auto added = addRow(club.place, {{"number", "B1"}, {"district", "02"}, {"amount", "5万円"}}, stampOf());
    REQUIRE(added);
    CHECK_FALSE(added->before);
    REQUIRE(added->after);
    CHECK(added->after->districtCodes == std::vector<std::string>{"02"});
    CHECK(club.amounts() == "A1=100 A2=200 A3=300 B1*=50000");

    const auto edited = editRow(club.place, "A2", {{"amount", "250"}, {"citation", "電話で確認"}}, stampOf());
    REQUIRE(edited);
    CHECK(textOf(edited->before->values[2]) == "200");
    CHECK(textOf(edited->after->values[3]) == "清掃");
    CHECK(edited->after->citation == "電話で確認");
    CHECK(club.amounts() == "A1=100 A2*=250 A3=300 B1*=50000");

    REQUIRE(removeRow(club.place, "A1", stampOf()));
    REQUIRE(removeRow(club.place, "B1", stampOf()));
    CHECK(club.amounts() == "A2*=250 A3=300");

    auto workspace = Workspace::open(club.place.workspace, Access::ReadOnly);
    const auto journal = workspace->journal();
    REQUIRE(journal);
    REQUIRE(journal->size() == 5);
    CHECK((*journal)[0].what.code == "rows.removed");
    CHECK((*journal)[2].what.code == "rows.edited");
    CHECK((*journal)[2].what.arguments == std::vector<std::string>{"grants", "交付", "A2"});
    CHECK((*journal)[3].what.code == "rows.added");

    for (int i = 0; i < 4; ++i)
        club.undo();
    CHECK(club.amounts() == "A1=100 A2=200 A3=300");
    for (int i = 0; i < 4; ++i)
        club.undo(true);
    CHECK(club.amounts() == "A2*=250 A3=300");
}

TEST_CASE("a workspace that stays open takes rows, files and undoing one after another", "[plugin_rows]")
{
    Club club;
    auto workspace = Workspace::open(club.place.workspace, Access::ReadWrite, stampOf());
    REQUIRE(workspace);
    PluginTablePlace place = club.place;
    place.workspace = "no such file";
    REQUIRE(addRow(*workspace, place, {{"number", "B1"}, {"district", "02"}, {"amount", "5"}}, stampOf()));
    const auto edited = editRow(*workspace, place, "B1", {{"amount", "6"}}, stampOf());
    REQUIRE(edited);
    CHECK(edited->snapshot == *workspace->snapshot());
    REQUIRE(removeRow(*workspace, place, "A1", stampOf()));
    CHECK(club.amounts() == "A2=200 A3=300 B1*=6");
    club.write("new.csv", "number,district,amount,title\nA2,02,222,清掃\n");
    REQUIRE(takeFile(*workspace, {place, club.path("new.csv"), false, stampOf()}));
    CHECK(club.amounts() == "A2=222 B1*=6");
    for (int i = 0; i < 4; ++i)
        REQUIRE(undoStep(*workspace, false, stampOf()));
    CHECK(club.amounts() == "A1=100 A2=200 A3=300");
    const auto redone = undoStep(*workspace, true, stampOf());
    REQUIRE(redone);
    CHECK(redone->entry.what.code == "rows.added");
    CHECK(club.amounts() == "A1=100 A2=200 A3=300 B1*=5");
}

TEST_CASE("a row that was taken away can be entered anew", "[plugin_rows]")
{
    Club club;
    REQUIRE(removeRow(club.place, "A1", stampOf()));
    REQUIRE(addRow(club.place, {{"number", "A1"}, {"district", "01"}, {"amount", "7"}}, stampOf()));
    CHECK(club.amounts() == "A1*=7 A2=200 A3=300");
}

TEST_CASE("what cannot be entered changes nothing and says why", "[plugin_rows]")
{
    Club club;
    CHECK(codeOf(addRow(club.place, {{"number", "A1"}, {"district", "01"}}, stampOf())) == "rows.exists");
    CHECK(codeOf(addRow(club.place, {{"district", "01"}}, stampOf())) == "rows.required_empty");
    CHECK(codeOf(addRow(club.place, {{"number", "C"}, {"district", "01"}, {"title", "祭り"}}, stampOf())) ==
          "rows.repeated");
    CHECK(codeOf(editRow(club.place, "A1", {{"number", "A9"}}, stampOf())) == "rows.key_fixed");
    CHECK(codeOf(editRow(club.place, "A1", {{"colour", "赤"}}, stampOf())) == "rows.unknown_field");
    CHECK(codeOf(editRow(club.place, "Z", {{"amount", "1"}}, stampOf())) == "rows.no_row");
    CHECK(codeOf(removeRow(club.place, "Z", stampOf())) == "rows.no_row");
    club.place.table = "scheme";
    CHECK(codeOf(listRows(club.place)) == "rows.no_table");
    auto workspace = Workspace::open(club.place.workspace, Access::ReadOnly);
    CHECK(workspace->journal()->size() == 1);
}

TEST_CASE("a new edition says what it changes before and leaves what was entered by hand", "[plugin_rows]")
{
    Club club;
    REQUIRE(editRow(club.place, "A2", {{"amount", "250"}}, stampOf()));
    REQUIRE(addRow(club.place, {{"number", "B1"}, {"district", "02"}, {"amount", "5"}}, stampOf()));
    club.write("new.csv", "number,district,amount,title\nA4,01,400,料理\nA1,01,111,祭り\nA2,02,222,清掃\n");

    TakeFileRequest request{club.place, club.path("new.csv"), true, stampOf()};
    const auto preview = takeFile(request);
    REQUIRE(preview);
    CHECK(preview->added == std::vector<std::string>{"A4"});
    CHECK(preview->changed == std::vector<std::string>{"A1", "A2"});
    CHECK(preview->removed == std::vector<std::string>{"A3"});
    CHECK(preview->same == 0);
    CHECK(preview->own == 2);
    CHECK(club.amounts() == "A1=100 A2*=250 A3=300 B1*=5");

    request.isPreview = false;
    const auto taken = takeFile(request);
    REQUIRE(taken);
    CHECK(taken->added == preview->added);
    CHECK(club.amounts() == "A4=400 A1=111 A2*=250 B1*=5");
    const PluginRowList list = club.rows();
    CHECK(list.isEditionTaken);
    CHECK(list.edition.fileName == "new.csv");
    CHECK(list.edition.rows == Reconciliation{3, 0, 0, 3, 0});

    // The folder is not asked any more; the same edition again changes nothing.
    club.write("award.csv", "number,district,amount,title\nA1,01,1,祭り\n");
    CHECK(club.amounts() == "A4=400 A1=111 A2*=250 B1*=5");
    const auto again = takeFile(request);
    REQUIRE(again);
    CHECK(again->same == 3);
    auto workspace = Workspace::open(club.place.workspace, Access::ReadOnly);
    const auto journal = workspace->journal(1);
    CHECK(journal->front().what.code == "rows.file_taken");
    CHECK(journal->front().edition == "grants.award");
    CHECK((*workspace->journal()).size() == 4);

    club.undo();
    CHECK(club.amounts() == "A1=1 A2*=250 B1*=5");
    club.undo(true);
    CHECK(club.amounts() == "A4=400 A1=111 A2*=250 B1*=5");
}

TEST_CASE("a field that leaves the manifest keeps its column, one that comes gets one", "[plugin_rows]")
{
    Club club;
    REQUIRE(addRow(club.place, {{"number", "B1"}, {"district", "02"}, {"title", "会報"}}, stampOf()));
    TableSpec& table = club.place.manifest.tables[0];
    table.fields.pop_back();
    table.fields.push_back(field("people", FieldType::Integer, "人数"));
    const auto edited = editRow(club.place, "B1", {{"people", "12"}}, stampOf());
    REQUIRE(edited);
    const PluginTable* held = findPluginTable(*edited->snapshot, "grants", "award");
    REQUIRE(held);
    REQUIRE(held->columns.size() == 5);
    REQUIRE(held->rows.size() == 1);
    CHECK(held->rows[0].values[static_cast<std::size_t>(columnIndex(*held, "title"))] == FieldValue("会報"));
    CHECK(held->rows[0].values[static_cast<std::size_t>(columnIndex(*held, "people"))] == FieldValue(12.0));

    // A type that the values do not fit is told, one that they fit is taken.
    table.fields[0].type = FieldType::Integer;
    CHECK(codeOf(addRow(club.place, {{"number", "5"}, {"district", "02"}}, stampOf())) == "rows.type_changed");
}

TEST_CASE("a file of one city is not read for another, whose districts have the same codes", "[plugin_rows]")
{
    Club club;
    club.place.manifest.tables.front().cityCode = "352039";
    const PluginRowList rows = club.rows();
    CHECK(rows.rows.rows.empty());
    REQUIRE(rows.setAside.size() == 1);
    CHECK(rows.setAside[0].message.code == "usecases.file_of_another_city");
}
