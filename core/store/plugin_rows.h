#pragma once

#include "core/store/cells.h"
#include "core/store/connection.h"

/// Rows of plugins: a plain table `<plugin>__<table>` each, so that QGIS, ogrinfo and a spreadsheet see them as they
/// are. Its columns: uid, row_uid, the declared fields, district_code ("01;02" where several), placement,
/// placement_reason, fiscal_year, source_id, citation, status, source_row, is_removed. A field whose id is one of these
/// has "_field" behind it. The catalogue `plugin_table` knows the tables and the types of their fields.
///
/// A file's row and the one entered in its place share a uid, so row_uid and source_id together are the key.
/// Functions throw SQLite::Exception, also where an id is not [a-z][a-z0-9_]* or a cell is not of its field's type;
/// readers also BadRow.
namespace chiiki::store {

inline constexpr std::size_t pluginRowKeys = 2;

/// "grants__award". Ids of plugins and tables with "__" inside are refused: two tables could have one name.
std::string sqlNameOf(const std::string& pluginId, const std::string& tableId);

/// The columns that a row is written into: the keys, what the host knows of every row, then the fields.
std::vector<ColumnInfo> pluginColumnsOf(std::span<const PluginColumn> fields);

/// A row of `table` as cells of the columns of `fields`, which may be others than the table's: a field that the table
/// lacks is NULL.
Row cellsOf(const PluginTable& table, const PluginRow& row, std::span<const PluginColumn> fields);

/// The other way. Throws BadRow.
PluginRow pluginRowOf(const Row& row, std::span<const PluginColumn> fields);

/// Makes the table, in place of one of its name, and fills it. Runs in the caller's transaction, as all of these.
void createPluginTable(Connection& connection, const PluginTable& table);

void dropPluginTable(Connection& connection, const PluginTable& table);

PluginTable readPluginTable(Connection& connection, const PluginTableEntry& entry);

}  // namespace chiiki::store
