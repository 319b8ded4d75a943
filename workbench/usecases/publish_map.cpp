#include "workbench/usecases/publish_map.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

#include "maps/layout/inset_plan.h"
#include "maps/scene/city_scene.h"
#include "maps/scene/tile_grid.h"

namespace chiiki {
namespace {

using Json = nlohmann::ordered_json;

// The page at which the map is planned, in px; the reader's may be any other.
constexpr double plannedWidth = 640;
constexpr double plannedHeight = 720;
constexpr double margin = 8;
// Paths are written in tenths of a px, as whole numbers.
constexpr int unitsPerPx = 10;

struct Unit {
    long x = 0;
    long y = 0;

    bool operator==(const Unit&) const = default;
};

Unit unitOf(Point page)
{
    return {std::lround(page.x * unitsPerPx), std::lround(page.y * unitsPerPx)};
}

/// "M120 45l3 -2 …z": relative steps between rounded places, so that rounding never adds up.
void appendLine(std::string& path, const std::vector<Point>& line, const MapFrame& frame, bool isClosed)
{
    Unit last;
    bool isFirst = true;
    for (const Point plane : line) {
        const Unit next = unitOf(frame.view(plane));
        if (isFirst)
            path += "M" + std::to_string(next.x) + " " + std::to_string(next.y) + "l";
        else if (next == last)
            continue;
        else
            path += (path.back() == 'l' ? "" : " ") + std::to_string(next.x - last.x) + " " +
                    std::to_string(next.y - last.y);
        isFirst = false;
        last = next;
    }
    if (!path.empty() && path.back() == 'l')
        path += "0 0";
    if (isClosed)
        path += "z";
}

std::string pathOf(const MultiPolygon& area, const MapFrame& frame)
{
    std::string path;
    for (const Polygon& polygon : area)
        for (const Ring& ring : polygon.rings)
            appendLine(path, ring, frame, true);
    return path;
}

std::string pathOf(const MultiLineString& lines, const MapFrame& frame)
{
    std::string path;
    for (const LineString& line : lines)
        appendLine(path, line, frame, false);
    return path;
}

Json sizeJson(const Box& box)
{
    return {{"width", std::lround(box.width * unitsPerPx)}, {"height", std::lround(box.height * unitsPerPx)}};
}

Json boxJson(const Box& box)
{
    const Unit corner = unitOf({box.x, box.y});
    Json made = {{"x", corner.x}, {"y", corner.y}};
    made.update(sizeJson(box));
    return made;
}

/// Paths by district code, borders as lines, and where names stand: what both the map and the enlarged centre need.
Json drawnJson(const CityScene& city, const MapFrame& frame, const Extent& seen)
{
    const double metresPerPixel = frame.view.metresPerPixel;
    const std::vector<MultiPolygon>& outlines = city.outlines(metresPerPixel);
    Json paths = Json::object();
    Json names = Json::object();
    for (std::size_t i = 0; i < outlines.size(); ++i) {
        const DistrictShape& shape = city.districts()[i];
        if (outlines[i].empty() || !shape.extent.intersects(seen))
            continue;
        paths[shape.code] = pathOf(outlines[i], frame);
        if (shape.labelPoint && seen.contains(*shape.labelPoint)) {
            const Unit place = unitOf(frame.view(*shape.labelPoint));
            names[shape.code] = {place.x, place.y};
        }
    }
    MultiLineString borders;
    for (const LineString& line : city.borders(metresPerPixel))
        if (extentOf(MultiLineString{line}).intersects(seen))
            borders.push_back(line);
    return {
        {"paths", std::move(paths)},
        {"names", std::move(names)},
        {"borders", pathOf(borders, frame)},
        {"unitsPerKm", 1000 / metresPerPixel * unitsPerPx},
    };
}

/// The centre in the free corner of the map, drawn in units of its own that begin at its corner.
Json insetJson(const CityScene& city, const MapFrame& main, const InsetPlan& plan)
{
    Json made = {{"codes", plan.inset.codes}, {"box", boxJson(plan.box)}};
    const Point topLeft = main.view({plan.inset.extent.minX, plan.inset.extent.maxY});
    const Point bottomRight = main.view({plan.inset.extent.maxX, plan.inset.extent.minY});
    made["looksAt"] = boxJson({topLeft.x, topLeft.y, bottomRight.x - topLeft.x, bottomRight.y - topLeft.y});
    // On a small page the centre has the page's whole width, so its outlines are as fine as that needs.
    const Box own = {0, 0, plannedWidth, plannedWidth * plan.box.height / plan.box.width};
    made.update(sizeJson(own));
    made.update(drawnJson(city, fittedFrame(own, plan.inset.extent), plan.inset.extent));
    return made;
}

Json mapJson(const CityScene& city)
{
    const Box page = {0, 0, plannedWidth, plannedHeight};
    const Box inner = page.grownBy(-margin);
    // Pushed to the south-east, which leaves one large corner for the centre.
    const MapFrame main = fittedFrame(inner, city.extent(), 1, 1);
    Json made = sizeJson(page);
    made.update(drawnJson(city, main, city.extent()));
    const auto inset = planInset(city, main, {inner, {}, 10, plannedWidth / 2});
    made["inset"] = inset ? insetJson(city, main, *inset) : Json(nullptr);
    return made;
}

Json neighboursJson(const CityScene& city, std::size_t i)
{
    Json made = Json::array();
    for (const auto& neighbour : city.neighbours()[i])
        made.push_back(neighbour ? Json(city.districts()[*neighbour].code) : Json(nullptr));
    return made;
}

}  // namespace

Result<Json> placesJson(const SnapshotPtr& snapshot)
{
    const bool hasOutlines = std::any_of(snapshot->districts.begin(), snapshot->districts.end(),
                                         [](const District& district) { return !district.outline.empty(); });
    std::optional<CityScene> city;
    if (hasOutlines) {
        auto built = CityScene::build(snapshot);
        if (!built)
            return tl::unexpected(built.error());
        city = *std::move(built);
    }
    const TileGrid grid = arrangeTiles(*snapshot);
    Json districts = Json::array();
    for (std::size_t i = 0; i < snapshot->districts.size(); ++i) {
        const District& district = snapshot->districts[i];
        Json one = {
            {"code", district.code},
            {"name", {{"ja", district.name}, {"en", district.romaji.empty() ? district.name : district.romaji}}},
            {"kana", district.kana},
            {"tile", {grid.places[i].column, grid.places[i].row}}};
        if (city) {
            one["areaKm2"] = city->districts()[i].areaKm2;
            one["neighbours"] = neighboursJson(*city, i);
        }
        districts.push_back(std::move(one));
    }
    return Json{{"districts", std::move(districts)},
                {"tiles", {{"columns", grid.columns}, {"rows", grid.rows}, {"automatic", grid.isAutomatic}}},
                {"map", city ? mapJson(*city) : Json(nullptr)}};
}

}  // namespace chiiki
