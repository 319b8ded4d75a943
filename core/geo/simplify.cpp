#include "core/geo/simplify.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/geo/distance.h"
#include "core/geo/topology.h"

namespace chiiki {
namespace {

double squaredDistanceToSegment(Point p, Point a, Point b)
{
    const double dx = b.x - a.x, dy = b.y - a.y;
    const double lengthSquared = dx * dx + dy * dy;
    double along = lengthSquared > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / lengthSquared : 0;
    along = std::clamp(along, 0.0, 1.0);
    return squaredDistance(p, {a.x + along * dx, a.y + along * dy});
}

/// Vertex farthest from the line between the ends of [first, last], and the square of its distance.
std::pair<std::size_t, double> farthest(const LineString& line, std::size_t first, std::size_t last)
{
    std::size_t at = first;
    double squared = -1;
    for (std::size_t i = first + 1; i < last; ++i) {
        const double here = squaredDistanceToSegment(line[i], line[first], line[last]);
        if (here > squared) {
            squared = here;
            at = i;
        }
    }
    return {at, squared};
}

/// Arcs that must not change: between groups, and to the outside. All free where no groups are given.
std::vector<bool> arcsBetweenGroups(const Topology& topology, std::span<const int> groupOfArea)
{
    std::vector<bool> isFixed(topology.arcs.size(), false);
    if (groupOfArea.empty())
        return isFixed;
    struct Use {
        int count = 0;
        int group = 0;
    };
    std::vector<Use> uses(topology.arcs.size());
    for (std::size_t area = 0; area < topology.areas.size(); ++area) {
        for (const auto& polygon : topology.areas[area]) {
            for (const auto& ring : polygon) {
                for (const Topology::ArcId id : ring) {
                    Use& use = uses[arcIndex(id)];
                    if (use.count > 0 && use.group != groupOfArea[area])
                        isFixed[arcIndex(id)] = true;
                    ++use.count;
                    use.group = groupOfArea[area];
                }
            }
        }
    }
    for (std::size_t arc = 0; arc < uses.size(); ++arc)
        if (uses[arc].count == 1)
            isFixed[arc] = true;
    return isFixed;
}

}  // namespace

LineString simplified(const LineString& line, double tolerance)
{
    if (line.size() <= 2)
        return line;
    std::vector<bool> isKept(line.size(), false);
    isKept.front() = isKept.back() = true;
    std::vector<std::pair<std::size_t, std::size_t>> open;
    if (line.front() == line.back()) {
        const std::size_t far = farthest(line, 0, line.size() - 1).first;
        isKept[far] = true;
        const auto before = farthest(line, 0, far);
        const auto after = farthest(line, far, line.size() - 1);
        isKept[before.second >= after.second ? before.first : after.first] = true;
        open = {{0, far}, {far, line.size() - 1}};
    } else {
        open = {{0, line.size() - 1}};
    }
    while (!open.empty()) {
        const auto [first, last] = open.back();
        open.pop_back();
        const auto [at, squared] = farthest(line, first, last);
        if (squared <= tolerance * tolerance)
            continue;
        isKept[at] = true;
        open.emplace_back(first, at);
        open.emplace_back(at, last);
    }
    LineString kept;
    for (std::size_t i = 0; i < line.size(); ++i)
        if (isKept[i])
            kept.push_back(line[i]);
    return kept;
}

std::vector<MultiPolygon> simplifiedTogether(std::span<const MultiPolygon> areas, double tolerance,
                                             std::span<const int> groupOfArea)
{
    const Topology original = topologyOf(areas);
    const std::vector<bool> isFixed = arcsBetweenGroups(original, groupOfArea);
    Topology thinner = original;
    for (std::size_t arc = 0; arc < thinner.arcs.size(); ++arc)
        if (!isFixed[arc])
            thinner.arcs[arc] = simplified(original.arcs[arc], tolerance);

    std::vector<MultiPolygon> outlines(areas.size());
    std::vector<bool> isStale(areas.size(), true);
    std::vector<std::vector<std::size_t>> usersOfArc(original.arcs.size());
    for (std::size_t area = 0; area < areas.size(); ++area)
        for (const auto& polygon : original.areas[area])
            for (const auto& ring : polygon)
                for (const Topology::ArcId id : ring)
                    usersOfArc[arcIndex(id)].push_back(area);

    // Giving an area its vertices back changes its neighbours, which may be invalid then: until nothing changes. Every
    // round gives at least one arc back, so it ends.
    bool isChanged = true;
    while (isChanged) {
        isChanged = false;
        for (std::size_t area = 0; area < areas.size(); ++area) {
            if (!isStale[area])
                continue;
            isStale[area] = false;
            outlines[area] = outlineOf(thinner, area);
            if (!whyInvalid(outlines[area]))
                continue;
            for (const auto& polygon : original.areas[area]) {
                for (const auto& ring : polygon) {
                    for (const Topology::ArcId id : ring) {
                        const std::size_t arc = arcIndex(id);
                        if (thinner.arcs[arc].size() == original.arcs[arc].size())
                            continue;
                        thinner.arcs[arc] = original.arcs[arc];
                        for (const std::size_t user : usersOfArc[arc])
                            isStale[user] = true;
                        isChanged = true;
                    }
                }
            }
        }
    }
    return outlines;
}

}  // namespace chiiki
