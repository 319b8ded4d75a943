#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/geo/extent.h"
#include "core/model/geometry.h"

namespace chiiki {

/// A cell of the standard grid square system (地域メッシュ, JIS X 0410): first 80 km, second 10 km, third 1 km, then
/// halves of 500, 250 and 125 m.
struct MeshCell {
    int order = 0;  // 1 to 6
    Extent extent;  // lon/lat; cells that touch have the same numbers on their common side

    /// Four corners, counter-clockwise from the south-west one.
    Polygon outline() const;
};

/// The cell of a code of 4, 6, 8, 9, 10 or 11 digits; nullopt where it is none (a digit beyond 7 in the second order,
/// a half other than 1 to 4) or lies wholly outside Japan's box.
std::optional<MeshCell> parseMeshCode(std::string_view code);

/// The code of the cell of this order that a position lies in (south and west sides belong to it). Empty outside
/// Japan's box, and for an order that is none.
std::string meshCodeOf(Point lonLat, int order);

}  // namespace chiiki
