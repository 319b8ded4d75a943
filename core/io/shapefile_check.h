#pragma once

#include <string>

#include "core/base/result.h"

namespace chiiki {

/// What has to be settled about a shapefile before it is opened.
struct ShapefileFacts {
    std::string encoding;  // "CP932", "UTF-8", or empty where the .dbf or .cpg declares one
    bool hasProjection = false;
};

/// Looks at the parts beside a .shp: Error NotFound where .dbf or .shx is missing, BadFormat where the .shp is no
/// shapefile, or it or the .dbf is shorter than its header says.
Result<ShapefileFacts> checkShapefile(const std::string& path);

}  // namespace chiiki
