#pragma once

#include <span>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/store/change.h"
#include "core/store/connection.h"
#include "core/store/row_pack.h"

/// The journal table: entries are only ever added. It is the undo stack too. Functions throw SQLite::Exception.
namespace chiiki::store {

/// `id` and `isInForce` of the entry are ignored; the id given is returned.
std::int64_t appendEntry(Connection& connection, const JournalEntry& entry);

/// What a step changed, to take it back: see withRestored.
struct StoredDifference {
    nlohmann::json before = nlohmann::json::object();
    nlohmann::json after = nlohmann::json::object();
    std::vector<PackedRows> packed;
};

/// The rows of an entry that are too many for its JSON.
void appendPacked(Connection& connection, std::int64_t entryId, std::span<const PackedRows> packed);

/// Throws json::exception where the journal does not read.
StoredDifference readDifference(Connection& connection, std::int64_t entryId);

/// The date of the content after a step; nullopt where the file is older than the keeping of it and does not tell: of
/// the creation.
std::optional<std::string> asOfAfter(Connection& connection, std::int64_t entryId);

/// Newest first; `limit` < 0: all.
std::vector<JournalEntry> readEntries(Connection& connection, int limit);

/// The last change in force, which an undo would take back; nullopt where none is left.
std::optional<JournalEntry> entryToUndo(Connection& connection);

/// The last undo in force, if no change came after it; nullopt where there is nothing to redo.
std::optional<JournalEntry> entryToRedo(Connection& connection);

/// The change that the entry of an undo took back. Precondition: `undo` is what entryToRedo gave.
JournalEntry changeUndoneBy(Connection& connection, const JournalEntry& undo);

}  // namespace chiiki::store
