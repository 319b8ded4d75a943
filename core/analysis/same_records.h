#pragma once

#include <map>
#include <string>

#include "core/model/overlay.h"
#include "core/model/records_used.h"
#include "core/model/snapshot.h"

namespace chiiki {

/// Tells which results of one snapshot are those of another too, by comparing the records themselves that they are made
/// of. Both snapshots must outlive it.
class SameRecords {
public:
    SameRecords(const Snapshot& before, const Snapshot& after);

    /// Whether a core indicator that was computed of `before` from these records would come out the same of `after`:
    /// values, years, sources and limits.
    bool holdsFor(const RecordsUsed& used, const IndicatorResult& result) const;

private:
    bool isKindSame(const std::string& kind) const;

    const Snapshot& before_;
    const Snapshot& after_;
    bool isFrameSame_ = false;  // what every computed number looks at: city, districts, blocks, the workspace's year
    mutable std::map<std::string, bool> isKindSame_;
};

}  // namespace chiiki
