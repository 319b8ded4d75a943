#pragma once

#include "core/base/result.h"
#include "core/model/overlay.h"
#include "core/model/overlay_request.h"

namespace chiiki::small_hubs {

/// Which exchange centres and branches pass the city's own rule "k of n kinds of services within d metres and transport
/// on m days a week" (parameters least_kinds, near_m, link_days), which fail and for what, and which change sides under
/// a second rule (least_kinds_b, near_m_b). Distances are straight lines in the plane. Kinds: those of the facilities
/// that the city has at all, and those of the table function_at that any of its rows names; its rows belong to the
/// centre whose name stands in their `hub`, and one without a distance is at the hub. No row of transport: not known,
/// so neither pass nor fail; 0 days asked for: transport is not looked at. A centre without a position is unknown.
Result<Overlay> overlay(const OverlayRequest& request);

}  // namespace chiiki::small_hubs
