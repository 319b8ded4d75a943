#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "core/model/geometry.h"

namespace chiiki {

/// The four ways of the arrow keys; up is north.
enum class Heading { Up, Down, Left, Right };

/// The neighbour of one area in each direction, as an index into the areas, by Heading; nullopt where there is none.
using Neighbours = std::array<std::optional<std::size_t>, 4>;

/// For areas in plane metres that share borders vertex for vertex: the area next to each one to the north, south, west
/// and east. A neighbour shares a border, and its centroid lies within 60 degrees of the direction as seen from the
/// area's own; of several the one that needs the smallest turn, a border under 1.5 km only where no longer one lies
/// that way. Going there and back does not always lead home: borders do not lie on a grid. An empty area has none.
std::vector<Neighbours> neighboursOf(std::span<const MultiPolygon> areas);

}  // namespace chiiki
