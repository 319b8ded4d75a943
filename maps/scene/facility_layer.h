#pragma once

#include "maps/scene/map_layers.h"

namespace chiiki {

/// One glyph on the page, or several merged into one with a count.
struct FacilityMark {
    std::string glyph;
    Point centre;
    int count = 1;
};

/// The marks that a frame shows, in the order of kinds: one a facility up to 60 in sight; beyond, marks that
/// would overlap are merged until none do. The counts add up to the facilities in sight.
std::vector<FacilityMark> facilityMarks(const CityScene& city, const MapFrame& frame, const FacilityLayer& layer);

/// The page boxes that the marks take.
std::vector<Box> facilityBoxes(const CityScene& city, const MapFrame& frame, const FacilityLayer& layer);

void appendFacilities(Scene& scene, const CityScene& city, const MapFrame& frame, const FacilityLayer& layer);

}  // namespace chiiki
