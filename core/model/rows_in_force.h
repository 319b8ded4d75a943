#pragma once

#include <string_view>

#include "core/model/plugin_table.h"
#include "core/model/snapshot.h"

namespace chiiki {

/// Source ids of the workspace's own rows. All other rows of a workspace are those of an edition taken.
inline constexpr std::string_view enteredSource = "entered";  // by hand
inline constexpr std::string_view sampleSource = "sample";    // made up to show the program

bool isOwnRow(const PluginRow& row);

/// The rows of a plugin's table that count: those of the file, each replaced by the workspace's own row of its uid or
/// taken away by one with isRemoved, in the order of the file; then the workspace's other own rows by uid. Of own rows
/// with one uid the entered one counts before the sample. Columns: the fields of `table`, then the other ones of the
/// file and the workspace, which the manifest no longer names. Rows of `workspace` that are not its own are not looked
/// at: of an edition taken give rowsTaken as `file`.
PluginTable rowsInForce(const TableSpec& table, const PluginTable& file, const PluginTable& workspace);

/// The rows of the edition taken, in the order of its file.
PluginTable rowsTaken(const PluginTable& workspace);

/// Whether the workspace holds an edition of the table's file, so that the plugin's folder is not asked.
bool isEditionTaken(const Snapshot& snapshot, const std::string& pluginId, const std::string& tableId);

/// nullptr where the workspace holds nothing of the table.
const PluginTable* findPluginTable(const Snapshot& snapshot, const std::string& pluginId, const std::string& tableId);

/// `row` of a table with the columns `from`, its cells in the order of `to`; empty where `from` has no such column.
PluginRow withColumns(const PluginRow& row, const std::vector<PluginColumn>& from, const std::vector<PluginColumn>& to);

}  // namespace chiiki
