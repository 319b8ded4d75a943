#include "maps/scene/lanes.h"

#include <algorithm>
#include <cmath>

namespace chiiki {
namespace {

LineString withoutShortSteps(const LineString& line, double shortest)
{
    LineString kept;
    for (const Point p : line)
        if (kept.empty() || std::hypot(p.x - kept.back().x, p.y - kept.back().y) > shortest)
            kept.push_back(p);
    // The end is where the next part of the road begins.
    if (kept.size() > 1)
        kept.back() = line.back();
    return kept;
}

}  // namespace

LineString movedSideways(const LineString& line, double distance)
{
    if (distance == 0 || line.size() < 2)
        return line;
    LineString road = withoutShortSteps(line, std::abs(distance) / 2);
    if (road.size() < 2)
        return line;
    const Point first = road.front();
    const Point last = road.back();
    const bool isBackward = last.x < first.x || (last.x == first.x && last.y < first.y);
    const double away = isBackward ? -distance : distance;

    std::vector<Point> normals;  // of each step, of length 1
    for (std::size_t i = 1; i < road.size(); ++i) {
        const double dx = road[i].x - road[i - 1].x;
        const double dy = road[i].y - road[i - 1].y;
        const double length = std::max(std::hypot(dx, dy), 1e-9);
        normals.push_back({-dy / length, dx / length});
    }
    LineString moved;
    for (std::size_t i = 0; i < road.size(); ++i) {
        const Point before = normals[i > 0 ? i - 1 : 0];
        const Point after = normals[i < normals.size() ? i : normals.size() - 1];
        const Point middle = {before.x + after.x, before.y + after.y};
        const double square = middle.x * middle.x + middle.y * middle.y;
        // 2 / |sum|² times the sum is the mitre; 1 where the road goes straight on, at most 2 at a sharp corner.
        const double mitre = square > 0.5 ? 2 / square : 1;
        moved.push_back({road[i].x + middle.x * mitre * away, road[i].y + middle.y * mitre * away});
    }
    return moved;
}

}  // namespace chiiki
