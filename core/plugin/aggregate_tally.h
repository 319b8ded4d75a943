#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/plugin/evaluation_index.h"

namespace chiiki {

/// What the rows of one district and year (or of the city) give.
struct TallyCell {
    int rows = 0;
    int rowsWithValue = 0;               // of these, rows whose field is not empty
    std::vector<double> numbers;         // of a numeric field
    std::vector<std::string> words;      // for Distinct: of any field, with repetitions
    int furthestStage = 0;               // for Latest: place in the field's order, 1 = first; 0 = none
    Status status = Status::Computed;    // weakest of the rows
    std::vector<const PluginRow*> from;  // the rows

    void add(const TallyCell& other);
};

/// What of a row a quantity looks at. Looks its column up once.
class RowReader {
public:
    RowReader(const EvaluationIndex& index, const Quantity& quantity);
    TallyCell read(const PluginRow& row) const;
    bool hasValue(const PluginRow& row) const { return !isEmpty(cellOf(row, column_)); }
    /// Place of a stage in its order, 1 = first; 0 = none of them.
    int stageOf(const PluginRow& row) const;
    int stages() const { return static_cast<int>(stageOf_.size()); }

private:
    std::vector<std::string> withCovered(std::vector<std::string> words) const;

    int column_ = -1;
    Aggregation by_ = Aggregation::Count;
    std::map<std::string, std::vector<std::string>> covers_;
    FieldType type_ = FieldType::Text;
    std::map<std::string, int, std::less<>> stageOf_;
};

struct YearTally {
    std::vector<TallyCell> districts;
    TallyCell city;                        // each row once: placed or not, but not those outside
    TallyCell outside;                     // rows outside the city
    TallyCell unplaced;                    // rows of no known district
    TallyCell repeated;                    // rows of n districts, n - 1 times
    bool isComplete = false;               // a district without rows has 0
    Status zeroStatus = Status::Computed;  // what a 0 rests on: all rows of the table of the year
};

/// A quantity by year and district, in one pass over its rows.
struct QuantityTally {
    bool hasYears = false;  // false: all under EvaluationIndex::yearOfToday
    bool hasDistricts = false;
    std::map<int, YearTally> years;
    int rowsWithoutYear = 0;
    std::vector<std::string> sourceIds;  // of the rows taken, in the order met
};

/// Rows of a table with a year field that say no year are in no year, and only counted. Years: those with rows that the
/// filter takes; where the table is complete, its years without such rows too (and with `isCumulative` all between).
QuantityTally tallyOf(const EvaluationIndex& index, const Quantity& quantity, bool isCumulative);

/// The number of a cell as the quantity sums it. Absent (missing) where no row says it, unless `isComplete`.
/// Precondition: `by` is Count, Total, Mean, Distinct or Latest.
Value valueOf(const TallyCell& cell, const Quantity& quantity, bool isComplete, Status zeroStatus);

/// Sum that does not depend on the order of the rows.
double sumOf(std::vector<double> numbers);

}  // namespace chiiki
