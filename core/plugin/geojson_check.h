#pragma once

#include <optional>
#include <string>

#include "core/base/result.h"

namespace chiiki {

/// Why a layer of an answer is no GeoJSON (RFC 7946) in longitude and latitude, with its place below `pointer`; nullopt
/// where it is. A collection, a feature or a bare geometry.
std::optional<Error> faultOfGeojson(const std::string& geojson, const std::string& pointer);

}  // namespace chiiki
