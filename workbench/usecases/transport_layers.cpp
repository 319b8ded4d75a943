#include "workbench/usecases/transport_layers.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "core/io/numbers.h"
#include "core/io/positions.h"
#include "core/io/topojson.h"
#include "core/io/vector_reader.h"
#include "core/text/names.h"

namespace chiiki {
namespace {

constexpr TransportColumns layers[] = {
    {RouteKind::Bus, true, "B_NAME", "B_ROSEN", "JIGYOSYA", "", ""},
    {RouteKind::Bus, false, "", "B_ROSEN", "JIGYOSYA", "B_HINDO", ""},
    {RouteKind::Rail, true, "EKI_NAME", "T_ROSEN", "COMPANY", "T_HIND", "KYAKUSU"},
    {RouteKind::Rail, false, "", "T_ROSEN", "COMPANY", "", ""},
};

std::vector<std::string> splitAtCommas(const std::string& text)
{
    std::vector<std::string> parts;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find(',', at), text.size());
        std::string part = trimmed(std::string_view(text).substr(at, end - at));
        if (!part.empty() && std::find(parts.begin(), parts.end(), part) == parts.end())
            parts.push_back(std::move(part));
        at = end + 1;
    }
    return parts;
}

std::string joinedNames(const std::string& commaSeparated)
{
    std::string joined;
    for (const std::string& part : splitAtCommas(commaSeparated))
        joined += (joined.empty() ? "" : "、") + part;
    return joined;
}

std::string recordId(const std::string& sourceId, std::int64_t row)
{
    char number[16];
    std::snprintf(number, sizeof number, "%04lld", static_cast<long long>(row));
    return sourceId + ":" + number;
}

bool isTaxi(const std::vector<std::string>& lines, const std::set<std::string>& taxiLines)
{
    return std::any_of(lines.begin(), lines.end(), [&](const std::string& line) { return taxiLines.contains(line); });
}

bool isOnlyTaxi(const std::vector<std::string>& lines, const std::set<std::string>& taxiLines)
{
    return !lines.empty() &&
           std::all_of(lines.begin(), lines.end(), [&](const std::string& line) { return taxiLines.contains(line); });
}

/// Seven decimals of a degree, as packs keep places: the same layer again changes nothing.
Point asKept(Point place)
{
    return {std::round(place.x * 1e7) / 1e7, std::round(place.y * 1e7) / 1e7};
}

std::string textOf(const VectorLayer& layer, const VectorFeature& feature, const char* name)
{
    const auto field = layer.field(name);
    return field ? trimmed(feature.values[*field]) : std::string();
}

Stop stopOf(const VectorLayer& layer, const VectorFeature& feature, const TransportColumns& columns,
            const TransportSource& source, const DistrictLocator& locator)
{
    Stop stop;
    stop.id = recordId(source.edition.sourceId, feature.row);
    stop.name = textOf(layer, feature, columns.name);
    stop.lines = splitAtCommas(textOf(layer, feature, columns.lines));
    stop.kind = isOnlyTaxi(stop.lines, source.taxiLines) ? RouteKind::Taxi : columns.kind;
    stop.operatorName = joinedNames(textOf(layer, feature, columns.operatorName));
    stop.runsPerDay = parseNumber(textOf(layer, feature, columns.runs));
    stop.passengersPerDay = parseNumber(textOf(layer, feature, columns.passengers));
    stop.dataYear = source.dataYear;
    const JudgedPosition position =
        feature.point ? judgePosition(*feature.point, locator.city()) : JudgedPosition{std::nullopt, "io.no_geometry"};
    if (position.point)
        stop.place = asKept(*position.point);
    stop.placement = locator.place(position);
    stop.sourceId = source.edition.sourceId;
    stop.sourceRow = static_cast<int>(feature.row);
    return stop;
}

Route routeOf(const VectorLayer& layer, const VectorFeature& feature, const TransportColumns& columns,
              const TransportSource& source)
{
    Route route;
    route.id = recordId(source.edition.sourceId, feature.row);
    route.lines = splitAtCommas(textOf(layer, feature, columns.lines));
    route.kind = isTaxi(route.lines, source.taxiLines) ? RouteKind::Taxi : columns.kind;
    route.operatorName = joinedNames(textOf(layer, feature, columns.operatorName));
    route.runsPerDay = parseNumber(textOf(layer, feature, columns.runs));
    route.dataYear = source.dataYear;
    for (const LineString& line : feature.lines) {
        LineString path;
        for (const Point& p : line)
            if (const Point q = quantised(p); path.empty() || path.back() != q)
                path.push_back(q);
        route.path.push_back(std::move(path));
    }
    route.sourceId = source.edition.sourceId;
    return route;
}

}  // namespace

const TransportColumns* transportColumnsOf(const std::vector<std::string>& fields)
{
    const auto isThere = [&](const char* name) {
        return !*name || std::find(fields.begin(), fields.end(), name) != fields.end();
    };
    for (const TransportColumns& columns : layers)
        if (isThere(columns.name) && isThere(columns.lines) && isThere(columns.operatorName) && isThere(columns.runs) &&
            isThere(columns.passengers))
            return &columns;
    return nullptr;
}

Result<TransportLayer> readTransportLayer(const TransportSource& source, const DistrictLocator& locator,
                                          Diagnostics& diagnostics)
{
    const auto layer = readVectorLayer(source.path, {}, diagnostics);
    if (!layer)
        return tl::unexpected(layer.error());
    const TransportColumns* columns = transportColumnsOf(layer->fields);
    if (!columns)
        return fail(ErrorKind::BadFormat, {"io.columns_missing", {"B_ROSEN, T_ROSEN", layer->name}}, source.path);
    TransportLayer read;
    read.edition = source.edition;
    read.edition.encoding = layer->encoding;
    read.edition.crs = layer->crs;
    read.edition.rows = {};
    for (const VectorFeature& feature : layer->features) {
        if (columns->isStops) {
            read.stops.push_back(stopOf(*layer, feature, *columns, source, locator));
            countPlaced(read.edition.rows, read.stops.back().placement);
        } else {
            read.routes.push_back(routeOf(*layer, feature, *columns, source));
        }
    }
    return read;
}

}  // namespace chiiki
