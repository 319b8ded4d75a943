#include "core/analysis/circle_grid.h"

#include <algorithm>
#include <cmath>

namespace chiiki {

std::size_t CircleGrid::indexOf(double offset, std::size_t count) const
{
    return offset <= 0 ? 0 : std::min(static_cast<std::size_t>(offset / size_), count - 1);
}

/// Distances from a centre to the nearest and farthest point of a cell, squared.
std::pair<double, double> CircleGrid::distancesTo(std::size_t column, std::size_t row, Point centre) const
{
    const double left = extent_.minX + static_cast<double>(column) * size_ - centre.x;
    const double bottom = extent_.minY + static_cast<double>(row) * size_ - centre.y;
    const double right = left + size_;
    const double top = bottom + size_;
    const double nearX = std::max({left, -right, 0.0});
    const double nearY = std::max({bottom, -top, 0.0});
    const double farX = std::max(std::abs(left), std::abs(right));
    const double farY = std::max(std::abs(bottom), std::abs(top));
    return {nearX * nearX + nearY * nearY, farX * farX + farY * farY};
}

template <typename Visit>
void CircleGrid::forCellsNear(const CircleUnion& region, std::uint32_t circle, Visit visit) const
{
    const Point centre = region.circles()[circle].centre;
    const std::size_t lastRow = rowOf(centre.y + region.radius());
    const std::size_t lastColumn = columnOf(centre.x + region.radius());
    for (std::size_t row = rowOf(centre.y - region.radius()); row <= lastRow; ++row)
        for (std::size_t column = columnOf(centre.x - region.radius()); column <= lastColumn; ++column)
            visit(cellAt(column, row), distancesTo(column, row, centre));
}

void CircleGrid::markFull(const CircleUnion& region)
{
    // Shrunk a little, so that rounding never calls a cell full whose corner is not.
    const double reach = region.radius() * (1 - 1e-9);
    std::vector<std::uint32_t> lastKind(states_.size(), CircleUnion::noCircle);
    std::vector<std::uint32_t> kinds(states_.size(), 0);
    for (std::uint32_t circle = 0; circle < region.circles().size(); ++circle) {
        const std::uint32_t kind = region.circles()[circle].kind;  // circles come by kind
        forCellsNear(region, circle, [&](std::size_t cell, const std::pair<double, double>& squared) {
            if (squared.second > reach * reach || lastKind[cell] == kind)
                return;
            lastKind[cell] = kind;
            if (++kinds[cell] >= static_cast<std::uint32_t>(region.atLeast()))
                states_[cell] = Cell::Full;
        });
    }
}

template <typename Visit>
void CircleGrid::forTouched(const CircleUnion& region, Visit visit) const
{
    const double reach = region.radius() * (1 + 1e-9);
    for (std::uint32_t circle = 0; circle < region.circles().size(); ++circle)
        forCellsNear(region, circle, [&](std::size_t cell, const std::pair<double, double>& squared) {
            if (squared.first <= reach * reach)
                visit(circle, cell);
        });
}

CircleGrid::CircleGrid(const CircleUnion& region)
    : extent_(region.extent())
{
    const double longest = std::max(extent_.width(), extent_.height());
    size_ = std::max(region.radius() / 2, longest / 512);
    columns_ = static_cast<std::size_t>(extent_.width() / size_) + 1;
    rows_ = static_cast<std::size_t>(extent_.height() / size_) + 1;
    states_.assign(columns_ * rows_, Cell::Empty);
    start_.assign(columns_ * rows_ + 1, 0);
    markFull(region);
    forTouched(region, [&](std::uint32_t, std::size_t cell) {
        if (states_[cell] == Cell::Empty)
            states_[cell] = Cell::Mixed;
        ++start_[cell + 1];
    });
    for (std::size_t cell = 0; cell < states_.size(); ++cell)
        start_[cell + 1] += start_[cell];
    circles_.resize(start_.back());
    std::vector<std::uint32_t> next(start_.begin(), start_.end() - 1);
    forTouched(region, [&](std::uint32_t circle, std::size_t cell) { circles_[next[cell]++] = circle; });
}

}  // namespace chiiki
