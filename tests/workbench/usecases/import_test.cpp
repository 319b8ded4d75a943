#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <map>

#include <nlohmann/json.hpp>

#include "tests/support/shared_files.h"
#include "tests/workbench/usecases/real_city.h"
#include "tests/workbench/usecases/small_city.h"
#include "workbench/usecases/import.h"
#include "workbench/usecases/import_output.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

namespace fs = std::filesystem;

const ChangeStamp stamp{"協働推進課", "2026-04-01T00:15:30Z", "2026-04-01"};
const std::string tables = CHIIKI_SOURCE_DIR "/tests/core/io/tables/";

ImportRequest requestOf(const std::string& path, const ImportChoices& choices = {})
{
    ImportRequest request;
    request.files.push_back({path, {}, choices});
    return request;
}

FilePreview previewed(const SnapshotPtr& city, const ImportRequest& request)
{
    const auto preview = previewImport(city, request);
    if (!preview)
        FAIL(describe(preview.error(), Language::English));
    REQUIRE(preview->files.size() == 1);
    return preview->files.front();
}

/// A workspace of the city, open for writing.
struct Opened {
    explicit Opened(const SnapshotPtr& city)
        : workspace(*Workspace::create(folder / "市.chiiki", *city, stamp))
    {
    }
    SnapshotPtr now() { return *workspace.snapshot(); }
    TemporaryFolder folder;
    Workspace workspace;
};

const UnmatchedName* findUnmatched(const FilePreview& file, const std::string& written)
{
    for (const UnmatchedName& name : file.unmatched)
        if (name.written == written)
            return &name;
    return nullptr;
}

std::string valueText(const Snapshot& city, const std::string& title, const std::string& district, int year)
{
    for (const Indicator& indicator : city.indicators)
        if (indicator.title.ja == title)
            for (const IndicatorValue& value : city.values)
                if (value.indicatorId == indicator.id && value.districtCode == district && value.year.year == year)
                    return value.value.isNumber() ? std::to_string(static_cast<int>(*value.value.number())) + " " +
                                                        std::string(code(value.value.status))
                                                  : std::string(code(value.value.absence()));
    return "none";
}

// Three places of the small city, of which one lies outside it and one is nowhere.
const char* const places = "名称,種類,緯度,経度,地域\n"
                           "A,x,34.1745,131.4754,\n"
                           "B,x,34.1745,131.497,\n"
                           "C,x,34.3,131.4754,\n"
                           "D,x,,,湯 田\n";

}  // namespace

TEST_CASE("each original file of the city is known by its header alone and adds up", "[import]")
{
    NEEDS_SHARED(shared);
    const fs::path folder = shared / "geodata" / "city_open_data";
    // Counted by hand in the files; 146 clinics hold one wholly empty record.
    const std::map<std::string, std::pair<std::string, int>> expected = {
        {"aed.csv", {"AED設置箇所一覧", 217}},
        {"childcare.csv", {"子育て施設一覧", 71}},
        {"clinics.csv", {"医療機関一覧", 146}},
        {"dentists.csv", {"医療機関一覧", 76}},
        {"emergency_shelters.csv", {"指定緊急避難場所一覧", 222}},
        {"health_welfare.csv", {"公共施設一覧", 10}},
        {"libraries.csv", {"公共施設一覧", 6}},
        {"roadside_stations.csv", {"公共施設一覧", 4}},
        {"schools.csv", {"教育機関一覧", 49}}};
    // A city that has none of them yet.
    auto bare = std::make_shared<Snapshot>(*realCity());
    bare->facilities.clear();
    bare->findings.clear();
    bare->sources.clear();
    int seen = 0;
    for (const auto& [name, known] : expected) {
        INFO(name);
        const FilePreview file = previewed(bare, requestOf((folder / name).string()));
        REQUIRE_FALSE(file.target.evidence.empty());
        CHECK(file.target.evidence.front().code == "imports.target_by_set");
        CHECK(file.target.evidence.front().arguments.front() == known.first);
        CHECK(file.encoding.word == "CP932");
        CHECK(file.header.word == "1");
        CHECK(file.recordCount == known.second);
        CHECK(file.reconciliation.source == known.second);
        CHECK(file.reconciliation.addsUp());
        CHECK(file.reconciliation.unmatched == 0);
        CHECK(file.reconciliation.excluded == (name == "clinics.csv"));
        CHECK(file.outside == (name == "aed.csv"));
        CHECK(file.comparison.addedCount == known.second);
        // Known by its bytes in the city as it is: nothing would change.
        const auto again = previewImport(realCity(), requestOf((folder / name).string()));
        REQUIRE(again);
        CHECK(again->files.front().comparison.isSameFile);
        CHECK(*again->after == *realCity());
        ++seen;
    }
    CHECK(seen == 9);

    // Kinds are told by the records' own words.
    const auto clinics = previewImport(bare, requestOf((folder / "clinics.csv").string()));
    const auto dentists = previewImport(bare, requestOf((folder / "dentists.csv").string()));
    std::map<std::string, int> kinds, known;
    for (const auto* preview : {&*clinics, &*dentists})
        for (const Facility& facility : preview->after->facilities)
            ++kinds[facility.kind];
    for (const Facility& facility : realCity()->facilities)
        if (facility.sourceId == "clinics" || facility.sourceId == "dentists")
            ++known[facility.kind];
    CHECK(kinds == known);
}

TEST_CASE("a place of a table goes into its district, and what does not is listed", "[import]")
{
    Opened opened(smallCity());
    writeFile(opened.folder / "交流の場.csv", places);
    const auto done = applyImport(opened.workspace, requestOf(opened.folder / "交流の場.csv"), stamp);
    REQUIRE(done);
    const FilePreview& file = done->preview.files.front();
    CHECK(file.inDistrict == 2);
    CHECK(file.outside == 1);
    CHECK(file.reconciliation.imported == 3);
    CHECK(file.reconciliation.unmatched == 1);
    CHECK(file.reconciliation.source == 4);
    const UnmatchedName* name = findUnmatched(file, "湯 田");
    REQUIRE(name);
    CHECK(name->rows == std::vector<std::int64_t>{5});
    REQUIRE_FALSE(name->suggestions.empty());
    CHECK(name->suggestions.front().districtCode == "03");

    const SnapshotPtr after = opened.now();
    REQUIRE(after->facilities.size() == 4);
    std::map<std::string, std::string> districts;
    for (const Facility& facility : after->facilities)
        districts[facility.name] = std::string(code(facility.placement.rest)) + " " + facility.placement.districtCode;
    CHECK(districts["A"] == "district 01");
    CHECK(districts["B"] == "district 03");
    CHECK(districts["C"] == "outside ");
    CHECK(districts["D"] == "unplaced ");
    const SourceEdition* edition = findSource(*after, file.edition.sourceId);
    REQUIRE(edition);
    CHECK(edition->rows == Reconciliation{2, 1, 1, 4});
    CHECK(edition->sha256.size() == 64);
    CHECK(opened.workspace.journal(1)->front().edition == edition->sourceId);
    // One finding for the place outside, one for the place that is nowhere.
    CHECK(after->findings.size() == 2);

    SECTION("the same file again changes nothing")
    {
        const auto again = applyImport(opened.workspace, requestOf(opened.folder / "交流の場.csv"), stamp);
        REQUIRE(again);
        CHECK(again->changedNothing);
        CHECK(again->preview.files.front().comparison.isSameFile);
        CHECK(*opened.now() == *after);
    }
    SECTION("a decision takes its rows along, is remembered, and undo brings both back")
    {
        ImportChoices choices;
        choices.decisions["湯 田"] = "03";
        const auto decided = applyImport(opened.workspace, requestOf(opened.folder / "交流の場.csv", choices), stamp);
        REQUIRE(decided);
        CHECK(decided->preview.files.front().byAlias == 1);
        CHECK(decided->preview.files.front().unmatched.empty());
        CHECK(opened.now()->settings.size() == 1);
        // Next time nobody has to decide.
        writeFile(opened.folder / "次の年.csv", "名称,種類,緯度,経度,地域\nE,x,,,湯 田\n");
        const FilePreview next = previewed(opened.now(), requestOf(opened.folder / "次の年.csv"));
        CHECK(next.byAlias == 1);
        REQUIRE(opened.workspace.undoLast(stamp));
        CHECK(opened.now()->settings.empty());
        CHECK(previewed(opened.now(), requestOf(opened.folder / "次の年.csv")).byAlias == 0);
    }
    SECTION("a new edition shows what it adds, changes and takes away before it is taken")
    {
        writeFile(opened.folder / "交流の場.csv", "名称,種類,緯度,経度,地域\n"
                                                  "B,x,34.1745,131.4754,\n"
                                                  "A,x,34.1745,131.4754,\n"
                                                  "D,x,,,湯 田\n"
                                                  "E,x,34.1745,131.4754,\n");
        const FilePreview file2 = previewed(opened.now(), requestOf(opened.folder / "交流の場.csv"));
        CHECK(file2.comparison.inForce->sourceId == edition->sourceId);
        CHECK_FALSE(file2.comparison.isSameFile);
        REQUIRE(file2.comparison.addedCount == 1);
        CHECK(file2.comparison.added.front().name == "E");
        REQUIRE(file2.comparison.changedCount == 1);
        CHECK(file2.comparison.changed.front().name == "B");
        CHECK(file2.comparison.changed.front().before.find("131.497") != std::string::npos);
        REQUIRE(file2.comparison.removedCount == 1);
        CHECK(file2.comparison.removed.front().name == "C");
        CHECK(file2.comparison.same == 2);
        CHECK(*opened.now() == *after);
    }
    SECTION("what somebody moved by hand stays when the same file comes again")
    {
        Snapshot moved = *opened.now();
        for (Facility& facility : moved.facilities)
            if (facility.name == "D") {
                facility.place = Point{131.4754, 34.1745};
                facility.placement = Placement::in("01");
            }
        REQUIRE(opened.workspace.commit(moved, {"store.created", {}}, stamp));
        const auto again = applyImport(opened.workspace, requestOf(opened.folder / "交流の場.csv"), stamp);
        REQUIRE(again);
        CHECK(again->changedNothing);
    }
}

TEST_CASE("what an office's own list says of a place is kept under its heading", "[import]")
{
    Opened opened(smallCity());
    ImportRequest request;
    ImportChoices choices;
    choices.target = parseImportTarget("facilities:salon");
    request.files.push_back(
        {{},
         "名称\t種類\t緯度\t経度\t備考\t定員の目安\nふれあいサロン\t通いの場\t34.1745\t131.4754\t毎月第1火曜\t\n",
         choices});
    const auto done = applyImport(opened.workspace, request, stamp);
    INFO((done ? "" : describe(done.error(), Language::English)));
    REQUIRE(done);
    const auto& facilities = done->snapshot->facilities;
    const auto salon = std::find_if(facilities.begin(), facilities.end(),
                                    [](const Facility& facility) { return facility.name == "ふれあいサロン"; });
    REQUIRE(salon != facilities.end());
    CHECK(salon->attributes == std::map<std::string, std::string>{{"種類", "通いの場"}, {"備考", "毎月第1火曜"}});
}

TEST_CASE("suggestions can be taken all at once", "[import]")
{
    const TemporaryFolder folder;
    writeFile(folder / "a.csv", places);
    ImportRequest request = requestOf(folder / "a.csv");
    request.acceptsSuggestions = true;
    const FilePreview file = previewed(smallCity(), request);
    CHECK(file.unmatched.empty());
    CHECK(file.byAlias == 1);
    CHECK(file.reconciliation.imported == 4);
}

TEST_CASE("a workbook with titles, a merged header and notes becomes indicators by district", "[import]")
{
    for (const std::string name : {"population_by_district.xlsx", "population_by_district.ods"}) {
        INFO(name);
        Opened opened(realCity());
        const auto done = applyImport(opened.workspace, requestOf(tables + name), stamp);
        REQUIRE(done);
        const FilePreview& file = done->preview.files.front();
        CHECK(file.header.word == "3");
        CHECK(file.recordCount == 10);
        // 二島 by its other name; 「湯 田」 and 北地区 in no district; a total and a year that is none are left out.
        CHECK(file.inDistrict == 5);
        CHECK(file.byAlias == 1);
        CHECK(file.reconciliation.unmatched == 2);
        CHECK(file.reconciliation.excluded == 2);
        CHECK(findUnmatched(file, "湯 田"));
        CHECK(findUnmatched(file, "北地区"));
        const Snapshot& city = *done->snapshot;
        CHECK(valueText(city, "人口_男", "14", 2024) == "1000 official");
        CHECK(valueText(city, "人口_女", "12", 2024) == "1413 official");
        CHECK(valueText(city, "世帯数", "17", 2024) == "12253 official");
        CHECK(valueText(city, "世帯数", "19", 2024) == "3561 official");
        CHECK(valueText(city, "人口_男", "", 2024) == "34260 official");
        CHECK(valueText(city, "人口_男", "20", 2024) == "none");
        REQUIRE_FALSE(file.diagnostics.empty());
        CHECK(file.diagnostics.front().row == 13);
        CHECK(file.diagnostics.front().message.code == "text.year_not_read");
        for (const Indicator& indicator : city.indicators)
            if (indicator.title.ja == "世帯数")
                CHECK(indicator.unit == "households");
    }
}

TEST_CASE("what was copied in a spreadsheet is taken in like a file", "[import]")
{
    Opened opened(smallCity());
    ImportRequest request;
    request.files.push_back({{}, "地域別の会員（令和5年度）\t\n地域\t会員数（人）\n大殿\t1,234\n湯田\t-\n", {}});
    const auto done = applyImport(opened.workspace, request, stamp);
    REQUIRE(done);
    CHECK(done->preview.files.front().encoding.word.empty());
    CHECK(valueText(*done->snapshot, "会員数", "01", 2023) == "1234 official");
    CHECK(valueText(*done->snapshot, "会員数", "03", 2023) == "not_applicable");
    CHECK(valueText(*done->snapshot, "会員数", "", 2023) == "missing");  // one district is not the city
}

TEST_CASE("columns of years are one indicator, and counts of several rows are added up", "[import]")
{
    const TemporaryFolder folder;
    writeFile(folder / "世帯数.csv",
              "地域,R4,令和5年度,２０２４\n大殿,1,2,3\n大殿,10,20,30\n白石,5,x,7\n合計,16,22,41\n");
    const auto preview = previewImport(smallCity(), requestOf(folder / "世帯数.csv"));
    REQUIRE(preview);
    REQUIRE(preview->after);
    CHECK(preview->after->indicators.size() == 1);
    CHECK(valueText(*preview->after, "世帯数", "01", 2022) == "11 computed");
    CHECK(valueText(*preview->after, "世帯数", "01", 2024) == "33 computed");
    CHECK(valueText(*preview->after, "世帯数", "02", 2023) == "suppressed");
    CHECK(valueText(*preview->after, "世帯数", "", 2022) == "16 official");
    // 33 + 7 = 40, yet the row of totals says 41.
    const Diagnostics& told = preview->files.front().diagnostics;
    REQUIRE(told.size() == 1);
    CHECK(told.front().message.code == "imports.total_differs");
    CHECK(told.front().message.arguments == std::vector<std::string>{"世帯数", "41", "40", "1"});
}

TEST_CASE("a table whose year or target cannot be told is not taken in, and says what would do", "[import]")
{
    Opened opened(smallCity());
    writeFile(opened.folder / "a.csv", "地域,会員数\n大殿,1\n");
    const SnapshotPtr before = opened.now();
    const FilePreview noYear = previewed(before, requestOf(opened.folder / "a.csv"));
    REQUIRE(noYear.whyNot);
    CHECK(noYear.whyNot->code == "imports.no_year");
    const auto refused = applyImport(opened.workspace, requestOf(opened.folder / "a.csv"), stamp);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.code == "imports.no_year");
    ImportChoices choices;
    choices.year = 2024;
    CHECK_FALSE(previewed(before, requestOf(opened.folder / "a.csv", choices)).whyNot);

    writeFile(opened.folder / "b.csv", "記号,色\nA,赤\nB,青\n");
    const FilePreview unknown = previewed(before, requestOf(opened.folder / "b.csv"));
    REQUIRE(unknown.whyNot);
    CHECK(unknown.whyNot->code == "imports.target_unknown");
    CHECK(*opened.now() == *before);
}

TEST_CASE("an indicator's value that somebody typed is not overwritten", "[import]")
{
    const TemporaryFolder folder;
    writeFile(folder / "会員.csv", "地域,年度,会員数\n大殿,2024,10\n白石,2024,20\n");
    const auto first = previewImport(smallCity(), requestOf(folder / "会員.csv"));
    REQUIRE(first);
    auto typed = std::make_shared<Snapshot>(*first->after);
    for (IndicatorValue& value : typed->values)
        if (value.districtCode == "01") {
            value.value = Value::of(11, Status::Estimated);
            value.sourceId = "entered";
        }
    writeFile(folder / "会員.csv", "地域,年度,会員数\n大殿,2024,12\n白石,2024,22\n");
    const auto second = previewImport(typed, requestOf(folder / "会員.csv"));
    REQUIRE(second);
    CHECK(valueText(*second->after, "会員数", "01", 2024) == "11 estimated");
    CHECK(valueText(*second->after, "会員数", "02", 2024) == "22 official");
    CHECK(second->files.front().diagnostics.front().message.code == "imports.entered_stays");
}

TEST_CASE("choices that are none are refused with what there is", "[import]")
{
    const TemporaryFolder folder;
    writeFile(folder / "a.csv", places);
    const auto refused = [&](const ImportChoices& choices) {
        const auto preview = previewImport(smallCity(), requestOf(folder / "a.csv", choices));
        return preview ? std::string() : std::string(preview.error().message.code);
    };
    ImportChoices choices;
    choices.headerRow = 99;
    CHECK(refused(choices) == "imports.no_such_header_row");
    choices = {};
    choices.columns["ない列"] = "name";
    CHECK(refused(choices) == "imports.no_such_column");
    choices = {};
    choices.columns["名称"] = "nonsense";
    CHECK(refused(choices) == "imports.no_such_role");
    choices = {};
    choices.decisions["湯 田"] = "ない地域";
    CHECK(refused(choices) == "imports.no_such_decision");
    choices = {};
    choices.target = ImportTarget{ImportTarget::Kind::Facilities, "Kind!", {}, {}};
    CHECK(refused(choices) == "imports.kind_no_word");
}

TEST_CASE("several files are one step, and one that cannot be taken keeps all out", "[import]")
{
    Opened opened(smallCity());
    writeFile(opened.folder / "a.csv", places);
    writeFile(opened.folder / "会員.csv", "地域,年度,会員数\n大殿,2024,10\n");
    writeFile(opened.folder / "b.csv", "記号,色\nA,赤\n");
    ImportRequest request = requestOf(opened.folder / "a.csv");
    request.files.push_back({opened.folder / "b.csv", {}, {}});
    const SnapshotPtr before = opened.now();
    CHECK_FALSE(applyImport(opened.workspace, request, stamp));
    CHECK(*opened.now() == *before);
    request.files[1].path = opened.folder / "会員.csv";
    REQUIRE(applyImport(opened.workspace, request, stamp));
    CHECK(opened.now()->revision == before->revision + 1);
    CHECK(opened.now()->facilities.size() == 4);
    CHECK(opened.now()->indicators.size() == 1);
    REQUIRE(opened.workspace.undoLast(stamp));
    CHECK(opened.now()->facilities.empty());
    CHECK(opened.now()->indicators.empty());
}

TEST_CASE("the words of an import end in its reconciliation and come as JSON too", "[import]")
{
    const TemporaryFolder folder;
    writeFile(folder / "a.csv", places);
    const auto preview = previewImport(smallCity(), requestOf(folder / "a.csv"));
    REQUIRE(preview);
    const std::string text = importText(*preview, Language::Japanese);
    CHECK(text.ends_with("取り込む 3 + 除外 0 + 未照合 1 = 元 4 ✓\n"));
    CHECK(text.find("「湯 田」") < text.find("取り込む 3"));
    const auto json = nlohmann::json::parse(importJson(*preview));
    CHECK(json["files"][0]["reconciliation"]["imported"] == 3);
    CHECK(json["files"][0]["unmatched"][0]["suggestions"][0]["district_code"] == "03");
}
