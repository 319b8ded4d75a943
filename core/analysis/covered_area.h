#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/analysis/circle_union.h"
#include "core/geo/area_locator.h"
#include "core/model/geometry.h"

namespace chiiki {

class CircleGrid;

/// Areas in plane metres, made ready to be asked again and again how much of each lies within reach of facilities.
/// Precondition: the areas do not overlap (a partition, possibly with gaps); `areas` must outlive this.
///
/// The covered part is measured on the circles themselves by Green's theorem: the arcs of the region's boundary that
/// run inside an area, and the parts of the area's border that lie within the region. No circle is replaced by a
/// polygon, so the error is that of rounding alone: about 1e-9 m along each crossing of a border, which for areas of 50
/// km is below 1e-4 m2 a crossing, or 1e-10 of a circle of 800 m.
class CoveredArea {
public:
    explicit CoveredArea(std::span<const MultiPolygon> areas);
    ~CoveredArea();
    CoveredArea(CoveredArea&&) noexcept;
    CoveredArea& operator=(CoveredArea&&) noexcept;

    std::size_t size() const { return areaM2_.size(); }
    /// Of each area, holes taken off.
    std::span<const double> areaM2() const { return areaM2_; }
    /// Of each area, the part within the region: 0 <= covered <= areaM2. Runs on all cores; the same sums on any
    /// number.
    std::vector<double> within(const CircleUnion& region) const;

private:
    /// Consecutive edges of one ring, the unit of parallel work.
    struct Run {
        std::uint32_t area;
        double sign;  // +1 where the area lies on the left of the ring as given, -1 where on its right
        std::span<const Point> points;
    };
    struct Crossing {
        std::uint32_t circle;
        double angle;
    };
    struct Scratch;
    double coveredTwice(const Run& run, const CircleUnion& region, const CircleGrid& grid, Scratch& scratch,
                        std::vector<Crossing>& crossings) const;
    void addArcs(const CircleUnion& region, const std::vector<std::vector<Crossing>>& crossings,
                 std::vector<double>& twice) const;

    std::vector<Run> runs_;
    std::vector<double> areaM2_;
    std::vector<Point> originOfArea_;  // sums run about a point near the area, so that no digits are lost
    AreaLocator locator_;
};

/// The same for a single question. Units as above.
std::vector<double> coveredAreaOf(std::span<const MultiPolygon> areas,
                                  std::span<const std::vector<Point>> centresByKind, double radiusM, int atLeast);

}  // namespace chiiki
