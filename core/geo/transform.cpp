#include "core/geo/transform.h"

#include <cmath>
#include <limits>

#include <proj.h>

#include "core/base/owned.h"
#include "core/geo/crs.h"
#include "core/geo/jgd.h"

namespace chiiki {
namespace {

using ContextHandle = Owned<PJ_CONTEXT*, proj_context_destroy>;
using ProjHandle = Owned<PJ*, proj_destroy>;

/// The JGD2011 code of a JGD2000 or WGS 84 one (see Transform), any other code as it is.
int onStoredDatum(int epsg)
{
    if (epsg == jgd2000Geographic || epsg == wgs84Geographic)
        return jgd2011Geographic;
    if (epsg >= jgd2000FirstZone && epsg < jgd2000FirstZone + zoneCount)
        return epsg - jgd2000FirstZone + jgd2011FirstZone;
    return epsg;
}

ContextHandle quietContext()
{
    ContextHandle context(proj_context_create());
    proj_log_level(context.get(), PJ_LOG_NONE);
    return context;
}

ProjHandle crsOfEpsg(PJ_CONTEXT* context, int epsg)
{
    return ProjHandle(proj_create(context, ("EPSG:" + std::to_string(epsg)).c_str()));
}

ProjHandle crsOfWkt(PJ_CONTEXT* context, const std::string& wkt)
{
    ProjHandle crs(proj_create_from_wkt(context, wkt.c_str(), nullptr, nullptr, nullptr));
    return crs && proj_is_crs(crs.get()) ? std::move(crs) : nullptr;
}

Error notUnderstood(const std::string& wkt)
{
    return {ErrorKind::CrsMismatch, {"geo.crs_not_understood", {wkt.substr(0, 80)}}, {}};
}

}  // namespace

struct Transform::Implementation {
    ContextHandle context;  // of the operation, so freed after it
    ProjHandle operation;   // nullptr: the identity

    static Result<Transform> make(ContextHandle context, const ProjHandle& source, const ProjHandle& target)
    {
        const ProjHandle asWritten(
            proj_create_crs_to_crs_from_pj(context.get(), source.get(), target.get(), nullptr, nullptr));
        ProjHandle operation(asWritten ? proj_normalize_for_visualization(context.get(), asWritten.get()) : nullptr);
        if (!operation)
            return fail(ErrorKind::CrsMismatch,
                        {"geo.crs_no_way", {proj_get_name(source.get()), proj_get_name(target.get())}});
        auto implementation = std::make_unique<Implementation>();
        implementation->context = std::move(context);
        implementation->operation = std::move(operation);
        return Transform(std::move(implementation));
    }
};

Transform::Transform(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation))
{
}

Transform::Transform(Transform&&) noexcept = default;
Transform& Transform::operator=(Transform&&) noexcept = default;
Transform::~Transform() = default;

Result<Transform> Transform::between(int fromEpsg, int toEpsg)
{
    ContextHandle context = quietContext();
    const int from = onStoredDatum(fromEpsg);
    const int to = onStoredDatum(toEpsg);
    const ProjHandle source = crsOfEpsg(context.get(), from);
    if (!source)
        return fail(ErrorKind::NotFound, {"geo.crs_unknown", {std::to_string(fromEpsg)}});
    if (from == to)
        return Transform(std::make_unique<Implementation>());
    const ProjHandle target = crsOfEpsg(context.get(), to);
    if (!target)
        return fail(ErrorKind::NotFound, {"geo.crs_unknown", {std::to_string(toEpsg)}});
    return Implementation::make(std::move(context), source, target);
}

Result<Transform> Transform::fromWkt(const std::string& wkt, int toEpsg)
{
    if (const auto code = epsgOfWkt(wkt))
        return between(*code, toEpsg);
    ContextHandle context = quietContext();
    const ProjHandle source = crsOfWkt(context.get(), wkt);
    if (!source)
        return tl::unexpected(notUnderstood(wkt));
    const ProjHandle target = crsOfEpsg(context.get(), onStoredDatum(toEpsg));
    if (!target)
        return fail(ErrorKind::NotFound, {"geo.crs_unknown", {std::to_string(toEpsg)}});
    return Implementation::make(std::move(context), source, target);
}

Result<Transform> Transform::betweenWkt(const std::string& fromWkt, const std::string& toWkt)
{
    if (fromWkt == toWkt)
        return Transform(std::make_unique<Implementation>());
    if (const auto code = epsgOfWkt(toWkt))
        return Transform::fromWkt(fromWkt, *code);
    ContextHandle context = quietContext();
    const ProjHandle target = crsOfWkt(context.get(), toWkt);
    if (!target)
        return tl::unexpected(notUnderstood(toWkt));
    const ProjHandle source = crsOfWkt(context.get(), fromWkt);
    if (!source)
        return tl::unexpected(notUnderstood(fromWkt));
    return Implementation::make(std::move(context), source, target);
}

void Transform::apply(std::span<Point> points) const
{
    if (isIdentity() || points.empty())
        return;
    Point& first = points.front();
    proj_trans_generic(implementation_->operation.get(), PJ_FWD, &first.x, sizeof(Point), points.size(), &first.y,
                       sizeof(Point), points.size(), nullptr, 0, 0, nullptr, 0, 0);
    constexpr double nowhere = std::numeric_limits<double>::infinity();
    for (Point& point : points)
        if (!std::isfinite(point.x) || !std::isfinite(point.y))
            point = {nowhere, nowhere};
}

Point Transform::operator()(Point point) const
{
    apply(std::span(&point, 1));
    return point;
}

MultiPolygon Transform::operator()(const MultiPolygon& area) const
{
    MultiPolygon moved = area;
    for (Polygon& polygon : moved)
        for (Ring& ring : polygon.rings)
            apply(ring);
    return moved;
}

MultiLineString Transform::operator()(const MultiLineString& lines) const
{
    MultiLineString moved = lines;
    for (LineString& line : moved)
        apply(line);
    return moved;
}

bool Transform::isIdentity() const
{
    return !implementation_->operation;
}

}  // namespace chiiki
