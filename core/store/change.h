#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/message.h"

namespace chiiki {

/// Who changes a workspace and when. A command reads the clock once and passes it on; nothing below reads it.
struct ChangeStamp {
    std::string author;  // the section's name from the settings, otherwise the user of the operating system
    std::string at;      // UTC, "2026-04-01T00:15:30Z"
    std::string asOf;    // ISO date in local time: the date that pictures and exports carry from then on

    /// Now, by the system's clock. An empty author is the user of the operating system.
    static ChangeStamp now(std::string author = {});
};

/// "2026-04-01T00:15:30Z" as people here read it: "2026-04-01 09:15:30", by the system's time zone. The text itself
/// where it is no such time.
std::string localTimeOf(const std::string& utc);

/// What a step did to a table of which it changed so many rows that the journal keeps them packed: see row_pack.h.
struct BulkChange {
    std::string table;
    std::int64_t added = 0;
    std::int64_t changed = 0;
    std::int64_t removed = 0;
    /// Of the rows that came or changed alone: the keys and the columns of which one differs in some row.
    std::vector<std::string> changedColumns = {};
    /// Which rows these are, each pair once: kind (or id of the indicator) and district, before and after; empty where
    /// a row has none. nullopt = too many to name.
    std::optional<std::vector<std::pair<std::string, std::string>>> parts = std::nullopt;
};

/// One step in the life of a workspace. A bulk import is one step.
struct JournalEntry {
    std::int64_t id = 0;  // 1, 2, 3, ...
    std::string at = {};  // UTC
    std::string author = {};
    Message what = {};
    std::string edition = {};  // source id of the edition that an import brought; empty otherwise
    std::optional<std::int64_t> reverts = std::nullopt;  // the step that this one undoes (a redo undoes an undo)
    std::string before = {};            // JSON by table: the rows that changed as they were; empty for the creation
    std::string after = {};             // and as they became
    std::vector<BulkChange> bulk = {};  // tables that stand in neither, each once
    std::string asOf = {};              // ISO date of the content from then on; empty = not known (the creation)
    bool isInForce = true;              // false: a later step in force reverts it
};

}  // namespace chiiki
