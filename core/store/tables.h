#pragma once

#include "core/store/cells.h"
#include "core/store/connection.h"
#include "core/store/spatial_index.h"

/// Rows in and out of the tables. SQL is made of the names in rows.h and of those that plugin_rows.h has checked,
/// values are always bound. Functions throw SQLite::Exception, readers also BadRow.
namespace chiiki::store {

/// The cell must live until the statement has run: it is not copied.
void bindCell(SQLite::Statement& statement, int index, const Cell& cell);

/// A name as SQL wants it where it may be one of SQL's own words. Precondition: no bracket in it.
std::string sqlName(std::string_view name);

/// "[a], [b], [c]" of all columns of a table.
std::string columnNames(std::span<const ColumnInfo> columns);

/// Statements whose places are filled by runWith. Of an update: the changed columns, then the keys.
std::string insertSql(const std::string& table, std::span<const ColumnInfo> columns);
std::string updateSql(const std::string& table, std::span<const ColumnInfo> columns, std::size_t keys,
                      std::span<const std::size_t> changed);
std::string deleteSql(const std::string& table, std::span<const ColumnInfo> columns, std::size_t keys);

/// Runs a prepared statement with the cells of these columns (indices; none = all), and makes it ready again.
void runWith(SQLite::Statement& statement, const Row& row, std::span<const std::size_t> columns);

/// While it lives, the triggers of geometry columns, which check and index row by row, do nothing: of statements
/// prepared meanwhile.
class TriggersAtRest {
public:
    explicit TriggersAtRest(sqlite3* db);
    ~TriggersAtRest();
    TriggersAtRest(const TriggersAtRest&) = delete;
    TriggersAtRest& operator=(const TriggersAtRest&) = delete;

private:
    sqlite3* db_;
};

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
/// check and index row by row, rest meanwhile; the spatial indexes are made at the end, in a tenth of the time.
void insertAll(Connection& connection, const Snapshot& content);

/// Reads all tables; revision and asOf included. Runs in the caller's transaction, so that all of it is of one moment.
Snapshot readAll(Connection& connection);

/// The date that pictures and exports carry.
void writeAsOf(Connection& connection, const std::string& asOf);

}  // namespace chiiki::store
