#pragma once

#include <string>
#include <vector>

#include "core/base/diagnostics.h"
#include "core/base/result.h"
#include "core/io/place_matching.h"
#include "core/model/snapshot.h"
#include "workbench/usecases/pack_build.h"
#include "workbench/usecases/pack_inputs.h"

namespace chiiki {

/// Facilities, stops and routes with their places, and what was found wrong with them.
struct PackPlaces {
    std::vector<Facility> facilities;
    std::vector<Stop> stops;
    std::vector<Route> routes;
    std::vector<SourceEdition> sources;
    std::vector<Finding> findings;
    std::vector<PackFault> faults;
    std::vector<PackCheck> checks;
};

/// Reads every facility table and the bus and rail layers of the inputs. A record's district is told by its position
/// alone; the address (and the district that a table names itself) only raises a finding where it disagrees.
Result<PackPlaces> readPackPlaces(const PackInputs& inputs, const std::vector<District>& districts,
                                  const TownIndex& towns, Diagnostics& diagnostics);

}  // namespace chiiki
