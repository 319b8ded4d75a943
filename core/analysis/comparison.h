#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/analysis/coverage.h"
#include "core/base/result.h"
#include "core/model/overlay.h"
#include "core/model/snapshot.h"

namespace chiiki {

/// One indicator in one fiscal year.
struct ComparisonColumn {
    Indicator indicator;
    std::optional<FiscalYear> year;  // nullopt: it has no values at all
    Reconciliation reconciliation;
    bool hasReconciliation = false;
    Recipe recipe;
};

struct ComparisonCell {
    Value value = Value::absent(Absence::NotApplicable);
    std::optional<int> rank;  // 1 = best; districts with a number only
    bool isTied = false;      // another district has the same rank
    std::string note;         // as the source says; may be empty
};

/// A district, the city, or one of the two rests.
struct ComparisonRow {
    enum class Kind { District, City, Outside, Unplaced };
    Kind kind = Kind::District;
    std::string code;  // "01"; "city", "outside", "unplaced"
    Text name;
    std::vector<ComparisonCell> cells;  // one a column
};

/// 比較表: what the window, the command line and the files show. Districts first, then city, outside, unplaced.
struct ComparisonTable {
    std::vector<ComparisonColumn> columns;
    std::vector<ComparisonRow> rows;
    std::size_t districtCount = 0;
    std::optional<std::size_t> rankedColumn;  // whose ranks people look at: sorted by or the only one
};

/// `sortBy` is "code", "name" (by kana) or the id of one of the columns: best first, absent last, ties by code. Without
/// a year each column shows its latest. A column without values of that year is missing throughout. Actual values only.
/// Best is by the indicator's direction; without one, the largest. Error NotFound where sortBy is none of these.
Result<ComparisonTable> compare(const Snapshot& snapshot, std::span<const IndicatorResult> results,
                                std::optional<FiscalYear> year, std::string_view sortBy);

/// The answer of a coverage question as a table: area_km2, population, covered_area_km2, covered_area_share,
/// covered_population, covered_population_share, facilities.
ComparisonTable coverageTable(const Snapshot& snapshot, const Coverage& coverage);

/// How many of the numbers that are added up are samples.
enum class MadeUp { None, Some, All };

/// Of the districts' actual numbers in the latest year with one, which a reconciliation is of.
MadeUp madeUpOf(const IndicatorResult& result);

/// 「21地域 193,966 + 市外 0 + 未照合 0 = 元 193,966 ✓」, or with ≠ and the gap where the parts do not add up.
/// 「21地域 24 − 重複 3 + …」 where what several districts did together stands in each of them.
/// Of numbers that are made up it says so: 「… ✓（見本）」, 「… ✓（見本を含む）」.
std::string reconciliationLine(const Reconciliation& reconciliation, std::size_t districtCount, Language language,
                               MadeUp madeUp = MadeUp::None);

/// The line of a column.
std::string reconciliationLine(const ComparisonTable& table, std::size_t column, Language language);

}  // namespace chiiki
