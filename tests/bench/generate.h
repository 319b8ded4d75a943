#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/model/geometry.h"

/// Inputs of the benchmarks: made, not measured anywhere, and the same on every machine for the same numbers asked for.
/// All coordinates are metres of EPSG:6671 in a square of 40 km.
namespace chiiki::bench {

inline constexpr int planeEpsg = 6671;
inline constexpr double squareM = 40000;

/// Random numbers that do not depend on the standard library (splitmix64).
class Random {
public:
    explicit Random(std::uint64_t seed)
        : state_(seed)
    {
    }
    std::uint64_t bits();
    double uniform();  // 0 <= u < 1
    double between(double low, double high) { return low + (high - low) * uniform(); }
    double normal();  // mean 0, deviation 1

private:
    std::uint64_t state_;
};

struct MadeDistrict {
    std::string code;  // "01".."21"
    MultiPolygon outline;
};

/// 21 districts that fill the square without gap or overlap; neighbours have the same vertices along a shared border.
/// About `vertexGoal` vertices in all, those of a shared border counted on both sides.
std::vector<MadeDistrict> makeDistricts(std::size_t vertexGoal = 50000);

struct WeightedPoint {
    Point place;
    int weight = 0;  // 1..9, so that sums are exact in any order
};

/// Dwellings, say: four of five in some 120 towns, the rest anywhere, a few just outside the square. The first n
/// points of a longer run are the same as those of a run of n.
class PointSource {
public:
    PointSource();
    WeightedPoint next();

private:
    Random random_;
    std::vector<Point> towns_;
};

/// Places of facilities, spread like the points but all inside the square.
std::vector<Point> makeFacilities(std::size_t count);

/// A road network of exactly `segmentCount` segments, each a line of its own between two places, as the links of a
/// network are: streets in blocks in each town, winding roads from town to town.
std::vector<LineString> makeRoads(std::size_t segmentCount = 165000);

}  // namespace chiiki::bench
