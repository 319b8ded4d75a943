#pragma once

#include <string>

#include "core/model/geometry.h"

namespace chiiki {

/// 国勢調査の基本単位区: the smallest area whose people are known. Assigned to one district; moving it moves its
/// people.
struct DemandArea {
    std::string key;   // KEY_CODE of the census
    std::string town;  // 町丁字
    std::string districtCode;
    int people = 0;
    int households = 0;
    MultiPolygon outline;       // lon/lat; borders shared with neighbours have the same vertices
    Point representativePoint;  // inside the outline
    bool isTownSplit = false;   // its 町丁 lies in more than one district: the border inside it is inferred
    std::string confidence;     // how sure the district is: "certain", "inferred", "split", "disputed"
    std::string sourceId;

    bool operator==(const DemandArea&) const = default;
};

}  // namespace chiiki
