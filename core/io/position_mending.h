#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/geo/extent.h"
#include "core/geo/transform.h"
#include "core/model/geometry.h"

namespace chiiki {

/// From metres of a plane zone (or another CRS) to the stored degrees; made when first asked for, which takes a
/// millisecond. Not shared between threads.
class LazyTransform {
public:
    /// 0: none.
    explicit LazyTransform(int fromEpsg)
        : fromEpsg_(fromEpsg)
    {
    }

    /// nullptr where there is none or PROJ does not know the code.
    const Transform* get();

private:
    int fromEpsg_;
    std::optional<Transform> transform_;
};

/// What a position that cannot be used as it is written may have meant: only readings that lie in or near the city.
struct MendedPosition {
    Point place;           // lon/lat
    std::string_view how;  // "place.mend_swapped", "place.mend_degrees" or "place.mend_plane"
};

/// Readings of a pair of cells, the likelier first: longitude and latitude exchanged; degrees, minutes and seconds
/// (34°10′42.5″, 34度10分42秒, 34:10:42.5, N34.10.42.5, 341042.5), also exchanged; metres of the
/// city's plane zone, also north first as surveyors write them. `city`: see judgePosition.
std::vector<MendedPosition> mendedPositions(std::string_view longitude, std::string_view latitude, const Extent& city,
                                            LazyTransform& plane);

/// Degrees with minutes and seconds in one of the spellings above, or a number with the mark of degrees. nullopt for
/// anything else, for west and south, and where minutes or seconds reach 60.
std::optional<double> parseDegreesMinutes(std::string_view text);

}  // namespace chiiki
