#pragma once

#include "core/store/changes.h"

/// The plugins' part of a difference: tables that come, go or change their columns, and their rows.
namespace chiiki::store {

/// Brings the plugins' tables from `current` to `next` and notes it, in the caller's transaction. The catalogue is
/// written as any other table.
void writePluginDifferences(Connection& connection, const Snapshot& current, const Snapshot& next,
                            Difference& difference);

/// `tables` with a step taken back; `catalogue` says which tables there are then, with which columns.
void restorePluginTables(std::vector<PluginTable>& tables, const std::vector<PluginTableEntry>& catalogue,
                         const StoredDifference& difference);

}  // namespace chiiki::store
