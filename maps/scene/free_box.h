#pragma once

#include <optional>
#include <vector>

#include "maps/style/path.h"

namespace chiiki {

/// Which cells of a page box are taken, in squares of `cell` px.
class FreeGround {
public:
    FreeGround(const Box& bounds, double cell);

    /// Takes every cell that the closed rings (even-odd) cover or touch, `margin` px more around them.
    void takeArea(const std::vector<std::vector<Point>>& rings, double margin);
    void takeBox(const Box& box);

    /// The largest free box with width / height = aspect, no wider than maxWidth; the first from the top left where
    /// several are as large. nullopt where none is at least minWidth wide.
    std::optional<Box> largestBox(double aspect, double minWidth, double maxWidth) const;

private:
    int columns_;
    int rows_;
    Box bounds_;
    double cell_;
    std::vector<char> isTaken_;

    void takeCell(int column, int row, int reach);
    Point centreOf(int column, int row) const;
};

}  // namespace chiiki
