#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "core/store/cells.h"

/// Rows of a bulk change as the journal keeps them: packed, column by column, a few bytes a row, where JSON would take
/// hundreds. Of rows that came only the keys are kept: taking them back needs no more, and what they held stands in the
/// tables, or in the step that took them away again.
namespace chiiki::store {

/// Appends the cell's kind and bytes; two cells are equal exactly where their bytes are.
void appendCell(std::string& bytes, const Cell& cell);

/// The cells of a key as one text, to look rows up by.
std::string keyBytes(std::span<const Cell> key);

/// Some rows of one table on one side of a change, all with cells of the same columns.
struct PackedRows {
    std::string table;
    bool isAfter = false;
    std::vector<std::string> columns;  // keys first
    std::int64_t count = 0;
    std::string bytes;
};

/// Packs rows as they come, in parts of bounded size.
class RowPacker {
public:
    /// `columns` are indices into `all`, of the cells that are kept.
    RowPacker(std::string table, bool isAfter, std::span<const ColumnInfo> all, std::vector<std::size_t> columns);

    void add(const Row& row);
    std::vector<PackedRows> finished();

private:
    void closePart();

    PackedRows head_;
    std::vector<std::size_t> columns_;
    std::vector<std::string> cells_;  // of the part under way, by column
    std::int64_t count_ = 0;
    std::size_t size_ = 0;
    std::vector<PackedRows> parts_;
};

/// Calls `use` with the cells of each row, in the order of `columns`. Throws BadRow where the bytes make no sense.
void forEachPacked(const PackedRows& rows, const std::function<void(std::span<const Cell>)>& use);

}  // namespace chiiki::store
