#pragma once

#include "core/base/result.h"
#include "core/model/overlay.h"
#include "core/model/overlay_request.h"

namespace chiiki::disaster {

/// Shelters usable for the hazard of the parameter `hazard` (the publisher's own flag is 1), by district: their number,
/// their capacity, capacity against people, people within `walk_m` metres of one (straight line; those of neighbouring
/// districts count) and the mean distance; and people, shelters and other facilities inside the hazard areas that were
/// taken in, each once however many areas overlap there. Capacity is a sum over the shelters that say one: nobody is
/// assigned to a shelter, so the whole city's share says more than a district's. Without hazard areas of this hazard
/// what lies inside is missing, not 0, with a note that says what would do; with some, a district that none touches has
/// 0.
Result<Overlay> overlay(const OverlayRequest& request);

}  // namespace chiiki::disaster
