#include "core/geo/extent.h"

namespace chiiki {

Extent extentOf(const MultiPolygon& area)
{
    Extent extent;
    for (const Polygon& polygon : area)
        for (const Ring& ring : polygon.rings)
            for (const Point p : ring)
                extent.include(p);
    return extent;
}

Extent extentOf(const MultiLineString& lines)
{
    Extent extent;
    for (const LineString& line : lines)
        for (const Point p : line)
            extent.include(p);
    return extent;
}

}  // namespace chiiki
