#pragma once

#include <string>
#include <vector>

#include "core/io/plugin_files.h"
#include "workbench/usecases/plugin_rows.h"

/// What the changes of plugins' rows share: the table of a place, its rows of the file and those of the workspace.
namespace chiiki::plugin_tables {

/// Error NotFound says which tables there are.
Result<const TableSpec*> tableOf(const PluginTablePlace& place);

std::string titleOf(const TableSpec& table);

PluginTable emptyTable(const PluginTablePlace& place);

std::vector<PluginColumn> columnsOf(const TableSpec& table);

/// nullptr where there is none of the uid.
const PluginRow* findRow(const PluginTable& table, const std::string& uid);

/// The rows that the workspace's own ones overlay: of the edition taken, otherwise of the plugin's folder.
Result<PluginFile> fileInForce(const PluginTablePlace& place, const TableSpec& table, const Snapshot& snapshot,
                               Diagnostics& setAside);

/// The workspace's table, made where it is not there yet, with all fields of the manifest. A column whose field left
/// the manifest stays.
Result<PluginTable*> tableFor(Snapshot& next, const PluginTablePlace& place, const std::vector<PluginColumn>& fields);

}  // namespace chiiki::plugin_tables
