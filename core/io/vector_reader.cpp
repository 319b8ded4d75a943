#include "core/io/vector_reader.h"

#include <algorithm>
#include <cmath>

#include "core/geo/crs.h"
#include "core/geo/gdal_errors.h"
#include "core/geo/transform.h"
#include "core/io/gdal_handles.h"
#include "core/io/layer_source.h"

namespace chiiki {
namespace {

Point pointAt(OGRGeometryH geometry, int index)
{
    return {OGR_G_GetX(geometry, index), OGR_G_GetY(geometry, index)};
}

LineString pointsOf(OGRGeometryH geometry)
{
    LineString points(static_cast<std::size_t>(OGR_G_GetPointCount(geometry)));
    for (std::size_t i = 0; i < points.size(); ++i)
        points[i] = pointAt(geometry, static_cast<int>(i));
    return points;
}

Polygon polygonOf(OGRGeometryH geometry)
{
    Polygon polygon;
    for (int ring = 0; ring < OGR_G_GetGeometryCount(geometry); ++ring)
        polygon.rings.push_back(pointsOf(OGR_G_GetGeometryRef(geometry, ring)));
    return polygon;
}

/// Fills the kind of geometry that is there; curves come as GDAL's straight version.
void takeGeometry(OGRGeometryH geometry, VectorFeature& feature)
{
    switch (wkbFlatten(OGR_G_GetGeometryType(geometry))) {
    case wkbPoint:
        if (!OGR_G_IsEmpty(geometry))
            feature.point = pointAt(geometry, 0);
        break;
    case wkbLineString:
        feature.lines.push_back(pointsOf(geometry));
        break;
    case wkbPolygon:
        feature.area.push_back(polygonOf(geometry));
        break;
    case wkbMultiPoint:
        // One member is a point; several have no single place, so the feature stays without one.
        if (OGR_G_GetGeometryCount(geometry) == 1)
            takeGeometry(OGR_G_GetGeometryRef(geometry, 0), feature);
        break;
    case wkbMultiLineString:
    case wkbMultiPolygon:
    case wkbGeometryCollection:
        for (int part = 0; part < OGR_G_GetGeometryCount(geometry); ++part)
            takeGeometry(OGR_G_GetGeometryRef(geometry, part), feature);
        break;
    default:
        break;
    }
}

bool isFinite(const Point& p)
{
    return std::isfinite(p.x) && std::isfinite(p.y);
}

bool isFinite(const VectorFeature& feature)
{
    const auto all = [](const LineString& points) {
        return std::all_of(points.begin(), points.end(), [](const Point& p) { return isFinite(p); });
    };
    if (feature.point && !isFinite(*feature.point))
        return false;
    for (const Polygon& polygon : feature.area)
        if (!std::all_of(polygon.rings.begin(), polygon.rings.end(), all))
            return false;
    return std::all_of(feature.lines.begin(), feature.lines.end(), all);
}

struct ToStored {
    std::string code;  // "EPSG:2445"; empty where the CRS has no code
    Transform transform;
};

Result<ToStored> transformOf(const LayerSource& source, const VectorOptions& options)
{
    const LayerCrs& crs = source.crs();
    if (!crs.fault.empty() && !options.assumeEpsg)
        return fail(ErrorKind::CrsMismatch, {"io.crs_not_understood", {crs.fault}}, source.path());
    if (!crs.isGiven() && !options.assumeEpsg)
        return fail(ErrorKind::CrsMismatch, {"io.no_crs", {}}, source.path());
    const std::optional<int> epsg = crs.isGiven() ? crs.epsg : options.assumeEpsg;
    auto transform = epsg ? Transform::between(*epsg, storedEpsg) : Transform::fromWkt(crs.wkt, storedEpsg);
    if (!transform)
        return fail(ErrorKind::CrsMismatch, {"io.crs_not_understood", {crs.wkt.substr(0, 80)}}, source.path());
    return ToStored{epsg ? "EPSG:" + std::to_string(*epsg) : std::string(), *std::move(transform)};
}

}  // namespace

std::optional<std::size_t> VectorLayer::field(std::string_view wanted) const
{
    const auto found = std::find(fields.begin(), fields.end(), wanted);
    return found == fields.end() ? std::nullopt
                                 : std::optional(static_cast<std::size_t>(std::distance(fields.begin(), found)));
}

Result<VectorLayer> readVectorLayer(const std::string& path, const VectorOptions& options, Diagnostics& diagnostics)
{
    const auto source = LayerSource::open(path, options.layer);
    if (!source)
        return tl::unexpected(source.error());
    const auto stored = transformOf(*source, options);
    if (!stored)
        return tl::unexpected(stored.error());

    VectorLayer read;
    read.name = OGR_L_GetName(source->layer());
    read.fields = source->fields();
    read.crs = stored->code;
    read.encoding = source->encoding();
    const int fieldCount = static_cast<int>(read.fields.size());
    const GdalErrors errors;
    OGR_L_ResetReading(source->layer());
    while (const FeatureHandle record{OGR_L_GetNextFeature(source->layer())}) {
        VectorFeature feature;
        feature.row = static_cast<std::int64_t>(read.features.size()) + 1;
        for (int i = 0; i < fieldCount; ++i)
            feature.values.emplace_back(
                OGR_F_IsFieldSetAndNotNull(record.get(), i) ? OGR_F_GetFieldAsString(record.get(), i) : "");
        if (const OGRGeometryH geometry = OGR_F_GetGeometryRef(record.get()))
            takeGeometry(geometry, feature);
        if (feature.point)
            feature.point = stored->transform(*feature.point);
        feature.area = stored->transform(feature.area);
        feature.lines = stored->transform(feature.lines);
        if (!isFinite(feature)) {
            diagnostics.push_back({path, feature.row, {}, {"io.geometry_not_finite", {}}});
            feature.point.reset();
            feature.area.clear();
            feature.lines.clear();
        } else if (!feature.point && feature.area.empty() && feature.lines.empty()) {
            diagnostics.push_back({path, feature.row, {}, {"io.no_geometry", {}}});
        }
        read.features.push_back(std::move(feature));
    }
    if (!errors.text().empty())
        return fail(ErrorKind::BadFormat, {"io.not_read_by_gdal", {errors.text()}},
                    path + ":" + std::to_string(read.features.size() + 1));
    return read;
}

}  // namespace chiiki
