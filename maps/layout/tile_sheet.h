#pragma once

#include "maps/layout/map_sheet.h"
#include "maps/scene/tile_grid.h"

namespace chiiki {

inline constexpr double tileSize = 84;  // px
inline constexpr double tileGap = 4;
inline constexpr double smallestTile = 64;

/// Where in `room` the tiles of a grid are largest without one of them under `taken`, a legend at its lower right: at
/// the left beside and around it, or where even small tiles do not fit there, above or beside it. Never larger than
/// the tiles need.
Box roomForTiles(const TileGrid& grid, const Box& room, const Box& taken);

/// One tile a district: name, value, in the colours of the map. Centred in the body; tiles shrink to 64 px where the
/// body is small, and where even those do not fit they become lower than wide. Returned in the snapshot's order.
std::vector<TileBox> appendTiles(Scene& scene, const Snapshot& snapshot, const Box& body, const MapContent& content);

}  // namespace chiiki
