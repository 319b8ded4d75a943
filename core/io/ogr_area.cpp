#include "core/io/ogr_area.h"

#include "core/geo/gdal_on_demand.h"
#include <algorithm>
#include <memory>

namespace chiiki {
namespace {

Ring ringOf(OGRGeometryH geometry)
{
    Ring ring(static_cast<std::size_t>(std::max(0, OGR_G_GetPointCount(geometry))));
    if (!ring.empty())
        OGR_G_GetPoints(geometry, &ring[0].x, sizeof(Point), &ring[0].y, sizeof(Point), nullptr, 0);
    return ring;
}

void appendPolygons(OGRGeometryH geometry, MultiPolygon& area)
{
    switch (wkbFlatten(OGR_G_GetGeometryType(geometry))) {
    case wkbPolygon:
    case wkbTriangle: {
        Polygon polygon;
        for (int ring = 0; ring < OGR_G_GetGeometryCount(geometry); ++ring)
            polygon.rings.push_back(ringOf(OGR_G_GetGeometryRef(geometry, ring)));
        if (!polygon.rings.empty())
            area.push_back(std::move(polygon));
        break;
    }
    case wkbMultiPolygon:
    case wkbGeometryCollection:
    case wkbPolyhedralSurface:
    case wkbTIN:
        for (int part = 0; part < OGR_G_GetGeometryCount(geometry); ++part)
            appendPolygons(OGR_G_GetGeometryRef(geometry, part), area);
        break;
    default:
        break;
    }
}

}  // namespace

MultiPolygon polygonsOf(OGRGeometryH geometry)
{
    MultiPolygon area;
    if (!geometry)
        return area;
    if (!OGR_G_HasCurveGeometry(geometry, 1)) {
        appendPolygons(geometry, area);
        return area;
    }
    struct GeometryCloser {
        void operator()(OGRGeometryH straight) const noexcept { OGR_G_DestroyGeometry(straight); }
    };
    const std::unique_ptr<std::remove_pointer_t<OGRGeometryH>, GeometryCloser> straight(
        OGR_G_GetLinearGeometry(geometry, 0, nullptr));
    if (straight)
        appendPolygons(straight.get(), area);
    return area;
}

}  // namespace chiiki
