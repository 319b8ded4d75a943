#pragma once

#include <cstdint>
#include <vector>

#include "core/model/geometry.h"

namespace chiiki {

/// A rectangle on the page, y downwards, in px of 1/96 inch.
struct Box {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;

    double right() const { return x + width; }
    double bottom() const { return y + height; }
    Point centre() const { return {x + width / 2, y + height / 2}; }
    bool contains(Point p) const { return p.x >= x && p.x <= right() && p.y >= y && p.y <= bottom(); }
    bool contains(const Box& o) const { return o.x >= x && o.right() <= right() && o.y >= y && o.bottom() <= bottom(); }
    /// Boxes that only share an edge do not overlap.
    bool overlaps(const Box& o) const { return x < o.right() && o.x < right() && y < o.bottom() && o.y < bottom(); }
    Box grownBy(double margin) const { return {x - margin, y - margin, width + 2 * margin, height + 2 * margin}; }
};

/// An outline of straight and cubic pieces on the page. Filled by the even-odd rule everywhere.
class Path {
public:
    enum class Verb : std::uint8_t { Move, Line, Cubic, Close };  // take 1, 1, 3, 0 points

    void moveTo(Point p);
    void lineTo(Point p);
    void cubicTo(Point control1, Point control2, Point end);
    void close();

    void addBox(const Box& box);
    void addRoundedBox(const Box& box, double radius);
    void addCircle(Point centre, double radius);
    void addPolyline(const std::vector<Point>& points, bool isClosed);

    bool isEmpty() const { return verbs_.empty(); }
    const std::vector<Verb>& verbs() const { return verbs_; }
    const std::vector<Point>& points() const { return points_; }

    /// Every point times `scale`, then moved.
    Path placed(double scale, Point offset) const;

    /// The pieces between one Move and the next.
    std::vector<Path> subpaths() const;

private:
    std::vector<Verb> verbs_;
    std::vector<Point> points_;
};

}  // namespace chiiki
