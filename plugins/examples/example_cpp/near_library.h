#pragma once

#include "core/model/overlay_request.h"
#include "core/sdk/serve.h"

/// People who live within the straight distance of a library that the parameter `distance` (m) says, and their share
/// of all people, by district and for the city, in the latest year asked for. A share of nobody is not applicable.
/// Error where no library has a place or no year is asked for: nothing is worth showing then.
chiiki::Result<chiiki::Overlay> nearLibrary(const chiiki::OverlayRequest& request);
