#pragma once

#include <string>

#include "core/model/snapshot.h"

namespace chiiki {

/// SHA-256 over all that numbers depend on: every row of every table in the order of snapshot.h, the city and asOf.
/// What planners decided about how things are shown (Snapshot::settings) and the revision do not count. Two snapshots
/// with the same hash hold the same rows.
std::string contentHash(const Snapshot& snapshot);

}  // namespace chiiki
