#pragma once

#include <vector>

#include "core/base/result.h"
#include "core/store/change.h"

namespace chiiki {

/// How many rows of each table a step added, changed and removed, tables in the order of the journal; `parts` and
/// `changedColumns` only of bulk changes. Settings of the city and of the desk are one table, `setting`. Error
/// BadFormat where the step does not read.
Result<std::vector<BulkChange>> rowCountsOf(const JournalEntry& entry);

}  // namespace chiiki
