#pragma once

#include <nlohmann/json.hpp>

#include "core/base/result.h"
#include "core/model/snapshot.h"

namespace chiiki {

/// The districts with their names, places in the tile map and, where the city has outlines, the map: paths in whole
/// units of a box that is drawn as large as the reader's page has room, the place of each name, the real neighbour in
/// each direction, and the enlarged centre with its own, finer paths.
/// {"districts":[],"tiles":{},"map":{} or null}. Errors: those of CityScene::build.
Result<nlohmann::ordered_json> placesJson(const SnapshotPtr& snapshot);

}  // namespace chiiki
