#pragma once

#include <cstddef>
#include <span>
#include <stdexcept>
#include <string>

#include "core/model/geometry.h"

namespace chiiki::store {

/// Geometry as SpatiaLite keeps it in a column ("BLOB-Geometry", EPSG:6668, little-endian), written and read directly:
/// the way over WKB functions costs ten times as much for a city of census blocks.
/// The bytes are held in a string because SQLite binds and returns them so.
std::string encodeGeometry(const Point& point);
std::string encodeGeometry(const MultiPolygon& area);
std::string encodeGeometry(const MultiLineString& lines);

/// A blob that is not such a geometry: another kind, cut short, or of another CRS.
struct BadGeometryBlob : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Throw BadGeometryBlob; sizes claimed inside the blob are checked against its length before memory is taken.
void decodeGeometry(std::span<const std::byte> blob, Point& point);
void decodeGeometry(std::span<const std::byte> blob, MultiPolygon& area);
void decodeGeometry(std::span<const std::byte> blob, MultiLineString& lines);

}  // namespace chiiki::store
