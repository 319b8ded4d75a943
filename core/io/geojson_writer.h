#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "core/io/data_layer.h"

namespace chiiki {

/// A FeatureCollection after RFC 7946: lon/lat, shells counter-clockwise and holes clockwise, a row without a place
/// with a null geometry. Cells are properties under the fields' ids: numbers unrounded, empty cells null, YesNo true or
/// false. `members` (an object) stands before the features, as foreign members of the collection. Positions are those
/// of EPSG:6668, which the standard's WGS 84 equals to well below a metre; one feature a line.
std::string geoJsonText(const DataLayer& layer, const nlohmann::ordered_json& members);

}  // namespace chiiki
