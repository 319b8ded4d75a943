#include "core/store/plugin_changes.h"

#include <algorithm>
#include <map>

#include <sqlite3.h>

#include "core/store/given_rows.h"
#include "core/store/plugin_rows.h"

namespace chiiki::store {
namespace {

using TableKey = std::pair<std::string, std::string>;

struct TableSides {
    const PluginTable* before = nullptr;
    const PluginTable* after = nullptr;
};

/// The columns of both.
std::vector<PluginColumn> columnsOfBoth(const PluginTable& a, const PluginTable& b)
{
    std::vector<PluginColumn> all = a.columns;
    for (const PluginColumn& column : b.columns)
        if (columnIndex(a, column.id) < 0)
            all.push_back(column);
    return all;
}

DifferingRows differingRows(const PluginTable& before, const PluginTable& after, std::span<const PluginColumn> fields)
{
    const bool sameColumns = before.columns == after.columns;
    const auto staysAsIs = [&](std::size_t i) {
        return sameColumns && i < before.rows.size() && i < after.rows.size() && before.rows[i] == after.rows[i];
    };
    DifferingRows differing;
    for (std::size_t i = 0; i < before.rows.size(); ++i) {
        if (!staysAsIs(i)) {
            Row row = cellsOf(before, before.rows[i], fields);
            differing[keyOf(row, pluginRowKeys)].before = std::move(row);
        }
    }
    for (std::size_t i = 0; i < after.rows.size(); ++i) {
        if (!staysAsIs(i)) {
            Row row = cellsOf(after, after.rows[i], fields);
            auto& side = differing[keyOf(row, pluginRowKeys)].after;
            if (side)
                throw SQLite::Exception(sqlNameOf(after.pluginId, after.tableId) + " " + after.rows[i].uid,
                                        SQLITE_CONSTRAINT);
            side = std::move(row);
        }
    }
    return differing;
}

void restoreRows(const PluginTable& before, PluginTable& after, const StoredDifference& difference)
{
    const std::vector<PluginColumn> fields = columnsOfBoth(before, after);
    const std::vector<ColumnInfo> columns = pluginColumnsOf(fields);
    const RowsToTakeBack changes(difference, sqlNameOf(after.pluginId, after.tableId), columns, pluginRowKeys);
    std::vector<Row> rows;
    for (const PluginRow& row : before.rows) {
        Row cells = cellsOf(before, row, fields);
        const std::string key = keyBytes(std::span(cells).first(pluginRowKeys));
        if (!changes.leaves(key))
            rows.push_back(std::move(cells));
        else if (const GivenRow* was = changes.before(key))
            rows.push_back(was->onto(std::move(cells)));
    }
    rows.insert(rows.end(), changes.returning().begin(), changes.returning().end());

    // In the order of the columns that the table has then.
    const std::size_t hostCells = columns.size() - fields.size();
    for (const Row& row : rows) {
        Row cells(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(hostCells));
        for (const PluginColumn& column : after.columns) {
            const auto at = std::find_if(fields.begin(), fields.end(),
                                         [&](const PluginColumn& field) { return field.id == column.id; });
            cells.push_back(row[hostCells + static_cast<std::size_t>(at - fields.begin())]);
        }
        after.rows.push_back(pluginRowOf(cells, after.columns));
    }
}

bool isTouched(const std::string& table, const StoredDifference& difference)
{
    return difference.before.contains(table) || difference.after.contains(table) ||
           std::any_of(difference.packed.begin(), difference.packed.end(),
                       [&](const PackedRows& rows) { return rows.table == table; });
}

void writeMany(Connection& connection, const std::string& name, std::span<const ColumnInfo> columns,
               std::size_t rowsAfter, const DifferingRows& differing, BulkWriter::Writes writes, Difference& difference)
{
    BulkWriter writer(connection, name, columns, pluginRowKeys, rowsAfter, differing.size(), writes);
    for (const auto& [key, sides] : differing)
        if (!sides.after)
            writer.removed(*sides.before);
        else if (sides.before)
            writer.willChange(changedColumns(*sides.before, *sides.after, pluginRowKeys));
    for (const auto& [key, sides] : differing)
        if (sides.before && sides.after && !changedColumns(*sides.before, *sides.after, pluginRowKeys).empty())
            writer.changed(*sides.before, *sides.after);
    for (const auto& [key, sides] : differing)
        if (!sides.before)
            writer.added(*sides.after);
    writer.finish(difference.packed, difference.bulk);
}

}  // namespace

void writePluginDifferences(Connection& connection, const Snapshot& current, const Snapshot& next,
                            Difference& difference)
{
    std::map<TableKey, TableSides> tables;
    for (const PluginTable& table : current.pluginTables)
        tables[{table.pluginId, table.tableId}].before = &table;
    for (const PluginTable& table : next.pluginTables)
        tables[{table.pluginId, table.tableId}].after = &table;
    const PluginTable none;
    for (const auto& [key, sides] : tables) {
        const PluginTable& before = sides.before ? *sides.before : none;
        const PluginTable& after = sides.after ? *sides.after : none;
        if (sides.before && sides.after && before == after)
            continue;
        const std::string name = sqlNameOf(key.first, key.second);
        const std::vector<PluginColumn> fields = columnsOfBoth(before, after);
        const std::vector<ColumnInfo> columns = pluginColumnsOf(fields);
        const DifferingRows differing = differingRows(before, after, fields);
        const bool isSameTable = sides.before && sides.after && before.columns == after.columns;
        if (!sides.after)
            dropPluginTable(connection, before);
        else if (!isSameTable)
            createPluginTable(connection, after);
        if (differing.size() > bulkRows) {
            writeMany(connection, name, columns, after.rows.size(), differing,
                      isSameTable ? BulkWriter::Writes::TablesToo : BulkWriter::Writes::JournalOnly, difference);
            continue;
        }
        if (isSameTable)
            writeRows(connection, name.c_str(), columns, pluginRowKeys, differing);
        noteRows(name.c_str(), columns, pluginRowKeys, differing, difference);
    }
}

void restorePluginTables(std::vector<PluginTable>& tables, const std::vector<PluginTableEntry>& catalogue,
                         const StoredDifference& difference)
{
    std::vector<PluginTable> restored;
    for (const PluginTableEntry& entry : catalogue) {
        PluginTable& table = restored.emplace_back();
        table.pluginId = entry.pluginId;
        table.tableId = entry.tableId;
        for (const auto& [id, word] : entry.columns) {
            const auto type = parseFieldType(word);
            if (!type)
                throw BadRow("journal", std::string(id).append(" ").append(word));
            table.columns.push_back({id, *type});
        }
        const auto present = std::find_if(tables.begin(), tables.end(), [&](const PluginTable& t) {
            return t.pluginId == table.pluginId && t.tableId == table.tableId;
        });
        if (present != tables.end() && present->columns == table.columns &&
            !isTouched(sqlNameOf(table.pluginId, table.tableId), difference))
            table.rows = std::move(present->rows);
        else
            restoreRows(present == tables.end() ? PluginTable() : *present, table, difference);
    }
    tables = std::move(restored);
}

}  // namespace chiiki::store
