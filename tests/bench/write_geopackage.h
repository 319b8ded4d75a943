#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tests/bench/generate.h"

/// The made inputs as GeoPackages of one layer, for `chiiki`, QGIS and the other peers. Each function replaces the
/// file, returns false after printing why to stderr, and leaves no half-written file under the name asked for.
namespace chiiki::bench {

/// Layer `district`: code TEXT, geom Polygon.
bool writeDistricts(const std::string& path, const std::vector<MadeDistrict>& districts);

/// Layer `point`: weight INTEGER, geom Point. Never holds more than one point in memory. The spatial index is what
/// QGIS needs to count quickly, and what GDAL writes when nobody says otherwise.
bool writePoints(const std::string& path, std::size_t count, bool hasSpatialIndex);

/// Layer `facility`: geom Point.
bool writeFacilities(const std::string& path, const std::vector<Point>& places);

/// Layer `road`: geom LineString.
bool writeRoads(const std::string& path, const std::vector<LineString>& roads);

}  // namespace chiiki::bench
