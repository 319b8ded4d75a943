#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/model/snapshot.h"
#include "core/store/change.h"
#include "core/store/workspace.h"

namespace chiiki {

/// A state of the past, opened for reading.
struct PastState {
    SnapshotPtr snapshot;
    JournalEntry entry;            // the last step that is in it
    std::int64_t newestStep = 0;   // that the workspace has now
    std::size_t stepsThatDay = 1;  // of the entry's day, by the system's time zone

    bool isPresent() const { return entry.id == newestStep; }
};

/// The step of the journal that a moment means: "12" is a step's number; "2026-04-01" is the end of that day, and
/// "2026-04-01 09:30" (or with seconds, or a T between) that moment, both in the system's time zone. The last step that
/// was done by then. Errors: BadRequest for a text that is none of these; NotFound for a number there is not, and for a
/// moment before the first step, which the message names. Precondition: `newestFirst` is not empty.
Result<JournalEntry> stepAt(std::span<const JournalEntry> newestFirst, const std::string& moment);

/// The content of a workspace as it was then: what the journal tells was done since is taken back. Plugins' own files
/// and the program are those of now. Errors: those of stepAt and Workspace.
Result<PastState> openPast(Workspace& workspace, const std::string& moment);
Result<PastState> openPast(const std::string& path, const std::string& moment);

/// The steps up to this one, newest first, each in force or not as it was then.
std::vector<JournalEntry> journalUntil(std::span<const JournalEntry> newestFirst, std::int64_t step);

/// The sentence that every answer about a past state begins with: when, after which step and whose, and how many steps
/// came since.
std::string pastText(const PastState& past, Language language);

}  // namespace chiiki
