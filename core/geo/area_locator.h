#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/geo/extent.h"
#include "core/model/geometry.h"

namespace chiiki {

/// Which of many areas a point lies in, exactly and fast: a grid whose cells know their area, and in the cells that a
/// border crosses the few edges that matter. Immutable after building; may be read by many threads.
///
/// A point on a shared border belongs to exactly one area: a border point is read as lying infinitesimally east of
/// itself, and on a border that runs exactly east-west infinitesimally north. So it belongs to the area on the east
/// (or north) side. Where areas overlap, the one with the lowest index has the point. Works in any plane
/// coordinates, degrees included, since only sides of edges are asked.
class AreaLocator {
public:
    static constexpr std::int32_t outside = -1;

    /// Rings of fewer than 4 points and non-finite vertices (or beyond 1e100) are left out. Even-odd within one area,
    /// so a hole is a hole however it is wound.
    explicit AreaLocator(std::span<const MultiPolygon> areas);
    AreaLocator(AreaLocator&&) noexcept;
    AreaLocator& operator=(AreaLocator&&) noexcept;
    ~AreaLocator();

    /// Index into `areas`, or `outside`. A point with NaN lies outside.
    std::int32_t locate(Point point) const;
    /// The same for many: several times faster a point. Precondition: as many `areas` as points.
    void locate(std::span<const Point> points, std::span<std::int32_t> areas) const;

    Extent extent() const;

private:
    struct Grid;
    std::unique_ptr<Grid> grid_;
};

}  // namespace chiiki
