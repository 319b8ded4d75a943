#pragma once

#include <string>
#include <vector>

#include "core/base/diagnostics.h"
#include "core/base/result.h"
#include "core/model/snapshot.h"
#include "workbench/usecases/pack_build.h"
#include "workbench/usecases/pack_inputs.h"

namespace chiiki {

/// The city's areas as the pack holds them, with what the sources told about themselves.
struct PackAreas {
    std::vector<District> districts;
    std::vector<DemandArea> blocks;      // by key
    std::vector<SourceEdition> sources;  // of census, borders and towns, completed
    std::vector<PackCheck> checks;
};

/// Blocks from the census shapefile, each in the district that the border layer gives its key; district outlines are
/// the unions of their blocks, so there can be no gap between the two. Blocks are put on a grid of a millionth of a
/// degree, on which neighbours share every vertex; arcs inside a district are then thinned.
Result<PackAreas> readPackAreas(const PackInputs& inputs, Diagnostics& diagnostics);

}  // namespace chiiki
