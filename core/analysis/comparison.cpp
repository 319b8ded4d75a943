#include "core/analysis/comparison.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "core/analysis/indicator_definitions.h"
#include "core/analysis/recipe_parts.h"
#include "core/text/number_text.h"

namespace chiiki {
namespace {

constexpr std::string_view cityCode = "city";

std::vector<ComparisonRow> emptyRows(const Snapshot& snapshot, std::size_t columns)
{
    const std::vector<ComparisonCell> cells(columns);
    std::vector<ComparisonRow> rows;
    for (const District& district : snapshot.districts)
        rows.push_back({ComparisonRow::Kind::District,
                        district.code,
                        {district.name, district.romaji.empty() ? district.name : district.romaji},
                        cells});
    rows.push_back({ComparisonRow::Kind::City, std::string(cityCode), textOf({"analysis.row_city", {}}), cells});
    rows.push_back({ComparisonRow::Kind::Outside, "outside", textOf({"analysis.row_outside", {}}), cells});
    rows.push_back({ComparisonRow::Kind::Unplaced, "unplaced", textOf({"analysis.row_unplaced", {}}), cells});
    return rows;
}

/// The better value first; absent comes last.
bool comesBefore(const Value& a, const Value& b, Direction better)
{
    const auto first = a.number(), second = b.number();
    if (!first || !second)
        return first.has_value() && !second;
    return better == Direction::Less ? *first < *second : *first > *second;
}

/// Ties share the better rank: 1, 2, 2, 4. A category is no better than another and has no rank.
void rankColumn(ComparisonTable& table, std::size_t column)
{
    const Indicator& indicator = table.columns[column].indicator;
    if (indicator.kind == IndicatorKind::Category)
        return;
    std::vector<ComparisonCell*> ranked;
    for (ComparisonRow& row : table.rows)
        if (row.kind == ComparisonRow::Kind::District && row.cells[column].value.isNumber())
            ranked.push_back(&row.cells[column]);
    const auto numberOf = [](const ComparisonCell* cell) { return *cell->value.number(); };
    std::stable_sort(ranked.begin(), ranked.end(), [&](const ComparisonCell* a, const ComparisonCell* b) {
        return comesBefore(a->value, b->value, indicator.direction);
    });
    for (std::size_t i = 0; i < ranked.size(); ++i) {
        const bool isTiedWithLast = i > 0 && numberOf(ranked[i]) == numberOf(ranked[i - 1]);
        const bool isTiedWithNext = i + 1 < ranked.size() && numberOf(ranked[i]) == numberOf(ranked[i + 1]);
        ranked[i]->rank = isTiedWithLast ? *ranked[i - 1]->rank : static_cast<int>(i) + 1;
        ranked[i]->isTied = isTiedWithLast || isTiedWithNext;
    }
}

/// Rests are numbers only where the column counts things that can lie outside the districts.
void fillRests(ComparisonTable& table, std::size_t column, Status status)
{
    const ComparisonColumn& of = table.columns[column];
    if (!of.hasReconciliation || of.indicator.kind != IndicatorKind::Count)
        return;
    for (ComparisonRow& row : table.rows) {
        if (row.kind == ComparisonRow::Kind::Outside)
            row.cells[column].value = Value::of(of.reconciliation.outside, status);
        if (row.kind == ComparisonRow::Kind::Unplaced)
            row.cells[column].value = Value::of(of.reconciliation.unplaced, status);
    }
}

void fillColumn(ComparisonTable& table, std::size_t column, const IndicatorResult& result)
{
    const std::optional<FiscalYear> year = table.columns[column].year;
    std::map<std::string_view, const IndicatorValue*> valueOf;
    for (const IndicatorValue& value : result.values)
        if (value.series == Series::Actual && year && value.year == *year)
            valueOf[value.districtCode.empty() ? cityCode : std::string_view(value.districtCode)] = &value;
    Status status = Status::Official;
    for (ComparisonRow& row : table.rows) {
        if (row.kind != ComparisonRow::Kind::District && row.kind != ComparisonRow::Kind::City)
            continue;
        ComparisonCell& cell = row.cells[column];
        if (const auto found = valueOf.find(row.code); found != valueOf.end()) {
            cell.value = found->second->value;
            cell.note = found->second->note;
            status = weakest(status, cell.value.status);
        } else {
            const bool canBeKnown = row.kind == ComparisonRow::Kind::City || !result.indicator.cityOnly;
            cell.value = Value::absent(canBeKnown ? Absence::Missing : Absence::NotApplicable);
        }
    }
    fillRests(table, column, status);
    rankColumn(table, column);
}

/// Rows in the order wanted; only districts move.
Result<void> sortRows(ComparisonTable& table, const Snapshot& snapshot, std::string_view sortBy)
{
    const auto districtsEnd = table.rows.begin() + static_cast<std::ptrdiff_t>(table.districtCount);
    const auto byCode = [](const ComparisonRow& a, const ComparisonRow& b) { return a.code < b.code; };
    std::stable_sort(table.rows.begin(), districtsEnd, byCode);
    if (sortBy == "code")
        return {};
    if (sortBy == "name") {
        const auto kanaOf = [&](const ComparisonRow& row) { return findDistrict(snapshot, row.code)->kana; };
        std::stable_sort(table.rows.begin(), districtsEnd,
                         [&](const ComparisonRow& a, const ComparisonRow& b) { return kanaOf(a) < kanaOf(b); });
        return {};
    }
    std::string columns;
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        if (table.columns[column].indicator.id != sortBy) {
            columns += ", " + table.columns[column].indicator.id;
            continue;
        }
        const Direction better = table.columns[column].indicator.direction;
        std::stable_sort(table.rows.begin(), districtsEnd, [&](const ComparisonRow& a, const ComparisonRow& b) {
            return comesBefore(a.cells[column].value, b.cells[column].value, better);
        });
        if (table.columns[column].indicator.kind != IndicatorKind::Category)
            table.rankedColumn = column;
        return {};
    }
    return fail(ErrorKind::NotFound, {"analysis.unknown_sort", {std::string(sortBy), "code, name" + columns}});
}

std::string quantityText(double number)
{
    return groupedText(number, number == std::floor(number) ? 0 : 2);
}

MadeUp madeUpOf(std::size_t samples, std::size_t numbers)
{
    return samples == 0 ? MadeUp::None : samples == numbers ? MadeUp::All : MadeUp::Some;
}

}  // namespace

Result<ComparisonTable> compare(const Snapshot& snapshot, std::span<const IndicatorResult> results,
                                std::optional<FiscalYear> year, std::string_view sortBy)
{
    ComparisonTable table;
    table.districtCount = snapshot.districts.size();
    table.rows = emptyRows(snapshot, results.size());
    for (const IndicatorResult& result : results) {
        const std::optional<FiscalYear> latest = latestYearWithNumber(result);
        const std::optional<FiscalYear> shown = year ? year : latest;
        // The parts were counted for the latest year; of another year there is nothing to add up.
        table.columns.push_back({result.indicator, shown, result.reconciliation,
                                 result.hasReconciliation && shown == latest, result.recipe});
        fillColumn(table, table.columns.size() - 1, result);
    }
    if (table.columns.size() == 1 && table.columns.front().indicator.kind != IndicatorKind::Category)
        table.rankedColumn = 0;
    if (auto sorted = sortRows(table, snapshot, sortBy); !sorted)
        return tl::unexpected(sorted.error());
    return table;
}

ComparisonTable coverageTable(const Snapshot& snapshot, const Coverage& coverage)
{
    struct Field {
        Indicator indicator;
        Value CoverageRow::*value;
    };
    const std::vector<Field> fields = {
        {definitions::coverageField("area_km2"), &CoverageRow::areaKm2},
        {definitions::coverageField("population"), &CoverageRow::population},
        {definitions::coverageField("covered_area_km2"), &CoverageRow::coveredAreaKm2},
        {definitions::coverageField("covered_area_share"), &CoverageRow::coveredAreaShare},
        {definitions::coverageField("covered_population"), &CoverageRow::coveredPopulation},
        {definitions::coverageField("covered_population_share"), &CoverageRow::coveredPopulationShare},
    };
    ComparisonTable table;
    table.districtCount = snapshot.districts.size();
    table.rows = emptyRows(snapshot, fields.size() + 1);
    const auto rowOf = [&](std::size_t i) -> const CoverageRow& {
        return i < coverage.districts.size() ? coverage.districts[i] : coverage.city;
    };
    for (std::size_t column = 0; column < fields.size(); ++column) {
        const bool isPeople = fields[column].value == &CoverageRow::population;
        const bool isOfCensus = isPeople || fields[column].value == &CoverageRow::areaKm2;
        const FiscalYear year = isOfCensus ? yearOfCensus(snapshot).value_or(coverage.year) : coverage.year;
        table.columns.push_back({fields[column].indicator, year, coverage.people, isPeople, coverage.recipe});
        for (std::size_t i = 0; i <= coverage.districts.size(); ++i)
            table.rows[i].cells[column].value = rowOf(i).*(fields[column].value);
        fillRests(table, column, Status::Computed);
        rankColumn(table, column);
    }
    const std::size_t last = fields.size();
    table.columns.push_back(
        {definitions::coverageField("facilities"), coverage.year, coverage.facilities, true, coverage.recipe});
    for (std::size_t i = 0; i <= coverage.districts.size(); ++i)
        table.rows[i].cells[last].value = Value::of(rowOf(i).facilities, Status::Computed);
    fillRests(table, last, Status::Computed);
    rankColumn(table, last);
    return table;
}

MadeUp madeUpOf(const IndicatorResult& result)
{
    const std::optional<FiscalYear> year = latestYearWithNumber(result);
    std::size_t numbers = 0, samples = 0;
    for (const IndicatorValue& value : result.values) {
        if (value.districtCode.empty() || value.series != Series::Actual || value.year != year ||
            !value.value.isNumber())
            continue;
        ++numbers;
        samples += value.value.status == Status::Sample ? 1 : 0;
    }
    return madeUpOf(samples, numbers);
}

std::string reconciliationLine(const Reconciliation& reconciliation, std::size_t districtCount, Language language,
                               MadeUp madeUp)
{
    if (madeUp != MadeUp::None)
        return speak({madeUp == MadeUp::All ? "analysis.reconciled_sample" : "analysis.reconciled_sample_part",
                      {reconciliationLine(reconciliation, districtCount, language)}},
                     language);
    std::vector<std::string> arguments = {std::to_string(districtCount), quantityText(reconciliation.districts),
                                          quantityText(reconciliation.outside), quantityText(reconciliation.unplaced),
                                          quantityText(reconciliation.source)};
    const bool isRepeated = reconciliation.repeated != 0;
    if (isRepeated)
        arguments.push_back(quantityText(reconciliation.repeated));
    if (reconciliation.addsUp())
        return speak({isRepeated ? "analysis.reconciled_repeated" : "analysis.reconciled", arguments}, language);
    arguments.push_back(quantityText(reconciliation.gap()));
    return speak({isRepeated ? "analysis.not_reconciled_repeated" : "analysis.not_reconciled", arguments}, language);
}

std::string reconciliationLine(const ComparisonTable& table, std::size_t column, Language language)
{
    std::size_t numbers = 0, samples = 0;
    for (const ComparisonRow& row : table.rows) {
        const Value& value = row.cells[column].value;
        if (row.kind != ComparisonRow::Kind::District || !value.isNumber())
            continue;
        ++numbers;
        samples += value.status == Status::Sample ? 1 : 0;
    }
    return reconciliationLine(table.columns[column].reconciliation, table.districtCount, language,
                              madeUpOf(samples, numbers));
}

}  // namespace chiiki
