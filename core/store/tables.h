#pragma once

#include "core/store/cells.h"
#include "core/store/connection.h"

/// Rows in and out of the tables. SQL is made of the names in rows.h and of those that plugin_rows.h has checked,
/// values are always bound. Functions throw SQLite::Exception, readers also BadRow.
namespace chiiki::store {

void bindCell(SQLite::Statement& statement, int index, const Cell& cell);

/// A name as SQL wants it where it may be one of SQL's own words. Precondition: no bracket in it.
std::string sqlName(std::string_view name);

/// "[a], [b], [c]" of all columns of a table.
std::string columnNames(std::span<const ColumnInfo> columns);

void insertRow(Connection& connection, const char* table, std::span<const ColumnInfo> columns, const Row& row);

/// The same for many.
void insertRows(Connection& connection, const char* table, std::span<const ColumnInfo> columns,
                std::span<const Row> rows);

/// The row with the keys of `row`; only the columns in `changed` (indices) are written.
void updateRow(Connection& connection, const char* table, std::span<const ColumnInfo> columns, std::size_t keys,
               const Row& row, const std::vector<std::size_t>& changed);

void deleteRow(Connection& connection, const char* table, std::span<const ColumnInfo> columns, std::size_t keys,
               const Row& row);

/// Puts a whole snapshot into empty tables, in a transaction of its own. The triggers of the geometry columns, which
/// check and index row by row, rest meanwhile; the spatial indexes are made at the end, in half the time.
void insertAll(Connection& connection, const Snapshot& content);

/// Reads all tables; revision and asOf included. Runs in the caller's transaction, so that all of it is of one moment.
Snapshot readAll(Connection& connection);

/// The date that pictures and exports carry.
void writeAsOf(Connection& connection, const std::string& asOf);

}  // namespace chiiki::store
