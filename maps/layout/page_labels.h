#pragma once

#include <string>
#include <vector>

#include "maps/scene/map_labels.h"

namespace chiiki {

/// Labels of the districts of a page, which cannot be zoomed. A label stands within its own district (of a circle:
/// beside it, nearer than to any other); where that has no room, on the paper outside all districts with a line that
/// ends in its own district or circle, and in an inset not at all. So none is read as that of another district.
/// Districts in `nameOnly` have their value elsewhere on the page.
std::vector<PlacedLabel> placePageLabels(const CityScene& city, const MapFrame& frame, const MapContent& content,
                                         const std::vector<Box>& obstacles, const std::vector<std::string>& nameOnly);

}  // namespace chiiki
