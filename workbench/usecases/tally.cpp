#include "workbench/usecases/tally.h"

#include <optional>
#include <utility>

#include "core/analysis/tally.h"
#include "core/geo/area_locator.h"
#include "core/geo/crs.h"
#include "core/io/area_reader.h"

namespace chiiki {
namespace {

/// nullopt: positions stay as they are.
Result<std::optional<Transform>> transformBetween(const LayerCrs& points, const LayerCrs& areas)
{
    if (!points.isGiven() || !areas.isGiven())
        return std::optional<Transform>();
    auto transform = points.epsg && areas.epsg ? Transform::between(*points.epsg, *areas.epsg)
                                               : Transform::betweenWkt(points.wkt, areas.wkt);
    if (!transform)
        return tl::unexpected(transform.error());
    if (transform->isIdentity())
        return std::optional<Transform>();
    return std::optional<Transform>(*std::move(transform));
}

/// One row a code, from one total a feature; features come sorted by code.
std::vector<TallyRow> rowsByCode(const AreaLayer& layer, const Tally& totals)
{
    std::vector<TallyRow> rows;
    for (std::size_t i = 0; i < layer.areas.size(); ++i) {
        if (rows.empty() || rows.back().code != layer.areas[i].code)
            rows.push_back({layer.areas[i].code, 0, 0});
        rows.back().count += totals.areas[i].count;
        rows.back().weight += totals.areas[i].weight;
    }
    return rows;
}

}  // namespace

Result<TallyResult> tally(const TallyRequest& request)
{
    TallyResult result;
    auto areas = readAreas(request.areasPath, request.areasLayer, request.codeField, result.diagnostics);
    if (!areas)
        return tl::unexpected(areas.error());
    auto points = PointStream::open(request.points);
    if (!points)
        return tl::unexpected(points.error());
    const auto transform = transformBetween(points->crs(), areas->crs);
    if (!transform)
        return tl::unexpected(transform.error());
    if (points->crs().isGiven() != areas->crs.isGiven()) {
        const bool isPointsKnown = points->crs().isGiven();
        const std::string& silent = isPointsKnown ? request.areasPath : request.points.path;
        const std::string& known = isPointsKnown ? request.points.path : request.areasPath;
        result.diagnostics.push_back({silent, 0, {}, {"geo.crs_assumed_same", {known}}});
    }

    std::vector<MultiPolygon> outlines;
    outlines.reserve(areas->areas.size());
    for (CodedArea& area : areas->areas)
        outlines.push_back(std::move(area.outline));
    const AreaLocator locator(outlines);
    TallyStream stream(locator, outlines.size());
    PointBatch batch;
    while (true) {
        const auto hasMore = points->next(batch);
        if (!hasMore)
            return tl::unexpected(hasMore.error());
        if (!*hasMore)
            break;
        if (*transform)
            (*transform)->apply(batch.points);
        stream.add(batch.points, batch.weights);
    }

    const Tally totals = stream.result();
    result.rows = rowsByCode(*areas, totals);
    result.outside = {{}, totals.outside.count, totals.outside.weight};
    result.unplaced = {{}, totals.unplaced.count, totals.unplaced.weight};
    result.counts = totals.counts();
    result.weights = totals.weights();
    result.hasWeights = !request.points.weightField.empty();
    const Diagnostics setAside = points->diagnostics();
    result.diagnostics.insert(result.diagnostics.end(), setAside.begin(), setAside.end());
    return result;
}

}  // namespace chiiki
