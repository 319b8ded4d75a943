#include "core/geo/neighbours.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <tuple>
#include <utility>

#include "core/geo/topology.h"

namespace chiiki {
namespace {

constexpr double mostTurnDegrees = 60;
constexpr double shortBorderM = 1500;
constexpr double headingDegrees[] = {90, -90, 180, 0};  // by Heading, counter-clockwise from east

double lengthOf(const LineString& line)
{
    double length = 0;
    for (std::size_t i = 1; i < line.size(); ++i)
        length += std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y);
    return length;
}

/// Area times two and the sums of the centroid, of all rings: a hole runs the other way and is taken off.
struct Moments {
    double area = 0, x = 0, y = 0;

    void add(const Ring& ring, Point origin, double sign)
    {
        for (std::size_t i = 1; i < ring.size(); ++i) {
            const Point a = {ring[i - 1].x - origin.x, ring[i - 1].y - origin.y};
            const Point b = {ring[i].x - origin.x, ring[i].y - origin.y};
            const double cross = sign * (a.x * b.y - b.x * a.y);
            area += cross;
            x += cross * (a.x + b.x) / 3;
            y += cross * (a.y + b.y) / 3;
        }
    }
};

std::optional<Point> centroidOf(const MultiPolygon& area)
{
    if (area.empty() || area.front().rings.empty() || area.front().rings.front().empty())
        return std::nullopt;
    // From a vertex nearby: products of coordinates of the whole country would lose digits.
    const Point origin = area.front().rings.front().front();
    Moments all;
    for (const Polygon& polygon : area)
        for (std::size_t i = 0; i < polygon.rings.size(); ++i) {
            Moments ring;
            ring.add(polygon.rings[i], origin, 1);
            const bool isClockwise = ring.area < 0;
            all.add(polygon.rings[i], origin, isClockwise == (i == 0) ? -1 : 1);
        }
    if (!(all.area > 0))
        return std::nullopt;
    return Point{origin.x + all.x / all.area, origin.y + all.y / all.area};
}

/// Length of the border that two areas share, by their indices, the smaller first.
std::map<std::pair<std::size_t, std::size_t>, double> sharedBordersM(std::span<const MultiPolygon> areas)
{
    const Topology topology = topologyOf(areas);
    std::vector<std::vector<std::size_t>> sides(topology.arcs.size());
    for (std::size_t area = 0; area < topology.areas.size(); ++area)
        for (const auto& polygon : topology.areas[area])
            for (const Topology::RingArcs& ring : polygon)
                for (const Topology::ArcId arc : ring)
                    sides[arcIndex(arc)].push_back(area);
    std::map<std::pair<std::size_t, std::size_t>, double> borders;
    for (std::size_t arc = 0; arc < sides.size(); ++arc)
        if (sides[arc].size() == 2 && sides[arc][0] != sides[arc][1])
            borders[std::minmax(sides[arc][0], sides[arc][1])] += lengthOf(topology.arcs[arc]);
    return borders;
}

}  // namespace

std::vector<Neighbours> neighboursOf(std::span<const MultiPolygon> areas)
{
    struct Candidate {
        bool isShort;
        double turn;
        double negativeBorder;  // of equal turns the longer border
        std::size_t area;

        bool operator<(const Candidate& other) const
        {
            return std::tie(isShort, turn, negativeBorder, area) <
                   std::tie(other.isShort, other.turn, other.negativeBorder, other.area);
        }
    };
    std::vector<std::optional<Point>> centres;
    for (const MultiPolygon& area : areas)
        centres.push_back(centroidOf(area));
    std::vector<std::array<std::vector<Candidate>, 4>> candidates(areas.size());
    for (const auto& [pair, border] : sharedBordersM(areas))
        for (const auto& [from, to] : {pair, std::pair(pair.second, pair.first)}) {
            if (!centres[from] || !centres[to])
                continue;
            const double bearing = std::atan2(centres[to]->y - centres[from]->y, centres[to]->x - centres[from]->x) *
                                   180 / std::numbers::pi;
            for (std::size_t heading = 0; heading < 4; ++heading)
                if (const double turn = std::abs(std::remainder(bearing - headingDegrees[heading], 360));
                    turn <= mostTurnDegrees)
                    candidates[from][heading].push_back({border < shortBorderM, turn, -border, to});
        }
    std::vector<Neighbours> neighbours(areas.size());
    for (std::size_t area = 0; area < areas.size(); ++area)
        for (std::size_t heading = 0; heading < 4; ++heading)
            if (const auto& there = candidates[area][heading]; !there.empty())
                neighbours[area][heading] = std::min_element(there.begin(), there.end())->area;
    return neighbours;
}

}  // namespace chiiki
