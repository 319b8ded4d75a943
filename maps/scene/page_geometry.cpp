#include "maps/scene/page_geometry.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/geo/distance.h"

namespace chiiki {
namespace {

struct Side {
    bool isX;
    double limit;
    bool keepsGreater;

    double over(Point p) const { return keepsGreater ? (isX ? p.x : p.y) - limit : limit - (isX ? p.x : p.y); }
};

std::vector<Point> cut(const std::vector<Point>& ring, const Side& side)
{
    std::vector<Point> kept;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Point a = ring[i == 0 ? ring.size() - 1 : i - 1];
        const Point b = ring[i];
        const double overA = side.over(a);
        const double overB = side.over(b);
        if ((overA >= 0) != (overB >= 0)) {
            const double share = overA / (overA - overB);
            kept.push_back({a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share});
        }
        if (overB >= 0)
            kept.push_back(b);
    }
    return kept;
}

}  // namespace

void addArea(Path& path, const MultiPolygon& area, const PlaneToPage& view, const Box& bounds)
{
    const std::array<Side, 4> sides = {{{true, bounds.x, true},
                                        {true, bounds.right(), false},
                                        {false, bounds.y, true},
                                        {false, bounds.bottom(), false}}};
    for (const Polygon& polygon : area) {
        for (const Ring& ring : polygon.rings) {
            if (ring.size() < 4)
                continue;
            std::vector<Point> points;
            for (std::size_t i = 0; i + 1 < ring.size(); ++i)
                points.push_back(view(ring[i]));
            for (const Side& side : sides)
                if (std::any_of(points.begin(), points.end(), [&](Point p) { return side.over(p) < 0; }))
                    points = cut(points, side);
            if (points.size() > 2)
                path.addPolyline(points, true);
        }
    }
}

void addLines(Path& path, const MultiLineString& lines, const PlaneToPage& view, const Box& bounds)
{
    const auto mayTouch = [&](Point a, Point b) {
        return std::max(a.x, b.x) >= bounds.x && std::min(a.x, b.x) <= bounds.right() &&
               std::max(a.y, b.y) >= bounds.y && std::min(a.y, b.y) <= bounds.bottom();
    };
    for (const LineString& line : lines) {
        std::vector<Point> run;
        const auto finish = [&] {
            if (run.size() > 1)
                path.addPolyline(run, false);
            run.clear();
        };
        Point last;
        for (std::size_t i = 0; i < line.size(); ++i) {
            const Point p = view(line[i]);
            const bool isEnd = i == 0 || i + 1 == line.size();
            if (!isEnd && squaredDistance(p, last) < 0.5 * 0.5)
                continue;
            if (i > 0) {
                if (!mayTouch(last, p))
                    finish();
                else {
                    if (run.empty())
                        run.push_back(last);
                    run.push_back(p);
                }
            }
            last = p;
        }
        finish();
    }
}

}  // namespace chiiki
