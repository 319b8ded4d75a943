#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/base/result.h"
#include "core/model/geometry.h"

namespace chiiki {

/// What one area shares with one target.
struct Overlap {
    std::size_t area = 0;
    std::size_t target = 0;
    double size = 0;  // in square units of the coordinates; > 0
};

/// How much each area shares with each target, by area, then target; pairs that share nothing are left out. Areas may
/// overlap one another, and so may targets. What is not valid is repaired first (GEOS MakeValid). Runs on all cores;
/// the same sizes on any number. Error BadGeometry where GEOS cannot overlay a pair even then.
Result<std::vector<Overlap>> overlapsOf(std::span<const MultiPolygon> areas, std::span<const MultiPolygon> targets);

}  // namespace chiiki
