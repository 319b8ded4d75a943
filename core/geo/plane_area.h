#pragma once

#include <optional>
#include <vector>

#include "core/model/snapshot.h"

namespace chiiki {

/// Area of each district in km2, in the snapshot's order, measured in the plane rectangular zone of the city. nullopt
/// for a district without an outline, and for all where PROJ does not know the zone.
std::vector<std::optional<double>> districtAreasKm2(const Snapshot& snapshot);

}  // namespace chiiki
