#pragma once

#include "maps/scene/map_layers.h"

namespace chiiki {

/// One glyph on the page, or several merged into one with a count.
struct FacilityMark {
    std::string glyph;
    Point centre;
    int count = 1;
};

/// A frame shows one mark a facility up to this many in sight; beyond, overlapping ones are merged with a count.
inline constexpr std::size_t mostSingleMarks = 60;

/// The facilities of a layer, placed or not, in the snapshot's order.
std::vector<const Facility*> facilitiesOf(const Snapshot& snapshot, const FacilityLayer& layer);

/// The marks that a frame shows, in the order of kinds: one a facility up to mostSingleMarks in sight; beyond, marks
/// that would overlap are merged until none do. The counts add up to the facilities in sight. In an inset only what
/// fits in whole is in sight, and merged marks are moved in from its edge.
std::vector<FacilityMark> facilityMarks(const CityScene& city, const MapFrame& frame, const FacilityLayer& layer);

/// The page boxes that the marks take.
std::vector<Box> facilityBoxes(const CityScene& city, const MapFrame& frame, const FacilityLayer& layer);

void appendFacilities(Scene& scene, const CityScene& city, const MapFrame& frame, const FacilityLayer& layer);

}  // namespace chiiki
