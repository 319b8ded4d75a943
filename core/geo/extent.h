#pragma once

#include <algorithm>
#include <limits>

#include "core/model/geometry.h"

namespace chiiki {

/// Axis-aligned box in the units of its points; edges belong to it. A new Extent is empty: it intersects
/// nothing, itself included, and including a point makes it exactly that point.
struct Extent {
    double minX = std::numeric_limits<double>::infinity();
    double minY = std::numeric_limits<double>::infinity();
    double maxX = -std::numeric_limits<double>::infinity();
    double maxY = -std::numeric_limits<double>::infinity();

    /// NaN or swapped corners read as empty too.
    bool isEmpty() const { return !(minX <= maxX && minY <= maxY); }
    double width() const { return isEmpty() ? 0 : maxX - minX; }
    double height() const { return isEmpty() ? 0 : maxY - minY; }
    Point centre() const { return {(minX + maxX) / 2, (minY + maxY) / 2}; }

    void include(Point p)
    {
        minX = std::min(minX, p.x);
        minY = std::min(minY, p.y);
        maxX = std::max(maxX, p.x);
        maxY = std::max(maxY, p.y);
    }
    void include(const Extent& other)
    {
        minX = std::min(minX, other.minX);
        minY = std::min(minY, other.minY);
        maxX = std::max(maxX, other.maxX);
        maxY = std::max(maxY, other.maxY);
    }
    bool contains(Point p) const { return p.x >= minX && p.x <= maxX && p.y >= minY && p.y <= maxY; }
    bool intersects(const Extent& other) const
    {
        return !isEmpty() && !other.isEmpty() && minX <= other.maxX && other.minX <= maxX && minY <= other.maxY &&
               other.minY <= maxY;
    }
    /// Grown by `margin` on each side; an empty extent stays empty.
    Extent grownBy(double margin) const
    {
        return isEmpty() ? *this : Extent{minX - margin, minY - margin, maxX + margin, maxY + margin};
    }
};

Extent extentOf(const MultiPolygon& area);
Extent extentOf(const MultiLineString& lines);

}  // namespace chiiki
