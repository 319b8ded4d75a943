#pragma once

#include <cmath>

#include "core/model/geometry.h"

namespace chiiki {

/// Sign of (a - p) x (b - p), exact however close p lies to the line: expansions after Shewchuk, "Adaptive Precision
/// Floating-Point Arithmetic and Fast Robust Geometric Predicates" (1997). Slow; `orientation` asks it when it must.
int exactOrientation(Point a, Point b, Point p);

/// A difference of two products of differences has the right sign where it is larger than this times the sum of their
/// sizes: bound A of Shewchuk, (3 + 16 u) u with u = 2^-53.
inline constexpr double roundingBound = 3.3306690738754716e-16;

/// +1: p lies left of the line a -> b, -1: right, 0: on it. Exact for finite coordinates below 1e100 whose products
/// do not vanish (differences above 1e-140).
inline int orientation(Point a, Point b, Point p)
{
    const double left = (a.x - p.x) * (b.y - p.y);
    const double right = (a.y - p.y) * (b.x - p.x);
    const double difference = left - right;
    const double doubt = roundingBound * (std::abs(left) + std::abs(right));
    if (difference > doubt)
        return 1;
    if (difference < -doubt)
        return -1;
    if (doubt == 0)
        return 0;  // p is an end, or on an upright or level line: no rounding took place
    return exactOrientation(a, b, p);
}

/// Whether p + (e, e^2), for an infinitesimal e > 0, lies left of a -> b: no point is ever on a line (simulation of
/// simplicity). Precondition: a before b, by x and then by y.
inline bool isLeftOf(Point a, Point b, Point p)
{
    const int sign = orientation(a, b, p);
    if (sign != 0)
        return sign > 0;
    return a.y >= b.y;  // moved east a point comes to lie right of an edge that rises; north, left of a level one
}

}  // namespace chiiki
