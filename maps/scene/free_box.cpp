#include "maps/scene/free_box.h"

#include <algorithm>
#include <cmath>

namespace chiiki {

FreeGround::FreeGround(const Box& bounds, double cell)
    : columns_(std::max(1, static_cast<int>(bounds.width / cell)))
    , rows_(std::max(1, static_cast<int>(bounds.height / cell)))
    , bounds_(bounds)
    , cell_(cell)
    , isTaken_(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_), 0)
{
}

Point FreeGround::centreOf(int column, int row) const
{
    return {bounds_.x + (column + 0.5) * cell_, bounds_.y + (row + 0.5) * cell_};
}

void FreeGround::takeCell(int column, int row, int reach)
{
    for (int r = std::max(0, row - reach); r <= std::min(rows_ - 1, row + reach); ++r)
        for (int c = std::max(0, column - reach); c <= std::min(columns_ - 1, column + reach); ++c)
            isTaken_[static_cast<std::size_t>(r) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(c)] =
                1;
}

void FreeGround::takeArea(const std::vector<std::vector<Point>>& rings, double margin)
{
    const int reach = static_cast<int>(std::ceil(margin / cell_));
    // Edges in steps shorter than a cell, then the inside line by line.
    for (const auto& ring : rings) {
        for (std::size_t i = 1; i < ring.size(); ++i) {
            const Point a = ring[i - 1];
            const Point b = ring[i];
            const int steps = 1 + static_cast<int>(std::hypot(b.x - a.x, b.y - a.y) / (cell_ / 2));
            for (int s = 0; s <= steps; ++s) {
                const double share = static_cast<double>(s) / steps;
                takeCell(static_cast<int>(std::floor((a.x + (b.x - a.x) * share - bounds_.x) / cell_)),
                         static_cast<int>(std::floor((a.y + (b.y - a.y) * share - bounds_.y) / cell_)), reach);
            }
        }
    }
    for (int row = 0; row < rows_; ++row) {
        const double y = centreOf(0, row).y;
        std::vector<double> crossings;
        for (const auto& ring : rings) {
            for (std::size_t i = 1; i < ring.size(); ++i) {
                const Point a = ring[i - 1];
                const Point b = ring[i];
                if ((a.y <= y) != (b.y <= y))
                    crossings.push_back(a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y));
            }
        }
        std::sort(crossings.begin(), crossings.end());
        for (std::size_t i = 1; i < crossings.size(); i += 2)
            for (int column = 0; column < columns_; ++column)
                if (const double x = centreOf(column, row).x; x >= crossings[i - 1] && x <= crossings[i])
                    takeCell(column, row, 0);
    }
}

void FreeGround::takeBox(const Box& box)
{
    for (int row = 0; row < rows_; ++row)
        for (int column = 0; column < columns_; ++column)
            if (const Point c = centreOf(column, row); box.grownBy(cell_ / 2).contains(c))
                takeCell(column, row, 0);
}

std::optional<Box> FreeGround::largestBox(double aspect, double minWidth, double maxWidth) const
{
    const std::size_t stride = static_cast<std::size_t>(columns_) + 1;
    std::vector<int> sums(stride * (static_cast<std::size_t>(rows_) + 1), 0);
    for (int r = 0; r < rows_; ++r)
        for (int c = 0; c < columns_; ++c) {
            const std::size_t at = static_cast<std::size_t>(r + 1) * stride + static_cast<std::size_t>(c + 1);
            sums[at] = sums[at - 1] + sums[at - stride] - sums[at - stride - 1] +
                       isTaken_[static_cast<std::size_t>(r) * static_cast<std::size_t>(columns_) +
                                static_cast<std::size_t>(c)];
        }
    const auto isFree = [&](int column, int row, int width, int height) {
        if (column + width > columns_ || row + height > rows_)
            return false;
        const auto at = [&](int r, int c) {
            return sums[static_cast<std::size_t>(r) * stride + static_cast<std::size_t>(c)];
        };
        return at(row + height, column + width) - at(row, column + width) - at(row + height, column) +
                   at(row, column) ==
               0;
    };
    int best = std::max(1, static_cast<int>(std::ceil(minWidth / cell_))) - 1;
    const int most = static_cast<int>(maxWidth / cell_);
    std::optional<Box> found;
    for (int row = 0; row < rows_; ++row)
        for (int column = 0; column < columns_; ++column)
            while (best < most && isFree(column, row, best + 1, static_cast<int>(std::ceil((best + 1) / aspect)))) {
                ++best;
                const double width = best * cell_;
                found = Box{bounds_.x + column * cell_, bounds_.y + row * cell_, width, width / aspect};
            }
    return found;
}

}  // namespace chiiki
