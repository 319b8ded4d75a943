#pragma once

#include <map>
#include <set>

#include "core/store/change.h"
#include "core/store/row_pack.h"
#include "core/store/tables.h"

/// Many rows of one table changed in one step: written by statements prepared once, with the spatial index made at the
/// end where that is the faster way, and packed for the journal as they pass by.
namespace chiiki::store {

/// From so many rows of a table on, a step packs them.
inline constexpr std::size_t bulkRows = 1000;

class BulkWriter {
public:
    /// What is done with the rows: `TablesToo` writes them, `JournalOnly` only packs.
    enum class Writes { TablesToo, JournalOnly };

    /// `rowsAfter`: that the table will have, `differing`: of them and of those that go. Rows are removed first, then
    /// changed, then added.
    BulkWriter(Connection& connection, std::string table, std::span<const ColumnInfo> columns, std::size_t keys,
               std::size_t rowsAfter, std::size_t differing, Writes writes = Writes::TablesToo);

    /// Says which columns differ in rows to come; before the first of changed().
    void willChange(const std::vector<std::size_t>& columns);

    void removed(const Row& row);
    void changed(const Row& before, const Row& after);
    void added(const Row& row);

    /// What the journal keeps.
    void finish(std::vector<PackedRows>& packed, std::vector<BulkChange>& changes);

private:
    SQLite::Statement& updateOf(const std::vector<std::size_t>& columns);
    void note(const Row& row);

    Connection& connection_;
    const std::string table_;
    const std::span<const ColumnInfo> columns_;
    const std::size_t keys_;
    const bool writes_;
    std::optional<TriggersAtRest> rest_;
    std::optional<SQLite::Statement> insert_;
    std::optional<SQLite::Statement> delete_;
    std::map<std::vector<std::size_t>, SQLite::Statement> updates_;  // by the columns that they write
    BulkChange change_;
    std::set<std::size_t> changedColumns_;
    std::optional<RowPacker> gone_;
    std::optional<RowPacker> changedBefore_;
    std::optional<RowPacker> changedAfter_;
    std::optional<RowPacker> come_;
    int what_ = -1;   // column of the kind or indicator
    int where_ = -1;  // of the district
    std::set<std::pair<std::string, std::string>> parts_;
};

}  // namespace chiiki::store
