#include <catch2/catch.hpp>

#include "core/analysis/city_indicators.h"
#include "core/analysis/comparison.h"
#include "tests/core/analysis/little_city.h"

using namespace chiiki;

namespace {

/// Five districts with the values given; nullopt = suppressed.
struct Ranked {
    Snapshot snapshot;
    IndicatorResult result;
};

Ranked ranked(Direction direction, const std::vector<std::optional<double>>& numbers)
{
    Ranked made;
    made.result.indicator.id = "x.y";
    made.result.indicator.direction = direction;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        District district;
        district.code = "0" + std::to_string(i + 1);
        district.name = district.code;
        district.kana = std::string(1, static_cast<char>('z' - static_cast<char>(i)));
        made.snapshot.districts.push_back(district);
        const Value value = numbers[i] ? Value::of(*numbers[i], Status::Official) : Value::absent(Absence::Suppressed);
        made.result.values.push_back({"x.y", district.code, {2020}, Series::Actual, value, "", ""});
    }
    return made;
}

std::vector<int> ranksOf(const ComparisonTable& table)
{
    std::vector<int> ranks;
    for (std::size_t i = 0; i < table.districtCount; ++i)
        ranks.push_back(table.rows[i].cells[0].rank.value_or(0));
    return ranks;
}

std::vector<std::string> codesOf(const ComparisonTable& table)
{
    std::vector<std::string> codes;
    for (const ComparisonRow& row : table.rows)
        codes.push_back(row.code);
    return codes;
}

}  // namespace

TEST_CASE("ties share a rank, the next is skipped, and absent has none", "[comparison]")
{
    const Ranked more = ranked(Direction::More, {5, 9, 9, std::nullopt, 1});
    const auto table = compare(more.snapshot, std::span(&more.result, 1), std::nullopt, "code");
    REQUIRE(table);
    CHECK(ranksOf(*table) == std::vector<int>{3, 1, 1, 0, 4});
    CHECK(table->rows[1].cells[0].isTied);
    CHECK(table->rows[2].cells[0].isTied);
    CHECK_FALSE(table->rows[0].cells[0].isTied);
    const Ranked less = ranked(Direction::Less, {5, 9, 9, std::nullopt, 1});
    CHECK(ranksOf(*compare(less.snapshot, std::span(&less.result, 1), std::nullopt, "code")) ==
          std::vector<int>{2, 3, 3, 0, 1});
    const Ranked none = ranked(Direction::None, {5, 9, 9, std::nullopt, 1});
    CHECK(ranksOf(*compare(none.snapshot, std::span(&none.result, 1), std::nullopt, "code")) ==
          std::vector<int>{3, 1, 1, 0, 4});
}

TEST_CASE("districts are sorted by value, code or kana, and the city and rests stay below", "[comparison]")
{
    const Ranked more = ranked(Direction::More, {5, 9, 9, std::nullopt, 1});
    const auto sorted = [&](std::string_view by) {
        const auto table = compare(more.snapshot, std::span(&more.result, 1), std::nullopt, by);
        REQUIRE(table);
        return codesOf(*table);
    };
    using Codes = std::vector<std::string>;
    CHECK(sorted("x.y") == Codes{"02", "03", "01", "05", "04", "city", "outside", "unplaced"});
    CHECK(sorted("code") == Codes{"01", "02", "03", "04", "05", "city", "outside", "unplaced"});
    CHECK(sorted("name") == Codes{"05", "04", "03", "02", "01", "city", "outside", "unplaced"});
    const auto unknown = compare(more.snapshot, std::span(&more.result, 1), std::nullopt, "weight");
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error().message.code == "analysis.unknown_sort");
}

TEST_CASE("counts fill the rests, rates do not, and another year is missing", "[comparison]")
{
    const Snapshot city = little_city::make();
    const CityIndicators indicators(little_city::share(city));
    const std::vector<IndicatorResult> results = {*indicators.compute("facilities.hall"),
                                                  *indicators.compute("population.density"),
                                                  *indicators.compute("kgi.1")};
    const auto table = compare(city, results, std::nullopt, "code");
    REQUIRE(table);
    const ComparisonRow& outside = table->rows[4];
    REQUIRE(outside.code == "outside");
    CHECK(outside.cells[0].value == Value::of(1, Status::Computed));
    CHECK(outside.cells[1].value.absence() == Absence::NotApplicable);
    // The latest year with a number; districts have no value of a figure for the city.
    CHECK(table->columns[2].year->year == 2022);
    CHECK(table->rows[3].cells[2].value == Value::of(67, Status::Official));
    CHECK(table->rows[0].cells[2].value.absence() == Absence::NotApplicable);

    const auto other = compare(city, results, FiscalYear{2020}, "code");
    CHECK(other->rows[0].cells[0].value.absence() == Absence::Missing);
    CHECK_FALSE(other->columns[0].hasReconciliation);
    CHECK(other->rows[0].cells[1].value.isNumber());
}

TEST_CASE("a coverage answer becomes a table with the contract's columns", "[comparison]")
{
    const Snapshot city = little_city::make();
    const auto coverage = CoverageModel::of(little_city::share(city))->answer({{"hall"}, 400, 1, DemandBy::Area});
    const ComparisonTable table = coverageTable(city, *coverage);
    std::vector<std::string> ids;
    for (const ComparisonColumn& column : table.columns)
        ids.push_back(column.indicator.id);
    CHECK(ids == std::vector<std::string>{"area_km2", "population", "covered_area_km2", "covered_area_share",
                                          "covered_population", "covered_population_share", "facilities"});
    CHECK(table.rows.size() == 6);
    CHECK(table.rows[3].cells[6].value == Value::of(2, Status::Computed));
    CHECK(table.rows[5].cells[6].value == Value::of(2, Status::Computed));  // unplaced
    CHECK(table.columns[1].year->year == 2020);
    CHECK(table.columns[2].year->year == 2024);
}

TEST_CASE("the reconciliation line shows the parts, and the gap where there is one", "[comparison]")
{
    CHECK(reconciliationLine({193966, 0, 0, 193966}, 21, Language::Japanese) ==
          "21地域 193,966 + 市外 0 + 未照合 0 = 元 193,966 ✓");
    CHECK(reconciliationLine({216, 1, 0, 217}, 21, Language::English) ==
          "21 districts 216 + outside 1 + unplaced 0 = source 217 ✓");
    CHECK(reconciliationLine({220, 0, 1, 222}, 21, Language::Japanese) ==
          "21地域 220 + 市外 0 + 未照合 1 ≠ 元 222（差 1）✗");
}

TEST_CASE("the reconciliation line of a column says where its numbers are made up", "[comparison]")
{
    ComparisonTable table;
    table.districtCount = 2;
    table.columns.resize(1);
    table.columns[0].reconciliation = {30, 0, 0, 30};
    for (const int number : {29, 1}) {
        ComparisonRow row;
        row.cells.resize(1);
        row.cells[0].value = Value::of(number, Status::Sample);
        table.rows.push_back(row);
    }
    CHECK(reconciliationLine(table, 0, Language::Japanese) == "2地域 30 + 市外 0 + 未照合 0 = 元 30 ✓（見本）");
    CHECK(reconciliationLine(table, 0, Language::English) ==
          "2 districts 30 + outside 0 + unplaced 0 = source 30 ✓ (sample)");
    table.rows[1].cells[0].value = Value::of(1, Status::Computed);
    CHECK(reconciliationLine(table, 0, Language::Japanese) == "2地域 30 + 市外 0 + 未照合 0 = 元 30 ✓（見本を含む）");
    table.rows[0].cells[0].value = Value::absent(Absence::Missing, Status::Sample);
    CHECK(reconciliationLine(table, 0, Language::Japanese) == "2地域 30 + 市外 0 + 未照合 0 = 元 30 ✓");
}

TEST_CASE("an indicator's sums say where numbers of its latest year are made up", "[comparison]")
{
    const auto valueIn = [](const char* district, int year, Value value, Series series = Series::Actual) {
        return IndicatorValue{"x.n", district, {year}, series, value, "", ""};
    };
    IndicatorResult result;
    result.values = {valueIn("01", 2023, Value::of(1, Status::Sample)),
                     valueIn("02", 2023, Value::of(2, Status::Sample)),
                     valueIn("01", 2024, Value::of(10, Status::Official)),
                     valueIn("02", 2024, Value::of(20, Status::Official)),
                     valueIn("", 2024, Value::of(30, Status::Sample)),
                     valueIn("01", 2027, Value::of(40, Status::Sample), Series::Target)};
    CHECK(madeUpOf(result) == MadeUp::None);
    result.values[3].value = Value::of(20, Status::Sample);
    CHECK(madeUpOf(result) == MadeUp::Some);
    CHECK(reconciliationLine({30, 0, 0, 30}, 2, Language::Japanese, madeUpOf(result)) ==
          "2地域 30 + 市外 0 + 未照合 0 = 元 30 ✓（見本を含む）");
    result.values[2].value = Value::absent(Absence::Missing, Status::Official);
    CHECK(madeUpOf(result) == MadeUp::All);
    CHECK(reconciliationLine({20, 0, 0, 30}, 2, Language::English, MadeUp::All).ends_with("(sample)"));
    CHECK(madeUpOf(IndicatorResult{}) == MadeUp::None);
}

TEST_CASE("what several districts did together is taken off once more in the reconciliation line", "[comparison]")
{
    CHECK(reconciliationLine({24, 0, 1, 22, 3}, 21, Language::Japanese) ==
          "21地域 24 − 重複 3 + 市外 0 + 未照合 1 = 元 22 ✓");
    CHECK(reconciliationLine({24, 0, 1, 23, 3}, 21, Language::English) ==
          "21 districts 24 − counted again 3 + outside 0 + unplaced 1 ≠ source 23 (gap 1) ✗");
}
