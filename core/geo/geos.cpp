#include "core/geo/geos.h"

#include <vector>

namespace chiiki {
namespace {

GEOSGeometry* ringToGeos(GEOSContextHandle_t context, const Ring& ring)
{
    static_assert(sizeof(Point) == 2 * sizeof(double));
    const bool isClosed = ring.front() == ring.back();
    Ring closed;
    if (!isClosed) {
        closed = ring;
        closed.push_back(ring.front());
    }
    const Ring& points = isClosed ? ring : closed;
    GEOSCoordSequence* sequence =
        GEOSCoordSeq_copyFromBuffer_r(context, &points.front().x, static_cast<unsigned>(points.size()), 0, 0);
    return sequence ? GEOSGeom_createLinearRing_r(context, sequence) : nullptr;  // the ring takes the sequence
}

bool isRing(const Ring& ring)
{
    return ring.size() >= 4 || (ring.size() == 3 && !(ring.front() == ring.back()));
}

GeosHandle polygonToGeos(const Geos& geos, const Polygon& polygon)
{
    GeosHandle shell = owned(geos, ringToGeos(geos.handle(), polygon.rings.front()));
    if (!shell)
        return shell;
    std::vector<GeosHandle> holes;
    for (std::size_t r = 1; r < polygon.rings.size(); ++r) {
        if (!isRing(polygon.rings[r]))
            continue;
        holes.push_back(owned(geos, ringToGeos(geos.handle(), polygon.rings[r])));
        if (!holes.back())
            return owned(geos, nullptr);
    }
    std::vector<GEOSGeometry*> given;
    for (GeosHandle& hole : holes)
        given.push_back(hole.release());  // the polygon takes its rings, also when it fails
    return owned(geos, GEOSGeom_createPolygon_r(geos.handle(), shell.release(), given.data(),
                                                static_cast<unsigned>(given.size())));
}

Ring ringFromGeos(GEOSContextHandle_t context, const GEOSGeometry* ring)
{
    const GEOSCoordSequence* sequence = GEOSGeom_getCoordSeq_r(context, ring);
    unsigned count = 0;
    if (!sequence || !GEOSCoordSeq_getSize_r(context, sequence, &count) || count == 0)
        return {};
    Ring points(count);
    if (!GEOSCoordSeq_copyToBuffer_r(context, sequence, &points.front().x, 0, 0))
        return {};
    return points;
}

void collect(GEOSContextHandle_t context, const GEOSGeometry* geometry, MultiPolygon& area)
{
    const int type = GEOSGeomTypeId_r(context, geometry);
    if (type == GEOS_POLYGON) {
        Ring shell = ringFromGeos(context, GEOSGetExteriorRing_r(context, geometry));
        if (shell.empty())
            return;
        Polygon& polygon = area.emplace_back();
        polygon.rings.push_back(std::move(shell));
        for (int hole = 0; hole < GEOSGetNumInteriorRings_r(context, geometry); ++hole)
            polygon.rings.push_back(ringFromGeos(context, GEOSGetInteriorRingN_r(context, geometry, hole)));
    } else if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION) {
        for (int part = 0; part < GEOSGetNumGeometries_r(context, geometry); ++part)
            collect(context, GEOSGetGeometryN_r(context, geometry, part), area);
    }
}

}  // namespace

Geos& Geos::ofThisThread()
{
    thread_local Geos geos;
    return geos;
}

Geos::Geos()
    : context_(GEOS_init_r())
{
    GEOSContext_setErrorMessageHandler_r(
        context_.get(), [](const char* text, void* error) { *static_cast<std::string*>(error) = text; }, &error_);
}

Error Geos::takeError(const std::string& operation, ErrorKind kind)
{
    return Error{kind, {"geo.geos_failed", {operation, std::exchange(error_, {})}}, {}};
}

GeosHandle toGeos(const Geos& geos, const MultiPolygon& area)
{
    std::vector<GeosHandle> parts;
    for (const Polygon& polygon : area) {
        if (polygon.rings.empty() || !isRing(polygon.rings.front()))
            continue;
        parts.push_back(polygonToGeos(geos, polygon));
        if (!parts.back())
            return owned(geos, nullptr);
    }
    std::vector<GEOSGeometry*> given;
    for (GeosHandle& part : parts)
        given.push_back(part.release());
    return owned(geos, GEOSGeom_createCollection_r(geos.handle(), GEOS_MULTIPOLYGON, given.data(),
                                                   static_cast<unsigned>(given.size())));
}

MultiPolygon fromGeos(const Geos& geos, const GEOSGeometry* geometry)
{
    MultiPolygon area;
    if (geometry)
        collect(geos.handle(), geometry, area);
    return area;
}

}  // namespace chiiki
