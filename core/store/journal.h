#pragma once

#include <vector>

#include "core/store/change.h"
#include "core/store/connection.h"

/// The journal table: entries are only ever added. It is the undo stack too. Functions throw SQLite::Exception.
namespace chiiki::store {

/// `id` and `isInForce` of the entry are ignored; the id given is returned.
std::int64_t appendEntry(Connection& connection, const JournalEntry& entry);

/// Newest first; `limit` < 0: all.
std::vector<JournalEntry> readEntries(Connection& connection, int limit);

/// The last change in force, which an undo would take back; nullopt where none is left.
std::optional<JournalEntry> entryToUndo(Connection& connection);

/// The last undo in force, if no change came after it; nullopt where there is nothing to redo.
std::optional<JournalEntry> entryToRedo(Connection& connection);

/// The change that the entry of an undo took back. Precondition: `undo` is what entryToRedo gave.
JournalEntry changeUndoneBy(Connection& connection, const JournalEntry& undo);

}  // namespace chiiki::store
