#pragma once

#include "core/geo/geometry.h"

namespace chiiki {

/// Douglas-Peucker: no vertex left out lies farther than `tolerance` from the line, in its units; both ends stay. A
/// closed line keeps its farthest vertex and the one farthest from those two, so that a ring stays a ring. A line of
/// two vertices or fewer comes back as it is.
LineString simplified(const LineString& line, double tolerance);

}  // namespace chiiki
