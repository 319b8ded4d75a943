#pragma once

#include <cstdint>
#include <optional>
#include <string>

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

/// One step in the life of a workspace. A bulk import is one step.
struct JournalEntry {
    std::int64_t id = 0;  // 1, 2, 3, ...
    std::string at = {};  // UTC
    std::string author = {};
    Message what = {};
    std::string edition = {};  // source id of the edition that an import brought; empty otherwise
    std::optional<std::int64_t> reverts = std::nullopt;  // the step that this one undoes (a redo undoes an undo)
    std::string before = {};  // JSON by table: the rows that changed as they were; empty for the creation
    std::string after = {};   // and as they became
    bool isInForce = true;    // false: a later step in force reverts it
};

}  // namespace chiiki
