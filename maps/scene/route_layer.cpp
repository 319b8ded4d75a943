#include "maps/scene/route_layer.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "core/geo/extent.h"
#include "maps/scene/lanes.h"
#include "maps/scene/page_geometry.h"
#include "maps/scene/text_measure.h"
#include "maps/style/palette.h"
#include "maps/style/ramp.h"

namespace chiiki {
namespace {

constexpr double badgeSpacing = 120;  // px
constexpr double badgeRadius = 7;
constexpr double beyondFrame = 20;  // px that lines are followed, so that their ends and joins lie out of sight

std::vector<double> taxiDashes(std::size_t index)
{
    static const std::vector<std::vector<double>> dashes = {{}, {8, 4}, {2, 3}, {8, 3, 2, 3}, {12, 3}};
    return dashes[index % dashes.size()];
}

/// What stands before the wide space of 「ふれあい号　由良方面　右回り」.
std::string withoutDirection(const std::string& line)
{
    return line.substr(0, line.find("　"));
}

std::set<std::string> busLines(const Snapshot& snapshot)
{
    std::set<std::string> names;
    for (const Route& route : snapshot.routes)
        if (route.kind == RouteKind::Bus)
            names.insert(route.lines.begin(), route.lines.end());
    return names;
}

/// The community taxis that run on a part of kind Taxi; the operator where the source names no line.
std::set<std::string> taxiNames(const Route& route, const std::set<std::string>& buses)
{
    std::set<std::string> names;
    for (const std::string& line : route.lines)
        if (!buses.contains(line))
            names.insert(withoutDirection(line));
    if (names.empty())
        names.insert(route.operatorName);
    return names;
}

std::string firstCharacter(const std::string& text)
{
    std::size_t length = 1;
    while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80)
        ++length;
    return text.substr(0, length);
}

void appendBadge(Scene& scene, Point centre, const std::string& character, Colour colour)
{
    Path disc;
    disc.addCircle(centre, badgeRadius);
    scene.items.push_back(PathItem{disc, rgb(0xFFFFFF), {}, Stroke{colour, 1.6, {}, true}});
    const double size = 9;
    scene.items.push_back(TextItem{{centre.x - textWidth(character, size, true) / 2, centre.y + size * 0.37},
                                   character,
                                   size,
                                   true,
                                   palette::text,
                                   {},
                                   0});
}

/// Each 120 px along the pieces of a line on the page, at least one, as far as the frame shows them.
std::vector<Point> badgeCentres(const MultiLineString& lines, const MapFrame& frame)
{
    std::vector<Point> centres;
    const Box sight = frame.box.grownBy(-badgeRadius - 1);  // a badge is shown whole or not at all
    double untilNext = badgeSpacing / 4;
    bool hasOne = false;
    for (const LineString& line : lines) {
        for (std::size_t i = 1; i < line.size(); ++i) {
            const Point a = line[i - 1];
            const Point b = line[i];
            const double length = std::hypot(b.x - a.x, b.y - a.y);
            double walked = 0;
            while (length - walked >= untilNext) {
                walked += untilNext;
                const double share = walked / length;
                const Point centre = {a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share};
                if (sight.contains(centre))
                    centres.push_back(centre);
                hasOne = true;
                untilNext = badgeSpacing;
            }
            untilNext -= length - walked;
        }
    }
    if (hasOne || lines.empty() || lines.front().size() < 2)
        return centres;
    if (const Point middle = lines.front()[lines.front().size() / 2]; sight.contains(middle))
        centres.push_back(middle);
    return centres;
}

/// Where bus and taxi lines run on the page, each in its lane.
struct RoadLines {
    std::map<double, MultiLineString> buses;       // by width
    std::map<std::string, MultiLineString> taxis;  // by name, so that colours do not depend on the file's order
};

enum class Roads { All, WithTaxi };

/// Those of the buses as far as they come near the frame; those of taxis whole, as their badges are spaced along them.
RoadLines roadLines(const CityScene& city, const MapFrame& frame, Roads wanted)
{
    const Box near = frame.box.grownBy(beyondFrame);
    const Extent sight{near.x, near.y, near.right(), near.bottom()};
    const std::vector<Route>& routes = city.snapshot().routes;
    const std::vector<MultiLineString>& paths = city.routes();
    const std::set<std::string> busNames = busLines(city.snapshot());
    RoadLines roads;
    LineString road;
    for (std::size_t i = 0; i < routes.size(); ++i) {
        const Route& route = routes[i];
        if (route.kind == RouteKind::Rail)
            continue;
        const std::set<std::string> taxis =
            route.kind == RouteKind::Taxi ? taxiNames(route, busNames) : std::set<std::string>{};
        if (taxis.empty() && wanted == Roads::WithTaxi)
            continue;
        const bool hasBus =
            taxis.empty() || std::any_of(route.lines.begin(), route.lines.end(),
                                         [&](const std::string& line) { return busNames.contains(line); });
        std::vector<MultiLineString*> lanes;
        if (hasBus)
            lanes.push_back(&roads.buses[busWidth(route.runsPerDay)]);
        for (const std::string& name : taxis)
            lanes.push_back(&roads.taxis[name]);
        for (const LineString& line : paths[i]) {
            road.clear();
            Extent extent;
            for (const Point p : line) {
                road.push_back(frame.view(p));
                extent.include(road.back());
            }
            if (taxis.empty() && !extent.intersects(sight))
                continue;
            for (std::size_t lane = 0; lane < lanes.size(); ++lane)
                lanes[lane]->push_back(movedSideways(road, laneOffset(lane, lanes.size(), laneSpacing)));
        }
    }
    return roads;
}

/// Lines that are on the page already.
Path pagePath(const MultiLineString& lines, const MapFrame& frame)
{
    // y of the page runs down and of the plane up: turned over here, and back again by the view.
    MultiLineString turned = lines;
    for (LineString& line : turned)
        for (Point& p : line)
            p.y = -p.y;
    Path path;
    addLines(path, turned, PlaneToPage{}, frame.box.grownBy(beyondFrame));
    return path;
}

Path railPath(const CityScene& city, const MapFrame& frame)
{
    Path path;
    for (std::size_t i = 0; i < city.routes().size(); ++i)
        if (city.snapshot().routes[i].kind == RouteKind::Rail)
            addLines(path, city.routes()[i], frame.view, frame.box.grownBy(beyondFrame));
    return path;
}

}  // namespace

std::vector<TaxiLine> taxiLines(const Snapshot& snapshot)
{
    const std::set<std::string> buses = busLines(snapshot);
    std::set<std::string> names;
    for (const Route& route : snapshot.routes)
        if (route.kind == RouteKind::Taxi)
            names.merge(taxiNames(route, buses));
    std::vector<TaxiLine> lines;
    for (const std::string& name : names)
        lines.push_back(
            {name, Stroke{routeColours()[lines.size() % routeColours().size()], 3, taxiDashes(lines.size()), false}});
    return lines;
}

double busWidth(std::optional<double> runsPerDay)
{
    const double runs = runsPerDay.value_or(0);
    return runs >= 20 ? 3.2 : runs >= 5 ? 2 : 1.2;
}

void appendRoutes(Scene& scene, const CityScene& city, const MapFrame& frame, const MapContent& content)
{
    const RoadLines roads = content.showsRoutes ? roadLines(city, frame, Roads::All) : RoadLines{};
    std::vector<std::pair<double, Path>> buses;
    for (const auto& [width, lines] : roads.buses)
        buses.emplace_back(width, pagePath(lines, frame));
    std::map<std::string, Path> taxis;
    for (const auto& [name, lines] : roads.taxis)
        taxis[name] = pagePath(lines, frame);
    const std::vector<TaxiLine> looks = content.showsRoutes ? taxiLines(city.snapshot()) : std::vector<TaxiLine>{};
    // All casings first: one drawn later would eat into the lane beside it.
    for (const TaxiLine& look : looks)
        scene.items.push_back(PathItem{taxis[look.name], {}, {}, Stroke{rgb(0xFFFFFF), 4.8, {}, true}});
    for (const auto& [width, path] : buses)
        scene.items.push_back(PathItem{path, {}, {}, Stroke{rgb(0xFFFFFF), width + 1.2, {}, true}});
    for (const auto& [width, path] : buses)
        scene.items.push_back(PathItem{path, {}, {}, Stroke{palette::bus, width, {}, true}});
    if (content.showsRail || content.showsRoutes) {
        if (const Path rail = railPath(city, frame); !rail.isEmpty()) {
            scene.items.push_back(PathItem{rail, {}, {}, Stroke{rgb(0xFFFFFF), 4.4, {}, true}});
            scene.items.push_back(PathItem{rail, {}, {}, Stroke{palette::rail, 3, {}, true}});
            scene.items.push_back(PathItem{rail, {}, {}, Stroke{rgb(0xFFFFFF), 1.6, {7, 7}, false}});
        }
    }
    for (const TaxiLine& look : looks)
        scene.items.push_back(PathItem{taxis[look.name], {}, {}, look.stroke});
    for (const TaxiLine& look : looks)
        if (!look.name.empty())
            for (const Point centre : badgeCentres(roads.taxis.at(look.name), frame))
                appendBadge(scene, centre, firstCharacter(look.name), look.stroke.colour);
}

std::vector<Box> routeBadgeBoxes(const CityScene& city, const MapFrame& frame, const MapContent& content)
{
    std::vector<Box> boxes;
    if (!content.showsRoutes)
        return boxes;
    for (const auto& [name, lines] : roadLines(city, frame, Roads::WithTaxi).taxis)
        if (!name.empty())
            for (const Point centre : badgeCentres(lines, frame))
                boxes.push_back(Box{centre.x, centre.y, 0, 0}.grownBy(badgeRadius));
    return boxes;
}

}  // namespace chiiki
