#include <catch2/catch.hpp>

#include <algorithm>

#include "core/analysis/city_indicators.h"
#include "core/analysis/comparison.h"
#include "tests/support/process.h"
#include "tests/workbench/usecases/small_city.h"
#include "workbench/usecases/import.h"

using namespace chiiki;
using namespace chiiki::test;

namespace {

const ChangeStamp stamp{"福祉課", "2026-04-01T00:15:30Z", "2026-04-01"};

/// The small city with the date of a workspace.
SnapshotPtr datedCity()
{
    auto city = std::make_shared<Snapshot>(*smallCity());
    city->asOf = "2024-10-31";
    return city;
}

ImportPreview previewed(const SnapshotPtr& city, const std::string& name, const std::string& text)
{
    const TemporaryFolder folder;
    writeFile(folder / name, text);
    ImportRequest request;
    request.files.push_back({folder / name, {}, {}});
    const auto preview = previewImport(city, request);
    if (!preview)
        FAIL(describe(preview.error(), Language::English));
    return *preview;
}

bool isSaid(const FilePreview& file, std::string_view code)
{
    return std::any_of(file.diagnostics.begin(), file.diagnostics.end(),
                       [&](const Diagnostic& fault) { return fault.message.code == code; });
}

/// The column of 会員数 with the rows of the districts, of the city and of the two rests.
struct Members {
    explicit Members(const SnapshotPtr& city)
    {
        const auto indicator = std::find_if(city->indicators.begin(), city->indicators.end(),
                                            [](const Indicator& each) { return each.title.ja == "会員数"; });
        REQUIRE(indicator != city->indicators.end());
        const auto result = computeIndicator(city, indicator->id);
        REQUIRE(result);
        const std::vector<IndicatorResult> results = {*result};
        table = *compare(*city, results, std::nullopt, "code");
    }
    const ComparisonCell& cell(const std::string& code) const
    {
        return std::find_if(table.rows.begin(), table.rows.end(),
                            [&](const ComparisonRow& row) { return row.code == code; })
            ->cells.front();
    }
    const Reconciliation& sums() const { return table.columns.front().reconciliation; }

    ComparisonTable table;
};

}  // namespace

TEST_CASE("a count of some districts is no count of the city", "[import values]")
{
    const ImportPreview preview = previewed(datedCity(), "名簿.csv", "地域,年度,会員数（人）\n大殿,R6,5\n白石,R6,7\n");
    CHECK(isSaid(preview.files.front(), "imports.not_whole_city"));
    const Members members(preview.after);
    CHECK(members.cell("01").value.number() == 5);
    CHECK(members.cell("city").value.absence() == Absence::Missing);
    CHECK(members.cell("city").note == "3地域のうち2地域の値しかないため、市全体の値にはしません（その和は12）");
}

TEST_CASE("a heading may begin with the letter and number of its year", "[import values]")
{
    const auto valueOf = [](const std::string& heading) {
        return previewed(datedCity(), "名簿.csv", "地域," + heading + "\n大殿,5\n白石,7\n湯田,8\n");
    };
    for (const std::string heading : {"R6会員数（人）", "Ｒ６会員数（人）", "令和6年度会員数（人）"}) {
        CAPTURE(heading);
        const Members members(valueOf(heading).after);
        CHECK(members.cell("city").value.number() == 20);
        CHECK(members.table.columns.front().year == FiscalYear{2024});
    }
    // Of whom they were born in that year is no year of the count.
    CHECK(valueOf("H12以降の会員数（人）").files.front().whyNot);
}

TEST_CASE("what an import places in no district stands in its rests, and the parts add up", "[import values]")
{
    const ImportPreview preview = previewed(datedCity(), "名簿.csv",
                                            "地域,年度,会員数（人）\n大殿,R6,5\n白石,R6,7\n湯田,R6,8\n"
                                            "どこか,R6,3\n市外,R6,2\n");
    const Members members(preview.after);
    CHECK(members.cell("city").value.number() == 20);
    CHECK(members.cell("outside").value.number() == 2);
    CHECK(members.cell("unplaced").value.number() == 3);
    REQUIRE(members.table.columns.front().hasReconciliation);
    CHECK(members.sums() == Reconciliation{20, 2, 3, 25});
    CHECK(members.sums().addsUp());
    // The city's and each district's, two rests: 市外 and 未照合 are told where they hold something.
    CHECK(preview.files.front().comparison.addedCount == 6);
}

TEST_CASE("a row of totals is held against its parts, with the difference", "[import values]")
{
    const ImportPreview preview =
        previewed(datedCity(), "名簿.csv", "地域,年度,会員数（人）\n大殿,R6,5\n白石,R6,7\n合計,R6,30\nどこか,R6,3\n");
    CHECK(isSaid(preview.files.front(), "imports.total_differs"));
    const Members members(preview.after);
    CHECK(members.cell("city").value.number() == 30);
    CHECK(members.cell("city").value.status == Status::Official);
    CHECK(members.sums() == Reconciliation{12, 0, 3, 30});
    CHECK(members.sums().gap() == 15);
    CHECK(reconciliationLine(members.sums(), 3, Language::Japanese).find("差") != std::string::npos);
}

TEST_CASE("a year further ahead than plans reach is set aside with its row", "[import values]")
{
    const SnapshotPtr city = datedCity();  // of FY2024: up to FY2054
    const ImportPreview preview = previewed(
        city, "名簿.csv", "地域,年度,会員数（人）\n大殿,令和60年度,5\n白石,令和36年度,7\n湯田,2055,8\n大殿,2204,9\n");
    const FilePreview& file = preview.files.front();
    CHECK(file.reconciliation.imported == 1);
    CHECK(file.reconciliation.excluded == 3);
    CHECK(file.reconciliation.addsUp());
    const auto fault = std::find_if(file.diagnostics.begin(), file.diagnostics.end(),
                                    [](const Diagnostic& each) { return each.message.code == "imports.year_beyond"; });
    REQUIRE(fault != file.diagnostics.end());
    CHECK(fault->row == 2);
    CHECK(fault->message.arguments.front() == "令和60年度");
    for (const IndicatorValue& value : preview.after->values)
        CHECK(value.year.year == 2054);

    // A column of such a year is left out, the others come in.
    const ImportPreview wide =
        previewed(city, "名簿.csv", "地域,会員数_令和6年度,会員数_令和60年度\n大殿,1,2\n白石,3,4\n湯田,5,6\n");
    REQUIRE(wide.canImport());
    CHECK(isSaid(wide.files.front(), "imports.year_beyond"));
    for (const IndicatorValue& value : wide.after->values)
        CHECK(value.year.year == 2024);

    // A title's year is that of all rows: without it nothing can be taken.
    const ImportPreview titled = previewed(city, "名簿_令和60年度.csv", "地域,会員数\n大殿,1\n白石,3\n");
    CHECK_FALSE(titled.canImport());
    CHECK(titled.files.front().whyNot->code == "imports.year_beyond");
}

TEST_CASE("ids of imported indicators can be typed, and stay with their titles", "[import values]")
{
    const SnapshotPtr city = datedCity();
    const ImportPreview first =
        previewed(city, "見守り実績_令和5年度.csv",
                  "地域,会員数（人）,見守り回数,65歳以上人口,サロン参加者数,鵺\n大殿,1,2,3,4,5\n白石,6,7,8,9,1\n");
    const std::vector<ImportColumn>& columns = first.files.front().columns;
    CHECK(columns[1].indicatorId == "in_mimamori_results.members");
    CHECK(columns[2].indicatorId == "in_mimamori_results.mimamori_times");
    CHECK(columns[2].unit == "times");
    CHECK(columns[3].indicatorId == "in_mimamori_results.of_65_and_over_population");
    CHECK(columns[4].indicatorId == "in_mimamori_results.saron_participants");
    CHECK(columns[5].indicatorId == "in_mimamori_results.value");
    CHECK(first.files.front().edition.sourceId == "in_mimamori_results_2023");

    // Next year's table, its columns in another order and one renamed.
    const ImportPreview second =
        previewed(first.after, "見守り実績_令和6年度.csv", "地域,鵺,鵼,会員数（人）\n大殿,1,2,3\n白石,6,7,8\n");
    const std::vector<ImportColumn>& next = second.files.front().columns;
    CHECK(next[1].indicatorId == "in_mimamori_results.value");
    CHECK(next[2].indicatorId == "in_mimamori_results.value_2");
    CHECK(next[3].indicatorId == "in_mimamori_results.members");
    CHECK(second.files.front().source.word == "new");  // beside last year's
    CHECK(second.after->indicators.size() == 6);

    // Another file whose name reads alike takes nothing over.
    const ImportPreview other = previewed(second.after, "見守の実績.csv", "地域,年度,会員数\n大殿,R6,9\n");
    CHECK(other.files.front().columns[2].indicatorId == "in_mimamori_results_2.members");
    CHECK(other.files.front().source.word == "new");
    // A name of the core's is nobody else's.
    const ImportPreview core = previewed(city, "population.csv", "地域,年度,total\n大殿,R6,9\n");
    CHECK(core.files.front().columns[2].indicatorId == "in_population.total");
}

TEST_CASE("the same table as another kind of file is the same source, of the same publisher", "[import values]")
{
    const std::string tables = CHIIKI_SOURCE_DIR "/tests/core/io/tables/population_by_district";
    ImportRequest request;
    request.files.push_back({tables + ".xlsx", {}, {}});
    request.publisher = "企画課";
    const auto workbook = previewImport(datedCity(), request);
    REQUIRE(workbook);
    REQUIRE(workbook->canImport());
    ImportRequest twin;
    twin.files.push_back({tables + ".ods", {}, {}});
    const auto other = previewImport(workbook->after, twin);
    REQUIRE(other);
    const FilePreview& first = workbook->files.front();
    const FilePreview& second = other->files.front();
    CHECK(second.source.word == first.edition.sourceId);
    CHECK(second.publisher.word == "企画課");
    REQUIRE(second.columns.size() == first.columns.size());
    for (std::size_t i = 0; i < first.columns.size(); ++i)
        CHECK(second.columns[i].indicatorId == first.columns[i].indicatorId);
    CHECK(second.comparison.changesNothing());
}
