#pragma once

#include <string>

#include "maps/scene/map_layers.h"

namespace chiiki::desktop {

class SelectionModel;

/// Double outlines of the selected districts, cut to the frame.
Scene selectionOutlines(const CityScene& city, const MapFrame& frame, const SelectionModel& selection);

/// The outline of the hovered district, cut to the frame; nothing where it is selected. It belongs below the selection:
/// on a shared border it must not strike out a selected neighbour.
Scene hoverOutline(const CityScene& city, const MapFrame& frame, const SelectionModel& selection);

/// The dashed outline of `code`, where the keys are, cut to the frame.
Scene focusOutline(const CityScene& city, const MapFrame& frame, const std::string& code, bool isSelected);

}  // namespace chiiki::desktop
