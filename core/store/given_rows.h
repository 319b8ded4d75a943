#pragma once

#include <functional>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "core/store/journal.h"
#include "core/store/row_json.h"

namespace chiiki::store {

/// A row as a difference gives it: whole, or the keys and the cells that changed.
struct GivenRow {
    Row cells;                       // of all columns; NULL where not given
    std::vector<std::size_t> given;  // indices of those that are

    /// `start` with these cells in it.
    Row onto(Row start) const;
};

/// The rows of one table that a step changed, as needed to take it back.
class RowsToTakeBack {
public:
    /// Throws json::exception or BadRow where the difference does not read.
    RowsToTakeBack(const StoredDifference& difference, const std::string& table, std::span<const ColumnInfo> columns,
                   std::size_t keys);

    /// The step left this table as it was.
    bool isEmpty() const { return leaving_.empty() && returning_.empty(); }

    bool leaves(const std::string& key) const { return leaving_.contains(key); }
    /// What a row that leaves was before; nullptr where it was not there.
    const GivenRow* before(const std::string& key) const;
    /// Rows that the step took away, whole.
    const std::vector<Row>& returning() const { return returning_; }

private:
    std::unordered_set<std::string> leaving_;
    std::unordered_map<std::string, GivenRow> changed_;
    std::vector<Row> returning_;
};

}  // namespace chiiki::store
