#pragma once

#include <vector>

namespace chiiki {

/// A position. In the model x is longitude and y latitude in degrees of EPSG:6668 (JGD2011);
/// functions that work in the plane say so and take metres east (x) and north (y).
struct Point {
    double x = 0;
    double y = 0;

    bool operator==(const Point&) const = default;
};

/// Closed: the first point is repeated as the last. A ring of fewer than 4 points is no ring.
using Ring = std::vector<Point>;

/// rings[0] is the shell, the rest are holes. Empty: no area.
struct Polygon {
    std::vector<Ring> rings;

    bool operator==(const Polygon&) const = default;
};

using MultiPolygon = std::vector<Polygon>;
using LineString = std::vector<Point>;
using MultiLineString = std::vector<LineString>;

}  // namespace chiiki
