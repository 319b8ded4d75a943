#pragma once

#include <cstdint>
#include <vector>

#include "core/model/geometry.h"

namespace chiiki::test {

/// Areas with integer vertices, so that an independent answer can be had in integers.
struct IntegerPartition {
    std::vector<MultiPolygon> areas;
};

/// A Delaunay triangulation of random points and the corners of a square of `size`, its triangles dealt out to
/// `areaCount` areas: shared borders, areas in several parts, vertices where many meet.
IntegerPartition randomTriangles(unsigned seed, int size, int pointCount, int areaCount);

/// Random triangles and squares with holes that overlap, cross, repeat and touch each other.
IntegerPartition randomOverlaps(unsigned seed, int size, int areaCount);

/// columns x rows squares of side 1 whose shared borders wiggle: each of 2^depth pieces, the outer ones straight.
std::vector<MultiPolygon> wigglySquares(unsigned seed, int columns, int rows, int depth);

/// Lowest area that contains (x4, y4) quarters, read as a little east and far less north; -1 = none. By counting edges
/// crossed on the way west, in integers, with the little as a number: independent of what is tested.
std::int32_t areaByExactParity(const IntegerPartition& partition, int x4, int y4);

/// First area that GEOS says intersects the point; -1 = none.
std::int32_t areaByGeos(const std::vector<MultiPolygon>& areas, Point p);

/// Turned by an angle (radians), scaled, and moved.
std::vector<MultiPolygon> turned(std::vector<MultiPolygon> areas, double angle, Point to, double scale);

}  // namespace chiiki::test
