#include "maps/render/pattern_lines.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace chiiki {

PatternMarks marksOf(const Pattern& pattern, const Box& box)
{
    PatternMarks marks;
    if (!(pattern.spacing > 0) || !(pattern.thickness > 0) || !(box.width > 0) || !(box.height > 0))
        return marks;
    if (pattern.kind == Pattern::Kind::Dots) {
        const double s = pattern.spacing;
        for (double y = std::floor(box.y / s) * s; y <= box.bottom() + s; y += s)
            for (double x = std::floor(box.x / s) * s; x <= box.right() + s; x += s)
                marks.dots.push_back({x, y});
        return marks;
    }
    const double angle = pattern.angleDegrees * std::numbers::pi / 180;
    const Point along = {std::cos(angle), -std::sin(angle)};  // y runs down the page
    const Point across = {-along.y, along.x};
    const auto dot = [](Point a, Point b) { return a.x * b.x + a.y * b.y; };
    double low = INFINITY, high = -INFINITY, begin = INFINITY, end = -INFINITY;
    for (const Point corner : {Point{box.x, box.y}, Point{box.right(), box.y}, Point{box.x, box.bottom()},
                               Point{box.right(), box.bottom()}}) {
        low = std::min(low, dot(corner, across));
        high = std::max(high, dot(corner, across));
        begin = std::min(begin, dot(corner, along));
        end = std::max(end, dot(corner, along));
    }
    const long long first = static_cast<long long>(std::floor(low / pattern.spacing));
    const long long last = static_cast<long long>(std::ceil(high / pattern.spacing));
    for (long long i = first; i <= last; ++i) {
        const double distance = static_cast<double>(i) * pattern.spacing;
        const auto at = [&](double way) {
            return Point{across.x * distance + along.x * way, across.y * distance + along.y * way};
        };
        marks.lines.emplace_back(at(begin), at(end));
    }
    return marks;
}

}  // namespace chiiki
