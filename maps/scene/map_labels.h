#pragma once

#include <string>
#include <vector>

#include "maps/scene/labels.h"
#include "maps/scene/map_layers.h"

namespace chiiki {

/// The labels that belong on a map: selected districts, names of centres where facilities are shown from the Area step
/// on, districts (small ones first), and at the Block step the other facilities and 町丁. `obstacles` are page boxes to
/// keep free. Districts in `nameOnly` (they have their value in an inset) are named without it.
std::vector<PlacedLabel> placeMapLabels(const CityScene& city, const MapFrame& frame, const MapContent& content,
                                        const std::vector<Box>& obstacles, const std::vector<std::string>& nameOnly);

/// What the districts in a frame want to be labelled with, in the order in which they are placed: selected ones first,
/// small ones before large ones. `nameOnly` as above. Of an inset only districts that lie in it as a whole: what the
/// frame cuts is named on the map around it.
std::vector<LabelWish> districtWishes(const CityScene& city, const MapFrame& frame, const MapContent& content,
                                      const std::vector<std::string>& nameOnly);

/// The name as the language writes it: romaji in English where known. The code itself where it is of no district.
std::string districtLabel(const Snapshot& snapshot, const std::string& code, Language language);

}  // namespace chiiki
