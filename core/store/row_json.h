#pragma once

#include <map>
#include <optional>
#include <span>

#include <nlohmann/json.hpp>

#include "core/store/cells.h"

/// Rows as the journal writes them, and the rows of one table on both sides of a change.
namespace chiiki::store {

/// All columns that hold something.
nlohmann::json wholeRowJson(std::span<const ColumnInfo> columns, const Row& row);

/// The keys, and the columns in `changed` (indices), NULL included.
nlohmann::json partOfRowJson(std::span<const ColumnInfo> columns, std::size_t keys, const Row& row,
                             const std::vector<std::size_t>& changed);

/// `start` with the cells that `given` holds. Throws json::exception where `given` does not fit.
Row rowOf(std::span<const ColumnInfo> columns, const nlohmann::json& given, Row start);

using Key = std::vector<Cell>;

/// The first `keys` cells.
Key keyOf(const Row& row, std::size_t keys);

/// Keys in an order of their own, so that the journal lists rows the same way on every machine.
struct KeyOrder {
    bool operator()(const Key& a, const Key& b) const;
};

/// One row before and after a change; one side may be missing.
struct RowSides {
    std::optional<Row> before;
    std::optional<Row> after;
};
using DifferingRows = std::map<Key, RowSides, KeyOrder>;

/// Indices of the columns behind the keys that are not the same.
std::vector<std::size_t> changedColumns(const Row& before, const Row& after, std::size_t keys);

}  // namespace chiiki::store
