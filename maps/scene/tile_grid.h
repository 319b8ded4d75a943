#pragma once

#include <vector>

#include "core/model/snapshot.h"

namespace chiiki {

struct TilePlace {
    int column = 0;  // 0 = west
    int row = 0;     // 0 = north
};

/// One place a district, in the snapshot's order.
struct TileGrid {
    std::vector<TilePlace> places;
    int columns = 0;
    int rows = 0;
    bool isAutomatic = false;  // some district had no place of its own: the map says 自動配置
};

/// The districts' own places where every district has one and none is taken twice; otherwise all are arranged by
/// their outlines' middles: rows of equal count from the north, in each from the west. Districts without an outline
/// come last, by code.
TileGrid arrangeTiles(const Snapshot& snapshot);

}  // namespace chiiki
