#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "core/geo/extent.h"
#include "core/model/geometry.h"

namespace chiiki {

/// The places within `radius` of facilities of at least `atLeast` different kinds, in plane metres: circles and
/// their arcs themselves, never polygons, so that no part of a circle is lost. atLeast 1 is the plain union.
/// Immutable after building; may be read by many threads.
class CircleUnion {
public:
    static constexpr std::uint32_t noCircle = std::numeric_limits<std::uint32_t>::max();

    struct Circle {
        Point centre;
        std::uint32_t kind = 0;  // index into the centresByKind it came from
    };

    /// A piece of the region's boundary: circle `circle` from angle `from` to `to` (radians from east, anticlockwise,
    /// 0 <= from < to <= 2 pi), the region on its left. `before` and `after` are the circles that hide what comes
    /// before and after; noCircle at the seam of angle 0.
    struct Arc {
        std::uint32_t circle = 0;
        double from = 0;
        double to = 0;
        std::uint32_t before = noCircle;
        std::uint32_t after = noCircle;
    };

    /// Preconditions: radius > 0 and finite, atLeast >= 1. Non-finite centres are left out, and so is a second centre
    /// of one kind at the same place. With atLeast above the number of kinds the region is empty.
    CircleUnion(std::span<const std::vector<Point>> centresByKind, double radius, int atLeast);

    std::span<const Circle> circles() const { return circles_; }
    std::size_t kindCount() const { return kindCount_; }
    double radius() const { return radius_; }
    int atLeast() const { return atLeast_; }
    /// Of all circles, the region within it.
    Extent extent() const { return extent_; }

    /// Whether a point lies in the region; its boundary belongs to it.
    bool contains(Point point) const;

    /// The region's whole boundary, by circle and angle. Computed on all cores; the same on any number of them.
    std::vector<Arc> boundary() const;

    /// The boundary as polygons whose chords stay within `tolerance` of the arcs: for drawing, never for measuring.
    MultiPolygon outline(double tolerance) const;

private:
    struct Sweep;
    void appendArcsOf(std::uint32_t circle, Sweep& sweep, std::vector<Arc>& arcs) const;
    void buildGrid();
    std::size_t columnOf(Point centre) const;
    std::size_t rowOf(Point centre) const;

    std::vector<Circle> circles_;  // by kind, in the order given
    std::size_t kindCount_ = 0;
    double radius_ = 0;
    int atLeast_ = 1;
    Extent extent_;

    // Centres by cells of at least two radii, so that all circles that meet one lie in the nine cells around it.
    Point gridOrigin_;
    double cellSize_ = 0;
    std::size_t columns_ = 0;
    std::size_t rows_ = 0;
    std::vector<std::uint32_t> cellStart_;
    std::vector<std::uint32_t> cellCircles_;
};

}  // namespace chiiki
