#pragma once

#include <cstddef>

#include "core/base/result.h"
#include "core/model/snapshot.h"

namespace chiiki::bench {

/// A city of about `areaGoal` districts (a whole number of rows of as many) that fill the square of 40 km, wiggly where
/// they meet, with as many facilities of one kind as asked for, spread like the points. Made, and the same on every
/// machine. Errors: those of the transformation to lon/lat.
Result<Snapshot> makeCity(std::size_t areaGoal, std::size_t pointCount);

}  // namespace chiiki::bench
