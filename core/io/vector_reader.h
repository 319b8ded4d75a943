#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostics.h"
#include "core/base/result.h"
#include "core/model/geometry.h"

namespace chiiki {

/// One feature with its geometry already in EPSG:6668, lon/lat. At most one of the three holds something.
struct VectorFeature {
    std::int64_t row = 0;             // record in the source, first = 1
    std::vector<std::string> values;  // one a field; empty where the source has nothing
    MultiPolygon area;
    MultiLineString lines;
    std::optional<Point> point;
};

struct VectorLayer {
    std::string name;
    std::vector<std::string> fields;
    std::vector<VectorFeature> features;
    std::string encoding;  // "CP932", "UTF-8": of the attribute table; empty where the format settles it
    std::string crs;       // "EPSG:2445" as the file says

    std::optional<std::size_t> field(std::string_view name) const;
};

struct VectorOptions {
    std::string layer;              // empty = the only one; several and none named is an error that lists them
    std::optional<int> assumeEpsg;  // for a file that carries no CRS
};

/// Reads a layer of any format GDAL knows (LayerSource). Errors: those of LayerSource::open; CrsMismatch (no CRS, or
/// one that is not understood). Features without geometry and those with a non-finite position are kept without one,
/// with a diagnostic.
Result<VectorLayer> readVectorLayer(const std::string& path, const VectorOptions& options, Diagnostics& diagnostics);

}  // namespace chiiki
