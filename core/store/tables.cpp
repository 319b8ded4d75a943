#include "core/store/tables.h"

#include <algorithm>

#include <sqlite3.h>

#include "core/store/plugin_rows.h"
#include "core/store/statement_source.h"

namespace chiiki::store {
namespace {

constexpr const char* asOfKey = "as_of";

/// About how many rows a table has, told without reading it, to make room for: by its last number, as far as a file of
/// this size can hold so many rows of a long table.
std::size_t roomFor(Connection& connection, const std::string& table)
{
    constexpr std::int64_t usualRowBytes = 128;
    const std::int64_t last = connection.integer("SELECT ifnull(max(uid), 0) FROM " + sqlName(table));
    const std::int64_t fitting =
        connection.integer("PRAGMA page_count") * connection.integer("PRAGMA page_size") / usualRowBytes;
    return static_cast<std::size_t>(std::clamp<std::int64_t>(last, 0, fitting));
}

template <typename T>
void readTable(Connection& connection, std::vector<T>& items)
{
    items.reserve(roomFor(connection, Table<T>::name));
    forEachRow(connection, Table<T>::name, columnsOf<T>(), [&](const StatementSource& source) {
        CellReader<StatementSource> reader(source);
        columns(reader, items.emplace_back());
    });
}

std::string whereKeys(std::span<const ColumnInfo> columns, std::size_t keys)
{
    std::string where = " WHERE ";
    for (std::size_t i = 0; i < keys; ++i)
        where += (i ? " AND " : "") + sqlName(columns[i].name) + " = ?";
    return where;
}

}  // namespace

std::string sqlName(std::string_view name)
{
    // Not "name": SQLite takes that for a text where there is no such column.
    return '[' + std::string(name) + ']';
}

std::string columnNames(std::span<const ColumnInfo> columns)
{
    std::string names;
    for (const ColumnInfo& column : columns)
        names += (names.empty() ? "" : ", ") + sqlName(column.name);
    return names;
}

void bindCell(SQLite::Statement& statement, int index, const Cell& cell)
{
    struct Binder {
        SQLite::Statement& statement;
        int index;
        void operator()(std::monostate) const { statement.bind(index); }
        void operator()(std::int64_t number) const { statement.bind(index, number); }
        void operator()(double number) const { statement.bind(index, number); }
        void operator()(const std::string& text) const { statement.bindNoCopy(index, text); }
        void operator()(const Blob& blob) const
        {
            statement.bindNoCopy(index, blob.bytes.data(), static_cast<int>(blob.bytes.size()));
        }
    };
    std::visit(Binder{statement, index}, cell);
}

std::string insertSql(const std::string& table, std::span<const ColumnInfo> columns)
{
    std::string places = "?";
    for (std::size_t i = 1; i < columns.size(); ++i)
        places += ", ?";
    return "INSERT INTO " + sqlName(table) + " (" + columnNames(columns) + ") VALUES (" + places + ")";
}

std::string updateSql(const std::string& table, std::span<const ColumnInfo> columns, std::size_t keys,
                      std::span<const std::size_t> changed)
{
    std::string assignments;
    for (const std::size_t i : changed)
        assignments += (assignments.empty() ? "" : ", ") + sqlName(columns[i].name) + " = ?";
    return "UPDATE " + sqlName(table) + " SET " + assignments + whereKeys(columns, keys);
}

std::string deleteSql(const std::string& table, std::span<const ColumnInfo> columns, std::size_t keys)
{
    return "DELETE FROM " + sqlName(table) + whereKeys(columns, keys);
}

void runWith(SQLite::Statement& statement, const Row& row, std::span<const std::size_t> columns)
{
    int place = 1;
    if (columns.empty())
        for (const Cell& cell : row)
            bindCell(statement, place++, cell);
    for (const std::size_t i : columns)
        bindCell(statement, place++, row[i]);
    statement.exec();
    statement.reset();
}

TriggersAtRest::TriggersAtRest(sqlite3* db)
    : db_(db)
{
    sqlite3_db_config(db_, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
}

TriggersAtRest::~TriggersAtRest()
{
    sqlite3_db_config(db_, SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, nullptr);
}

void insertRow(Connection& connection, const char* table, std::span<const ColumnInfo> columns, const Row& row)
{
    SQLite::Statement statement(connection.db(), insertSql(table, columns));
    runWith(statement, row, {});
}

void insertRows(Connection& connection, const char* table, std::span<const ColumnInfo> columns,
                std::span<const Row> rows)
{
    SQLite::Statement statement(connection.db(), insertSql(table, columns));
    for (const Row& row : rows)
        runWith(statement, row, {});
}

void updateRow(Connection& connection, const char* table, std::span<const ColumnInfo> columns, std::size_t keys,
               const Row& row, const std::vector<std::size_t>& changed)
{
    SQLite::Statement statement(connection.db(), updateSql(table, columns, keys, changed));
    std::vector<std::size_t> places = changed;
    for (std::size_t i = 0; i < keys; ++i)
        places.push_back(i);
    runWith(statement, row, places);
}

void deleteRow(Connection& connection, const char* table, std::span<const ColumnInfo> columns, std::size_t keys,
               const Row& row)
{
    SQLite::Statement statement(connection.db(), deleteSql(table, columns, keys));
    for (std::size_t i = 0; i < keys; ++i)
        bindCell(statement, static_cast<int>(i) + 1, row[i]);
    statement.exec();
}

void insertAll(Connection& connection, const Snapshot& content)
{
    const TriggersAtRest rest(connection.db().getHandle());
    SQLite::Transaction transaction(connection.db());
    RowLists(content).forEach([&]<typename T>(std::span<const T> items) {
        SQLite::Statement statement(connection.db(), insertSql(Table<T>::name, columnsOf<T>()));
        Row row;
        for (const T& item : items) {
            putCells(item, row);
            runWith(statement, row, {});
        }
        for (const ColumnInfo& column : columnsOf<T>())
            if (column.geometry != GeometryKind::None)
                makeSpatialIndex(connection, Table<T>::name, column.name);
    });
    for (const PluginTable& table : content.pluginTables)
        createPluginTable(connection, table);
    transaction.commit();
}

Snapshot readAll(Connection& connection)
{
    Snapshot snapshot;
    std::vector<Setting> settings;
    std::vector<MeasureRow> measures;
    std::vector<PluginTableEntry> pluginTables;
    readTable(connection, settings);
    readTable(connection, snapshot.sources);
    readTable(connection, snapshot.districts);
    readTable(connection, snapshot.demandAreas);
    readTable(connection, snapshot.facilityKinds);
    readTable(connection, snapshot.facilities);
    readTable(connection, snapshot.routes);
    readTable(connection, snapshot.stops);
    readTable(connection, snapshot.taxiDistricts);
    readTable(connection, measures);
    readTable(connection, snapshot.indicators);
    readTable(connection, snapshot.values);
    readTable(connection, snapshot.findings);
    readTable(connection, pluginTables);
    for (const PluginTableEntry& entry : pluginTables)
        snapshot.pluginTables.push_back(readPluginTable(connection, entry));
    applyMeasures(measures, snapshot.measures);
    applySettings(settings, snapshot);
    for (const Setting& setting : settings)
        if (setting.key == asOfKey)
            snapshot.asOf = setting.value;
    snapshot.revision = connection.integer("SELECT count(*) FROM journal");
    sortByContract(snapshot);
    return snapshot;
}

void writeAsOf(Connection& connection, const std::string& asOf)
{
    SQLite::Statement statement(connection.db(), "INSERT INTO setting (key, value) VALUES (?1, ?2) "
                                                 "ON CONFLICT (key) DO UPDATE SET value = ?2");
    statement.bind(1, asOfKey);
    statement.bind(2, asOf);
    statement.exec();
}

}  // namespace chiiki::store
