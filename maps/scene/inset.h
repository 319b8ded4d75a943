#pragma once

#include <optional>
#include <string>
#include <vector>

#include "maps/scene/city_scene.h"

namespace chiiki {

/// What 中心部拡大 shows: a cluster of districts too small to read at this scale.
struct Inset {
    Extent extent;                   // plane metres, with some ground around
    std::vector<std::string> codes;  // the districts it is for
};

/// The densest cluster of districts under 48 px (side of a square of their area): the smallest one and its neighbours
/// of up to 2.8 times its area. nullopt where every district is larger, or where the cluster is most of the city.
std::optional<Inset> chooseInset(const CityScene& city, double metresPerPixel);

}  // namespace chiiki
