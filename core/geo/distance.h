#pragma once

#include "core/model/geometry.h"

namespace chiiki {

/// For what is compared millions of times: std::hypot takes ten times as long, for coordinates near the ends of what a
/// double can hold.
inline double squaredDistance(Point a, Point b)
{
    const double x = b.x - a.x, y = b.y - a.y;
    return x * x + y * y;
}

}  // namespace chiiki
