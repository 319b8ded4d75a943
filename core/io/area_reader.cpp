#include "core/io/area_reader.h"

#include <algorithm>

#include "core/geo/gdal_errors.h"
#include "core/geo/geometry.h"
#include "core/io/ogr_area.h"

namespace chiiki {
namespace {

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
