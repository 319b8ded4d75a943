#pragma once

#include "workbench/usecases/import_table.h"

namespace chiiki::imports {

/// A layer as it was read: of points a table whose rows are its features; of anything else only what it is.
struct RecognisedLayer {
    RecognisedTable table;
    bool isPoints = false;
    bool isAreas = false;
    std::optional<int> epsg;  // that had to be told or guessed; nullopt: the file gives it
    ImportDetection crs;
    ImportDetection layer;  // of a file with several
};

/// Reads a layer of any format that GDAL knows. Its CRS is that of the file, the chosen one, or the one that puts it
/// into the city. Errors: those of LayerSource and readVectorLayer; CrsMismatch where no CRS is given and none can be
/// told (says which could be).
Result<RecognisedLayer> recogniseLayer(const ImportFile& file, const std::string& publisher, const Snapshot& snapshot);

}  // namespace chiiki::imports
