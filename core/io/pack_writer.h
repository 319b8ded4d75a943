#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/model/snapshot.h"

namespace chiiki {

struct WrittenFile {
    std::string name;
    std::uint64_t bytes = 0;
};

/// Writes a snapshot as a data pack into `dir`, which is made where it is missing. Files of a pack that stand there are
/// replaced one by one, others are left alone. The same snapshot gives the same bytes: order as in the snapshot,
/// positions of facilities and stops with 7 decimals (1 cm), outlines on a grid of a millionth of a degree.
Result<std::vector<WrittenFile>> writePack(const Snapshot& snapshot, const std::string& dir);

}  // namespace chiiki
