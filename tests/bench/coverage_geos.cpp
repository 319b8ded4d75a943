#include "tests/bench/coverage_geos.h"

#include "tests/bench/geos_handles.h"

namespace chiiki::bench {

std::vector<double> coverageByGeos(std::span<const MadeDistrict> areas, std::span<const Point> places, double radiusM,
                                   int quadrantSegments)
{
    GeosContext geos;
    std::vector<GEOSGeometry*> circles;
    for (const Point place : places) {
        const GeosGeometry centre = owned(geos, GEOSGeom_createPointFromXY_r(geos.get(), place.x, place.y));
        circles.push_back(geos.orThrow(GEOSBuffer_r(geos.get(), centre.get(), radiusM, quadrantSegments)));
    }
    // The collection owns the circles from here on.
    const GeosGeometry all = owned(geos, GEOSGeom_createCollection_r(geos.get(), GEOS_MULTIPOLYGON, circles.data(),
                                                                     static_cast<unsigned>(circles.size())));
    const GeosGeometry reach = owned(geos, GEOSUnaryUnion_r(geos.get(), all.get()));
    std::vector<double> coveredM2;
    for (const MadeDistrict& area : areas) {
        const GeosGeometry polygon = polygonOf(geos, area.outline.front().rings.front());
        const GeosGeometry part = owned(geos, GEOSIntersection_r(geos.get(), polygon.get(), reach.get()));
        double m2 = 0;
        if (GEOSArea_r(geos.get(), part.get(), &m2) != 1)
            throw std::runtime_error("GEOS gives no area");
        coveredM2.push_back(m2);
    }
    return coveredM2;
}

}  // namespace chiiki::bench
