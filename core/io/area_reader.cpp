#include "core/io/area_reader.h"

#include <algorithm>

#include "core/geo/gdal_errors.h"
#include "core/geo/geometry.h"

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

/// The outline made fit for use; empty where nothing is left of it.
MultiPolygon usableOutline(MultiPolygon outline, const std::string& path, std::int64_t row, Diagnostics& diagnostics)
{
    if (outline.empty()) {
        diagnostics.push_back({path, row, {}, {"geo.area_missing", {}}});
        return {};
    }
    const auto why = whyInvalid(outline);
    if (!why)
        return outline;
    auto repaired = madeValid(outline);
    if (!repaired) {
        diagnostics.push_back({path, row, {}, {"geo.area_not_repaired", {*why}}});
        return {};
    }
    diagnostics.push_back({path, row, {}, {"geo.area_repaired", {*why}}});
    return *std::move(repaired);
}

}  // namespace

Result<AreaLayer> readAreas(const std::string& path, const std::string& layerName, const std::string& codeField,
                            Diagnostics& diagnostics)
{
    auto source = LayerSource::open(path, layerName);
    if (!source)
        return tl::unexpected(source.error());
    const auto code = source->requiredField(codeField);
    if (!code)
        return tl::unexpected(code.error());
    AreaLayer read;
    read.crs = source->crs();
    source->readOnly({*code}, true);

    const GdalErrors errors;
    OGR_L_ResetReading(source->layer());
    std::int64_t row = 0;
    while (const FeatureHandle feature{OGR_L_GetNextFeature(source->layer())}) {
        ++row;
        CodedArea area;
        area.row = row;
        if (OGR_F_IsFieldSetAndNotNull(feature.get(), *code))
            area.code = OGR_F_GetFieldAsString(feature.get(), *code);
        if (area.code.empty()) {
            diagnostics.push_back({path, row, codeField, {"geo.code_empty", {}}});
            continue;
        }
        area.outline = usableOutline(polygonsOf(OGR_F_GetGeometryRef(feature.get())), path, row, diagnostics);
        if (!area.outline.empty())
            read.areas.push_back(std::move(area));
    }
    if (!errors.text().empty())
        return fail(ErrorKind::BadFormat, {"io.not_read_by_gdal", {errors.text()}},
                    path + ":" + std::to_string(row + 1));
    if (read.areas.empty())
        return fail(ErrorKind::BadGeometry, {"geo.no_areas", {std::to_string(row)}}, path);
    std::stable_sort(read.areas.begin(), read.areas.end(),
                     [](const CodedArea& a, const CodedArea& b) { return a.code < b.code; });
    return read;
}

}  // namespace chiiki
