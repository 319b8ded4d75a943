#pragma once

#include "core/base/result.h"
#include "core/model/overlay.h"
#include "core/model/overlay_request.h"

namespace chiiki::life_support {

/// How far people live from the services of daily life, by district: for each kind the mean distance of a person to the
/// nearest place (metres, straight line; places of neighbouring districts count) and the share of people further than
/// the parameter `far_m`. A finding for each kind of which a district has one place left, with what its people would
/// have to go without it. A district without people: not applicable. A kind without any place: missing.
Result<Overlay> overlay(const OverlayRequest& request);

}  // namespace chiiki::life_support
