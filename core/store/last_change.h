#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/base/result.h"
#include "core/model/records_used.h"
#include "core/model/snapshot.h"
#include "core/store/change.h"

namespace chiiki {

/// Who last changed what one value is made of, and when: the newest step in force that touched a record or an
/// edition in use; the creation of the workspace where none did. A step that was undone did not happen,
/// nor did its undoing. A district's value depends on its own records alone (and on facilities anywhere, where
/// they reach across), before or after a move; the city's on all of them. What only describes (names, addresses, how
/// sure a border is) does not count.
///
/// `newestFirst` is the whole journal, as Workspace::journal gives it, and `present` the content after it. nullopt
/// where the journal is empty. Error BadFormat where a step cannot be read.
Result<std::optional<JournalEntry>> lastChangeOf(std::span<const JournalEntry> newestFirst, const Snapshot& present,
                                                 const RecordsUsed& used, const IndicatorValue& value);

/// Every step that touched what a value is made of, undone ones and undoings too, newest first; the creation last. A
/// step that changed thousands of rows at once is judged by its rows together (see BulkChange), so it may be named
/// where it left the value as it was.
Result<std::vector<std::int64_t>> stepsThatTouch(std::span<const JournalEntry> newestFirst, const Snapshot& present,
                                                 const RecordsUsed& used, const IndicatorValue& value);

}  // namespace chiiki
