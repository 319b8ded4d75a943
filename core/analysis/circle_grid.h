#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "core/analysis/circle_union.h"
#include "core/geo/extent.h"
#include "core/model/geometry.h"

namespace chiiki {

/// Square cells over a region of circles that know which circles touch them: most edges lie in a cell that no circle
/// touches or that circles of enough kinds fill, and are decided by that alone. A point beside the grid is given the
/// nearest cell, which says nothing of it: ask extent() first.
class CircleGrid {
public:
    enum class Cell : std::uint8_t { Empty, Mixed, Full };

    explicit CircleGrid(const CircleUnion& region);

    double cellSize() const { return size_; }
    const Extent& extent() const { return extent_; }

    std::size_t columnOf(double x) const { return indexOf(x - extent_.minX, columns_); }
    std::size_t rowOf(double y) const { return indexOf(y - extent_.minY, rows_); }
    std::size_t cellAt(std::size_t column, std::size_t row) const { return row * columns_ + column; }
    Cell stateOf(std::size_t cell) const { return states_[cell]; }
    std::span<const std::uint32_t> circlesOf(std::size_t cell) const
    {
        return std::span(circles_).subspan(start_[cell], start_[cell + 1] - start_[cell]);
    }

private:
    std::size_t indexOf(double offset, std::size_t count) const;
    std::pair<double, double> distancesTo(std::size_t column, std::size_t row, Point centre) const;
    template <typename Visit>
    void forCellsNear(const CircleUnion& region, std::uint32_t circle, Visit visit) const;
    void markFull(const CircleUnion& region);
    template <typename Visit>
    void forTouched(const CircleUnion& region, Visit visit) const;

    Extent extent_;
    double size_ = 1;
    std::size_t columns_ = 1;
    std::size_t rows_ = 1;
    std::vector<Cell> states_;
    std::vector<std::uint32_t> start_;
    std::vector<std::uint32_t> circles_;
};

}  // namespace chiiki
