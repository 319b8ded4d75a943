#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/diagnostics.h"
#include "core/base/result.h"
#include "core/io/layer_source.h"
#include "core/model/geometry.h"

namespace chiiki {

/// A feature with an area, in the coordinates of its file.
struct CodedArea {
    std::string code;
    std::int64_t row = 0;  // record in the layer, first = 1
    MultiPolygon outline;  // valid
};

struct AreaLayer {
    std::vector<CodedArea> areas;  // by code, features of the same code in the order of the file
    LayerCrs crs;
};

/// Areas of any format GDAL reads, with the code field as text. An area that is not valid is repaired, with a
/// diagnostic; one without a code or without an area is left out, with a diagnostic. Several features may share a code.
/// Errors: those of LayerSource::open, NotFound (no such field: lists those there are), BadGeometry (no area at all).
Result<AreaLayer> readAreas(const std::string& path, const std::string& layerName, const std::string& codeField,
                            Diagnostics& diagnostics);

}  // namespace chiiki
