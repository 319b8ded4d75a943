#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <numbers>
#include <tuple>

#include "core/analysis/circle_union.h"

namespace chiiki {
namespace {

using Arc = CircleUnion::Arc;

/// Where one arc hands over to the next: at the crossing of two circles, on one side of the line between them, or at
/// the seam of angle 0 of one circle (second == first).
struct Joint {
    std::uint32_t first;
    std::uint32_t second;
    bool isLeft;

    auto operator<=>(const Joint&) const = default;
};

class Chainer {
public:
    Chainer(const CircleUnion& region, std::vector<Arc> arcs)
        : region_(region)
        , arcs_(std::move(arcs))
        , isUsed_(arcs_.size(), false)
    {
        for (std::size_t i = 0; i < arcs_.size(); ++i)
            starts_.emplace(jointOf(arcs_[i].circle, arcs_[i].before, arcs_[i].from), i);
    }

    std::vector<Ring> rings(double tolerance)
    {
        const double ratio = std::clamp(tolerance / region_.radius(), 1e-6, 0.5);
        const double step = 2 * std::acos(1 - ratio);
        std::vector<Ring> rings;
        for (std::size_t first = 0; first < arcs_.size(); ++first) {
            if (isUsed_[first])
                continue;
            Ring ring;
            for (std::size_t arc = first; !isUsed_[arc]; arc = next(arc)) {
                isUsed_[arc] = true;
                appendChords(arcs_[arc], step, ring);
            }
            if (ring.size() < 3)
                continue;
            ring.push_back(ring.front());
            rings.push_back(std::move(ring));
        }
        return rings;
    }

private:
    Point pointAt(std::uint32_t circle, double angle) const
    {
        const Point centre = region_.circles()[circle].centre;
        return {centre.x + region_.radius() * std::cos(angle), centre.y + region_.radius() * std::sin(angle)};
    }

    Joint jointOf(std::uint32_t circle, std::uint32_t other, double angle) const
    {
        if (other == CircleUnion::noCircle)
            return {circle, circle, false};
        const std::uint32_t first = std::min(circle, other);
        const std::uint32_t second = std::max(circle, other);
        const Point a = region_.circles()[first].centre;
        const Point b = region_.circles()[second].centre;
        const Point p = pointAt(circle, angle);
        return {first, second, (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x) > 0};
    }

    /// The arc that begins where this one ends. Where three circles meet in one point rounding may leave no arc with
    /// the same joint: then the nearest unused beginning is the one.
    std::size_t next(std::size_t arc) const
    {
        const Arc& from = arcs_[arc];
        const auto [begin, end] = starts_.equal_range(jointOf(from.circle, from.after, from.to));
        for (auto found = begin; found != end; ++found)
            if (arcs_[found->second].circle != from.circle || from.after == CircleUnion::noCircle)
                return found->second;
        const Point p = pointAt(from.circle, from.to);
        std::size_t nearest = arc;
        double best = region_.radius() * 1e-6;
        for (std::size_t i = 0; i < arcs_.size(); ++i) {
            const Point q = pointAt(arcs_[i].circle, arcs_[i].from);
            const double distance = std::hypot(q.x - p.x, q.y - p.y);
            if (distance < best) {
                best = distance;
                nearest = i;
            }
        }
        return nearest;
    }

    void appendChords(const Arc& arc, double step, Ring& ring) const
    {
        const int chords = std::max(1, static_cast<int>(std::ceil((arc.to - arc.from) / step)));
        for (int i = 0; i < chords; ++i)
            ring.push_back(pointAt(arc.circle, arc.from + (arc.to - arc.from) * i / chords));
    }

    const CircleUnion& region_;
    std::vector<Arc> arcs_;
    std::vector<bool> isUsed_;
    std::multimap<Joint, std::size_t> starts_;
};

double signedAreaOf(const Ring& ring)
{
    double twice = 0;
    const Point origin = ring.front();
    for (std::size_t i = 0; i + 1 < ring.size(); ++i)
        twice +=
            (ring[i].x - origin.x) * (ring[i + 1].y - origin.y) - (ring[i + 1].x - origin.x) * (ring[i].y - origin.y);
    return twice / 2;
}

bool ringContains(const Ring& ring, Point p)
{
    bool isInside = false;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const Point a = ring[i];
        const Point b = ring[i + 1];
        if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) * (b.x - a.x) / (b.y - a.y))
            isInside = !isInside;
    }
    return isInside;
}

}  // namespace

MultiPolygon CircleUnion::outline(double tolerance) const
{
    struct Shell {
        double area;
        Polygon polygon;
    };
    std::vector<Shell> shells;
    std::vector<Ring> holes;
    for (Ring& ring : Chainer(*this, boundary()).rings(tolerance)) {
        // The region lies on the left of its boundary, so a shell turns left and a hole right.
        const double area = signedAreaOf(ring);
        if (area > 0)
            shells.push_back({area, {{std::move(ring)}}});
        else
            holes.push_back(std::move(ring));
    }
    std::stable_sort(shells.begin(), shells.end(), [](const Shell& a, const Shell& b) { return a.area < b.area; });
    for (Ring& hole : holes) {
        const auto around = std::find_if(shells.begin(), shells.end(), [&](const Shell& shell) {
            return ringContains(shell.polygon.rings.front(), hole.front());
        });
        if (around != shells.end())
            around->polygon.rings.push_back(std::move(hole));
    }
    MultiPolygon outline;
    for (Shell& shell : shells)
        outline.push_back(std::move(shell.polygon));
    return outline;
}

}  // namespace chiiki
