#pragma once

#include <optional>
#include <string>

#include "core/model/geometry.h"

namespace chiiki {

/// 地域: the unit of planning. The outline is the clean border (gap-free with its neighbours), lon/lat.
struct District {
    std::string code;          // "01"; text, leading zeros kept
    std::string name;          // 大殿
    std::string kana;          // おおどの
    std::string romaji;        // Odono; empty if not known
    std::string municipality;  // 全国地方公共団体コード of the city, 6 digits with its check digit: "352039"
    std::string validFrom;     // ISO date; empty = always so far
    std::string validTo;       // ISO date; empty = still valid
    MultiPolygon outline;      // empty where the city has no polygons: table and tile map only
    std::optional<int> tileColumn;  // place in the tile map, 0 = west; nullopt = arranged by the program
    std::optional<int> tileRow;     // 0 = north

    bool operator==(const District&) const = default;
};

}  // namespace chiiki
