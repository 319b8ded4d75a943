#pragma once

#include <cstddef>

#include "core/model/geometry.h"

namespace chiiki {

/// How far lane `index` of `count` lies from the middle of the road: lanes are `spacing` apart and centred on it.
constexpr double laneOffset(std::size_t index, std::size_t count, double spacing)
{
    return (static_cast<double>(index) - (static_cast<double>(count) - 1) / 2) * spacing;
}

/// The line moved sideways by `distance` px on the page (y down), to the right hand of somebody who walks it from its
/// western end to its eastern one (from north to south where both lie equally far west): lanes keep their sides
/// whichever way a road was digitised. Corners are mitred up to twice the distance. Steps shorter than half the
/// distance are walked over first: a small zigzag would tie knots. Fewer than two different points: as it was.
LineString movedSideways(const LineString& line, double distance);

}  // namespace chiiki
