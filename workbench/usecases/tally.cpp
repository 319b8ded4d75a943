#include "workbench/usecases/tally.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "core/analysis/tally.h"
#include "core/geo/area_locator.h"
#include "core/geo/extent.h"
#include "core/geo/transform.h"
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

bool isInDegrees(const LayerCrs& crs)
{
    return crs.wkt.starts_with("GEOG") || crs.wkt.starts_with("GEODCRS");
}

bool isBeyondDegrees(Point point)
{
    return std::abs(point.x) > 180 || std::abs(point.y) > 90;
}

bool areDegrees(const std::vector<CodedArea>& areas)
{
    return std::none_of(areas.begin(), areas.end(), [](const CodedArea& area) {
        const Extent extent = extentOf(area.outline);
        return isBeyondDegrees({extent.minX, extent.minY}) || isBeyondDegrees({extent.maxX, extent.maxY});
    });
}

/// Takes the place of each point that cannot be longitude and latitude; how many there were.
std::int64_t setAsideBeyondDegrees(std::vector<Point>& points)
{
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    std::int64_t count = 0;
    for (Point& point : points)
        if (isBeyondDegrees(point)) {
            point = {none, none};
            ++count;
        }
    return count;
}

/// That one of the two gives no CRS, or one that cannot be read, and which was taken.
Diagnostic assumedCrs(const LayerCrs& silentCrs, const std::string& silent, const std::string& known)
{
    if (!silentCrs.fault.empty())
        return {silent, 0, {}, {"geo.crs_unreadable_assumed_same", {silentCrs.fault, known}}};
    return {silent, 0, {}, {"geo.crs_assumed_same", {known}}};
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
    const std::string &pointsPath = request.points.path, &areasPath = request.areasPath;
    if (points->crs().isGiven() && !areas->crs.isGiven()) {
        if (isInDegrees(points->crs()) && !areDegrees(areas->areas))
            return fail(ErrorKind::CrsMismatch, {"geo.areas_beyond_degrees", {pointsPath}}, areasPath);
        result.diagnostics.push_back(assumedCrs(areas->crs, areasPath, pointsPath));
    }
    if (!points->crs().isGiven() && areas->crs.isGiven())
        result.diagnostics.push_back(assumedCrs(points->crs(), pointsPath, areasPath));
    // Metres taken for degrees would all count as outside, which is no true statement about them.
    const bool isAssumedDegrees = !points->crs().isGiven() && isInDegrees(areas->crs);
    std::int64_t beyondDegrees = 0;

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
        if (isAssumedDegrees)
            beyondDegrees += setAsideBeyondDegrees(batch.points);
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
    if (beyondDegrees > 0)
        result.diagnostics.push_back(
            {pointsPath, 0, {}, {"geo.points_beyond_degrees", {std::to_string(beyondDegrees), areasPath}}});
    result.diagnostics.insert(result.diagnostics.end(), setAside.begin(), setAside.end());
    return result;
}

}  // namespace chiiki
