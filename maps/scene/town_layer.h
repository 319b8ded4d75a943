#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/geo/extent.h"
#include "core/geo/topology.h"
#include "core/model/snapshot.h"

namespace chiiki {

/// Many lines in plane metres: points [starts[i], starts[i + 1]) are one line.
struct DenseLines {
    std::shared_ptr<const std::vector<Point>> places;
    std::shared_ptr<const std::vector<std::uint32_t>> starts;
};

/// A 町丁 as far as it lies in one district.
struct TownShape {
    std::string name;
    std::string districtCode;
    Point labelPoint;  // inside one of its blocks, near the middle of its people
    Extent extent;
};

/// What lies within districts: lines between 町丁, lines between the census blocks of one 町丁, and where towns are.
/// Borders of districts are in neither: they are drawn as such.
struct TownShapes {
    DenseLines townLines;
    DenseLines blockLines;
    std::vector<TownShape> towns;  // by district, then name
};

/// `blocks` are the outlines of snapshot.demandAreas in plane metres, `representativePoints` theirs, in their order.
TownShapes townShapesOf(const Snapshot& snapshot, const Topology& blocks, std::span<const Point> representativePoints);

}  // namespace chiiki
