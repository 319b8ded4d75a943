#pragma once

#include <string>
#include <vector>

#include "maps/layout/legend.h"
#include "maps/scene/map_labels.h"

namespace chiiki {

/// The labels of a page, which cannot be zoomed: each district in sight has its name on the map or in the legend.
struct SheetLabels {
    std::vector<PlacedLabel> placed;
    std::vector<std::string> lettered;  // districts without room for their name, in the city's order: A, B, …
};

/// As placePageLabels, from the Area step on as placeMapLabels. What has no place gets a letter.
SheetLabels placeSheetLabels(const CityScene& city, const MapFrame& frame, const MapContent& content,
                             const std::vector<Box>& obstacles, const std::vector<std::string>& nameOnly);

/// The letters at their districts.
void appendLetters(Scene& scene, const CityScene& city, const MapFrame& frame, const SheetLabels& labels);

/// What the letters stand for, with the values the names would have; empty where no district has one.
std::vector<LegendRow> letterRows(const CityScene& city, const MapContent& content, const SheetLabels& labels);

/// Districts named on the page without their value, with it; nullopt where there are none. An inset may say a value
/// that the map does not.
std::optional<LegendRow> unwrittenRow(const CityScene& city, const MapContent& content,
                                      const std::vector<PlacedLabel>& labels,
                                      const std::vector<PlacedLabel>& insetLabels);

}  // namespace chiiki
