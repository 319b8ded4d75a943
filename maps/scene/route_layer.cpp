#include "maps/scene/route_layer.h"

#include <cmath>
#include <map>
#include <set>

#include "maps/scene/page_geometry.h"
#include "maps/scene/text_measure.h"
#include "maps/style/palette.h"
#include "maps/style/ramp.h"

namespace chiiki {
namespace {

constexpr double badgeSpacing = 120;  // px
constexpr double badgeRadius = 7;

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

/// Each 120 px along the pieces of a line, at least one, as far as the frame shows them.
std::vector<Point> badgeCentres(const MultiLineString& lines, const MapFrame& frame)
{
    std::vector<Point> centres;
    const Box sight = frame.box.grownBy(-badgeRadius - 1);  // a badge is shown whole or not at all
    double untilNext = badgeSpacing / 4;
    bool hasOne = false;
    for (const LineString& line : lines) {
        for (std::size_t i = 1; i < line.size(); ++i) {
            const Point a = frame.view(line[i - 1]);
            const Point b = frame.view(line[i]);
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
    if (const Point middle = frame.view(lines.front()[lines.front().size() / 2]); sight.contains(middle))
        centres.push_back(middle);
    return centres;
}

/// By line name, so that colours do not depend on the file's order.
std::map<std::string, MultiLineString> taxiPaths(const CityScene& city)
{
    const std::vector<Route>& routes = city.snapshot().routes;
    const std::vector<MultiLineString>& paths = city.routes();
    const std::set<std::string> buses = busLines(city.snapshot());
    std::map<std::string, MultiLineString> taxis;
    for (std::size_t i = 0; i < routes.size(); ++i)
        if (routes[i].kind == RouteKind::Taxi)
            for (const std::string& name : taxiNames(routes[i], buses))
                taxis[name].insert(taxis[name].end(), paths[i].begin(), paths[i].end());
    return taxis;
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

void appendRoutes(Scene& scene, const CityScene& city, const MapFrame& frame)
{
    const std::vector<Route>& routes = city.snapshot().routes;
    const std::vector<MultiLineString>& paths = city.routes();
    std::map<double, Path> buses;
    Path rail;
    std::map<std::string, MultiLineString> taxis = taxiPaths(city);
    for (std::size_t i = 0; i < routes.size(); ++i) {
        switch (routes[i].kind) {
        case RouteKind::Bus:
            addLines(buses[busWidth(routes[i].runsPerDay)], paths[i], frame.view, frame.box.grownBy(20));
            break;
        case RouteKind::Rail:
            addLines(rail, paths[i], frame.view, frame.box.grownBy(20));
            break;
        case RouteKind::Taxi:
            break;
        }
    }
    for (const auto& [width, path] : buses)
        scene.items.push_back(PathItem{path, {}, {}, Stroke{rgb(0xFFFFFF), width + 1.2, {}, true}});
    for (const auto& [width, path] : buses)
        scene.items.push_back(PathItem{path, {}, {}, Stroke{palette::bus, width, {}, true}});
    if (!rail.isEmpty()) {
        scene.items.push_back(PathItem{rail, {}, {}, Stroke{rgb(0xFFFFFF), 4.4, {}, true}});
        scene.items.push_back(PathItem{rail, {}, {}, Stroke{palette::rail, 3, {}, true}});
        scene.items.push_back(PathItem{rail, {}, {}, Stroke{rgb(0xFFFFFF), 1.6, {7, 7}, false}});
    }
    const std::vector<TaxiLine> looks = taxiLines(city.snapshot());
    for (const TaxiLine& look : looks) {
        Path path;
        addLines(path, taxis[look.name], frame.view, frame.box.grownBy(20));
        scene.items.push_back(PathItem{path, {}, {}, Stroke{rgb(0xFFFFFF), 4.8, {}, true}});
        scene.items.push_back(PathItem{path, {}, {}, look.stroke});
    }
    for (const TaxiLine& look : looks)
        if (!look.name.empty())
            for (const Point centre : badgeCentres(taxis[look.name], frame))
                appendBadge(scene, centre, firstCharacter(look.name), look.stroke.colour);
}

std::vector<Box> routeBadgeBoxes(const CityScene& city, const MapFrame& frame)
{
    std::vector<Box> boxes;
    for (const auto& [name, lines] : taxiPaths(city))
        if (!name.empty())
            for (const Point centre : badgeCentres(lines, frame))
                boxes.push_back(Box{centre.x, centre.y, 0, 0}.grownBy(badgeRadius));
    return boxes;
}

}  // namespace chiiki
