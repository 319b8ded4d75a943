#include <catch2/catch.hpp>

#include "tests/workbench/usecases/small_city.h"
#include "workbench/usecases/input_value.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

const ChangeStamp stamp{"協働推進課", "2026-04-01T00:15:30Z", "2024-06-01"};

// A table of values (a long one), one of stages and sums of them.
const char* const visitsManifest = R"({
 "api": 1, "id": "visits", "version": "1.0",
 "title": { "ja": "訪問", "en": "Visits" }, "owner": { "ja": "高齢福祉課", "en": "Elderly care" },
 "tables": [
  { "id": "yearly", "file": "yearly.csv", "title": { "ja": "年ごと", "en": "Yearly" },
    "district": "district", "year": "fiscal_year",
    "fields": [
     { "id": "district", "type": "district", "title": { "ja": "地域", "en": "District" } },
     { "id": "fiscal_year", "type": "fiscal_year", "title": { "ja": "年度", "en": "Fiscal year" } },
     { "id": "homes", "type": "integer", "title": { "ja": "訪問した家", "en": "Homes" } } ] },
  { "id": "step", "file": "step.csv", "title": { "ja": "段階", "en": "Steps" }, "key": "id", "district": "district",
    "fields": [
     { "id": "id", "type": "code", "title": { "ja": "番号", "en": "No." } },
     { "id": "district", "type": "district", "title": { "ja": "地域", "en": "District" } },
     { "id": "stage", "type": "choice", "title": { "ja": "段階", "en": "Stage" },
       "choices": [ { "id": "asked", "title": { "ja": "相談", "en": "Asked" } },
                    { "id": "begun", "title": { "ja": "開始", "en": "Begun" } } ] } ] } ],
 "indicators": [
  { "id": "homes", "title": { "ja": "訪問した家", "en": "Homes" }, "unit": "households", "kind": "count",
    "direction": "more", "of": "yearly.homes", "by": "value" },
  { "id": "stage", "title": { "ja": "段階", "en": "Stage" }, "unit": "count", "kind": "category", "direction": "more",
    "of": "step.stage", "by": "latest" } ] })";

/// The small city with a survey's values, the plugins `grants` and `visits`, open for writing.
class Typing {
public:
    Typing()
    {
        folders.write("grants", grantsManifest);
        folders.writeFile("grants/project.csv", grantsRows);
        folders.write("visits", visitsManifest);
        folders.writeFile("visits/yearly.csv", "district,fiscal_year,homes,status\n"
                                               "大殿,2024,31,official\n湯田,2024,40,sample\n市全体,2024,90,official\n");
        folders.writeFile("visits/step.csv", "id,district,stage\nS1,大殿,asked\n");
        Snapshot city = *smallCity();
        Indicator members;
        members.id = "survey.members";
        members.title = {"会員", "Members"};
        members.unit = "people";
        Indicator share;
        share.id = "survey.share";
        share.title = {"満足の割合", "Content"};
        share.unit = "ratio";
        share.kind = IndicatorKind::Rate;
        share.cityOnly = true;
        city.indicators = {members, share};
        city.values = {
            {"survey.members", "01", {2024}, Series::Actual, Value::of(1200, Status::Estimated), "census", ""},
            {"survey.members", "02", {2024}, Series::Target, Value::of(5, Status::Official), "census", ""},
            {"survey.share", "", {2024}, Series::Actual, Value::of(0.25, Status::Official), "census", ""}};
        auto made = Workspace::create(folders.path("a.chiiki"), city, stamp);
        REQUIRE(made);
        workspace = std::make_unique<Workspace>(*std::move(made));
    }

    std::optional<InputCell> cell(const std::string& indicator, const std::string& district, int year = 2024)
    {
        session = std::make_unique<PluginSession>(*workspace->snapshot(), folders.surroundings());
        return inputCellOf(*session, indicator, district, {year});
    }
    /// The code of what was refused; empty where it was taken.
    std::string set(const std::string& indicator, const std::string& district, const std::string& typed)
    {
        const auto found = cell(indicator, district);
        REQUIRE(found);
        const auto done = setInputCell(*workspace, *found, typed, stamp);
        return done ? std::string() : std::string(done.error().message.code);
    }
    std::string lastStep() { return speak(workspace->journal(1)->front().what, Language::Japanese); }
    const IndicatorValue* stored(const std::string& indicator, const std::string& district)
    {
        content = *workspace->snapshot();
        for (const IndicatorValue& value : content->values)
            if (value.indicatorId == indicator && value.districtCode == district && value.series == Series::Actual)
                return &value;
        return nullptr;
    }
    /// What the session computes now.
    Value computed(const std::string& indicator, const std::string& district)
    {
        session = std::make_unique<PluginSession>(*workspace->snapshot(), folders.surroundings());
        const auto result = session->compute(indicator);
        REQUIRE(result);
        for (const IndicatorValue& value : result->values)
            if (value.districtCode == district && value.year.year == 2024 && value.series == Series::Actual)
                return value.value;
        FAIL("no value");
        return {};
    }

    PluginFolders folders;
    std::unique_ptr<Workspace> workspace;
    std::unique_ptr<PluginSession> session;
    SnapshotPtr content;
};

}  // namespace

TEST_CASE("a stored value is typed in place and says that it was", "[input_value]")
{
    Typing typing;
    const SnapshotPtr before = *typing.workspace->snapshot();
    CHECK(typing.set("survey.members", "01", "１，３００人").empty());
    const IndicatorValue* value = typing.stored("survey.members", "01");
    REQUIRE(value);
    CHECK(value->value == Value::of(1300, Status::Estimated));
    CHECK(value->sourceId == "entered");
    CHECK(value->note == "手で入力");
    CHECK(typing.lastStep() == "大殿の値 1,200 → 1,300（会員）");
    // The same again is no step.
    CHECK(typing.set("survey.members", "01", "1300").empty());
    CHECK(typing.workspace->journal()->size() == 2);
    CHECK(typing.set("survey.members", "01", " ").empty());
    CHECK(typing.stored("survey.members", "01")->value == Value::absent(Absence::Missing, Status::Estimated));
    CHECK(typing.lastStep() == "大殿の値 1,300 → …（会員）");
    REQUIRE(typing.workspace->undoLast(stamp));
    REQUIRE(typing.workspace->undoLast(stamp));
    CHECK((*typing.workspace->snapshot())->values == before->values);
}

TEST_CASE("a value that is missing among others of its year can be typed", "[input_value]")
{
    Typing typing;
    const auto missing = typing.cell("survey.members", "03");
    REQUIRE(missing);
    CHECK(missing->present == Value());
    CHECK(typing.set("survey.members", "03", "7").empty());
    CHECK(typing.stored("survey.members", "03")->value == Value::of(7, Status::Estimated));
    CHECK(typing.stored("survey.members", "01")->value == Value::of(1200, Status::Estimated));
    CHECK_FALSE(typing.cell("survey.members", "03", 2023));
    CHECK_FALSE(typing.cell("survey.members", "99"));
    CHECK_FALSE(typing.cell("survey.share", "01"));
}

TEST_CASE("a share is typed in percent, as the table shows it", "[input_value]")
{
    Typing typing;
    CHECK(typing.set("survey.share", "", "71.2").empty());
    CHECK(typing.stored("survey.share", "")->value == Value::of(0.712, Status::Estimated));
    CHECK(typing.lastStep() == "市全体の値 25.0 → 71.2（満足の割合）");
}

TEST_CASE("only numbers written without doubt are taken", "[input_value]")
{
    Typing typing;
    for (const char* const typed : {"12a", "1,30", "1 300", "約30", "1.5", "30円", "３０％", "1e400", "nan", "--5"}) {
        CAPTURE(typed);
        CHECK(typing.set("survey.members", "01", typed) == "rows.not_a_whole_number");
    }
    CHECK(typing.workspace->journal()->size() == 1);
}

TEST_CASE("a value that one row of one district says is typed into that row", "[input_value]")
{
    Typing typing;
    const auto cell = typing.cell("grants.amount", "02");
    REQUIRE(cell);
    REQUIRE(cell->row);
    CHECK(cell->row->uid == "P3");
    CHECK(cell->row->field == "amount");
    CHECK(cell->present.number() == 50);
    CHECK(typing.set("grants.amount", "02", "8万円").empty());
    CHECK(typing.lastStep() == "白石の値 50 → 80,000（交付額）");
    CHECK(typing.computed("grants.amount", "02").number() == 80000);
    CHECK(typing.set("grants.amount", "02", "x") == "rows.not_yen");
    REQUIRE(typing.workspace->undoLast(stamp));
    CHECK(typing.computed("grants.amount", "02").number() == 50);
}

TEST_CASE("what is worked out cannot be typed", "[input_value]")
{
    Typing typing;
    CHECK_FALSE(typing.cell("grants.amount", "01"));  // two rows
    CHECK_FALSE(typing.cell("grants.amount", "03"));  // none
    CHECK_FALSE(typing.cell("grants.amount", ""));    // the districts' sum
    CHECK_FALSE(typing.cell("grants.projects", "02"));
    CHECK_FALSE(typing.cell("grants.per_resident", "02"));
    CHECK_FALSE(typing.cell("population.total", "02"));
    CHECK_FALSE(typing.cell("no.such", "02"));
}

TEST_CASE("a table of values is typed into, the city's own row too, and a sample stops being one", "[input_value]")
{
    Typing typing;
    CHECK(typing.set("visits.homes", "01", "35").empty());
    CHECK(typing.lastStep() == "大殿の値 31 → 35（訪問した家）");
    CHECK(typing.computed("visits.homes", "01") == Value::of(35, Status::Official));
    CHECK(typing.computed("visits.homes", "03") == Value::of(40, Status::Sample));
    CHECK(typing.set("visits.homes", "03", "44").empty());
    CHECK(typing.computed("visits.homes", "03") == Value::of(44, Status::Official));
    CHECK(typing.set("visits.homes", "", "100").empty());
    CHECK(typing.computed("visits.homes", "").number() == 100);
    CHECK_FALSE(typing.cell("visits.homes", "02"));
}

TEST_CASE("a stage is typed by its word", "[input_value]")
{
    Typing typing;
    const auto year = typing.cell("visits.stage", "01", 2024);
    REQUIRE(year);
    CHECK(typing.set("visits.stage", "01", "開始").empty());
    CHECK(typing.computed("visits.stage", "01").number() == 2);
    CHECK(typing.lastStep().find("→ 開始") != std::string::npos);
    CHECK(typing.set("visits.stage", "01", "終了") == "rows.not_a_choice");
}

TEST_CASE("setting a value by its words says what the journal says, or why not", "[input_value]")
{
    Typing typing;
    const auto surroundings = typing.folders.surroundings();
    typing.workspace.reset();  // its lease
    const auto set = [&](const std::string& indicator, const std::string& district, const std::string& typed) {
        return setValue({typing.folders.path("a.chiiki"), indicator, district, {2024}, typed, stamp}, surroundings);
    };
    const auto done = set("survey.members", "大殿", "31");
    REQUIRE(done);
    CHECK(speak(*done, Language::English) == "Value of 大殿 1,200 → 31 (会員)");
    CHECK(set("survey.members", "01", "31")->code == "edits.value_same");
    CHECK(set("survey.share", "city", "30")->code == "edits.value_of_city");
    CHECK(set("grants.amount", "01", "1").error().message.code == "edits.derived_value");
    CHECK(set("grants.amount", "どこか", "1").error().kind == ErrorKind::NotFound);
    CHECK(set("no.such", "01", "1").error().kind == ErrorKind::NotFound);
}
