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

std::vector<double> taxiDashes(std::size_t index)
{
    static const std::vector<std::vector<double>> dashes = {{}, {8, 4}, {2, 3}, {8, 3, 2, 3}, {12, 3}};
    return dashes[index % dashes.size()];
}

const std::string& taxiName(const Route& route)
{
    return route.lines.empty() ? route.operatorName : route.lines.front();
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
    disc.addCircle(centre, 7);
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

/// Badges each 120 px along the pieces of a line, at least one.
void appendBadges(Scene& scene, const MultiLineString& lines, const MapFrame& frame, const std::string& character,
                  Colour colour)
{
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
                if (frame.box.contains(centre))
                    appendBadge(scene, centre, character, colour);
                hasOne = true;
                untilNext = badgeSpacing;
            }
            untilNext -= length - walked;
        }
    }
    if (!hasOne && !lines.empty() && lines.front().size() > 1)
        appendBadge(scene, frame.view(lines.front()[lines.front().size() / 2]), character, colour);
}

}  // namespace

std::vector<TaxiLine> taxiLines(const Snapshot& snapshot)
{
    std::set<std::string> names;
    for (const Route& route : snapshot.routes)
        if (route.kind == RouteKind::Taxi)
            names.insert(taxiName(route));
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
    std::map<std::string, MultiLineString> taxis;  // by line name, so that colours do not depend on the file's order
    for (std::size_t i = 0; i < routes.size(); ++i) {
        switch (routes[i].kind) {
        case RouteKind::Bus:
            addLines(buses[busWidth(routes[i].runsPerDay)], paths[i], frame.view, frame.box.grownBy(20));
            break;
        case RouteKind::Rail:
            addLines(rail, paths[i], frame.view, frame.box.grownBy(20));
            break;
        case RouteKind::Taxi: {
            MultiLineString& lines = taxis[taxiName(routes[i])];
            lines.insert(lines.end(), paths[i].begin(), paths[i].end());
            break;
        }
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
            appendBadges(scene, taxis[look.name], frame, firstCharacter(look.name), look.stroke.colour);
}

}  // namespace chiiki
