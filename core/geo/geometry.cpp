#include "core/geo/geometry.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "core/geo/extent.h"
#include "core/geo/geos.h"

namespace chiiki {
namespace {

/// Shoelace formula about the ring's first point, which keeps the digits of large coordinates.
double ringArea(const Ring& ring)
{
    double twice = 0;
    for (std::size_t i = 2; i < ring.size(); ++i) {
        const double ax = ring[i - 1].x - ring[0].x, ay = ring[i - 1].y - ring[0].y;
        const double bx = ring[i].x - ring[0].x, by = ring[i].y - ring[0].y;
        twice += ax * by - ay * bx;
    }
    return std::abs(twice) / 2;
}

double polygonArea(const Polygon& polygon)
{
    double area = 0;
    for (std::size_t r = 0; r < polygon.rings.size(); ++r)
        area += r == 0 ? ringArea(polygon.rings[r]) : -ringArea(polygon.rings[r]);
    return std::max(0.0, area);
}

std::optional<Point> pointFromGeos(const Geos& geos, const GEOSGeometry* point)
{
    Point p;
    if (!point || GEOSisEmpty_r(geos.handle(), point) != 0 || GEOSGeomGetX_r(geos.handle(), point, &p.x) != 1 ||
        GEOSGeomGetY_r(geos.handle(), point, &p.y) != 1)
        return std::nullopt;
    return p;
}

std::string placeText(const std::string& reason, Point at)
{
    char text[80];
    std::snprintf(text, sizeof text, " at %.9g %.9g", at.x, at.y);
    return reason + text;
}

MultiPolygon withoutNonFinite(const MultiPolygon& area)
{
    MultiPolygon kept = area;
    for (Polygon& polygon : kept)
        for (Ring& ring : polygon.rings)
            std::erase_if(ring, [](Point p) { return !std::isfinite(p.x) || !std::isfinite(p.y); });
    return kept;
}

Result<MultiPolygon> unionOfOverlapping(Geos& geos, const MultiPolygon& parts)
{
    GeosHandle given = toGeos(geos, parts);
    GeosHandle merged = owned(geos, given ? GEOSUnaryUnion_r(geos.handle(), given.get()) : nullptr);
    if (!merged) {
        // Parts that are not valid by themselves make the union throw: repair each, then once more.
        MultiPolygon repaired;
        for (const Polygon& part : parts)
            if (auto valid = madeValid({part}))
                repaired.insert(repaired.end(), valid->begin(), valid->end());
        given = toGeos(geos, repaired);
        merged = owned(geos, given ? GEOSUnaryUnion_r(geos.handle(), given.get()) : nullptr);
    }
    if (!merged)
        return tl::unexpected(geos.takeError("union"));
    return fromGeos(geos, merged.get());
}

}  // namespace

double areaOf(const MultiPolygon& area)
{
    double sum = 0;
    for (const Polygon& polygon : area)
        sum += polygonArea(polygon);
    return sum;
}

std::optional<Point> representativePointOf(const MultiPolygon& area)
{
    Geos& geos = Geos::ofThisThread();
    const GeosHandle whole = toGeos(geos, area);
    if (!whole || GEOSisEmpty_r(geos.handle(), whole.get()) != 0)
        return std::nullopt;
    return pointFromGeos(geos, owned(geos, GEOSPointOnSurface_r(geos.handle(), whole.get())).get());
}

std::optional<Point> labelPointOf(const MultiPolygon& area, double tolerance)
{
    const auto largest = std::max_element(
        area.begin(), area.end(), [](const Polygon& a, const Polygon& b) { return polygonArea(a) < polygonArea(b); });
    if (largest == area.end())
        return std::nullopt;
    Geos& geos = Geos::ofThisThread();
    const MultiPolygon part = {*largest};
    const Extent extent = extentOf(part);
    // GEOS goes on for ever with no tolerance; a thousandth of the size is finer than a label can show.
    const double fineEnough = std::max(extent.width(), extent.height()) / 1000;
    const double used = tolerance > 0 ? tolerance : fineEnough;
    const GeosHandle given = toGeos(geos, part);
    if (given && used > 0 && GEOSisEmpty_r(geos.handle(), given.get()) == 0) {
        // The radius from the pole to the nearest border, as a line.
        const GeosHandle radius = owned(geos, GEOSMaximumInscribedCircle_r(geos.handle(), given.get(), used));
        if (radius)
            if (const auto pole =
                    pointFromGeos(geos, owned(geos, GEOSGeomGetStartPoint_r(geos.handle(), radius.get())).get()))
                return pole;
    }
    return representativePointOf(part);
}

std::optional<std::string> whyInvalid(const MultiPolygon& area)
{
    for (const Polygon& polygon : area) {
        for (const Ring& ring : polygon.rings) {
            if (ring.empty())
                return "Empty ring";
            if (ring.size() < 4)
                return placeText("Too few points in ring", ring.front());
            if (!(ring.front() == ring.back()))
                return placeText("Ring not closed", ring.back());
        }
    }
    Geos& geos = Geos::ofThisThread();
    const GeosHandle given = toGeos(geos, area);
    if (!given)
        return geos.takeError("valid").message.arguments.back();
    char* reason = nullptr;
    GEOSGeometry* place = nullptr;
    const char verdict = GEOSisValidDetail_r(geos.handle(), given.get(), 0, &reason, &place);
    const GeosHandle ownedPlace = owned(geos, place);
    const std::string why = reason ? reason : "";
    GEOSFree_r(geos.handle(), reason);
    if (verdict == 1)
        return std::nullopt;
    const auto at = pointFromGeos(geos, ownedPlace.get());
    return at ? placeText(why, *at) : why;
}

Result<MultiPolygon> madeValid(const MultiPolygon& area)
{
    Geos& geos = Geos::ofThisThread();
    const GeosHandle given = toGeos(geos, withoutNonFinite(area));
    const GeosHandle repaired = owned(geos, given ? GEOSMakeValid_r(geos.handle(), given.get()) : nullptr);
    if (!repaired)
        return tl::unexpected(geos.takeError("make valid"));
    MultiPolygon valid = fromGeos(geos, repaired.get());
    if (areaOf(valid) <= 0)
        return fail(ErrorKind::BadGeometry, {"geo.nothing_left", {}});
    return valid;
}

Result<MultiPolygon> unionOf(std::span<const MultiPolygon> areas)
{
    MultiPolygon parts;
    double sum = 0;
    for (const MultiPolygon& area : areas) {
        parts.insert(parts.end(), area.begin(), area.end());
        sum += areaOf(area);
    }
    if (parts.empty())
        return MultiPolygon{};
    Geos& geos = Geos::ofThisThread();
    const GeosHandle given = toGeos(geos, parts);
    const GeosHandle merged = owned(geos, given ? GEOSCoverageUnion_r(geos.handle(), given.get()) : nullptr);
    // The fast way trusts that parts meet vertex for vertex. Where they overlap or meet at no vertex, it says so, or
    // gives something not valid, or of another area.
    if (merged && GEOSisValid_r(geos.handle(), merged.get()) == 1) {
        MultiPolygon outline = fromGeos(geos, merged.get());
        if (std::abs(areaOf(outline) - sum) <= 1e-9 * sum)
            return outline;
    }
    return unionOfOverlapping(geos, parts);
}

}  // namespace chiiki
