#pragma once

#include "workbench/desktop/why_popover.h"

namespace chiiki::desktop {

class CompareTableView;
class MapCanvas;
class TileView;

/// What F4 asks about: the cell of the table where that has the focus; otherwise the indicator shown of the primary
/// district, or of the city where none is selected, at its place in the picture that is seen.
WhyQuestion questionAt(const Desk& desk, QWidget* focus, const CompareTableView& table, const MapCanvas& map,
                       const TileView& tiles);

}  // namespace chiiki::desktop
