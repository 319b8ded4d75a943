#pragma once

#include <string>
#include <vector>

#include "core/base/message.h"
#include "core/model/overlay_request.h"

namespace chiiki::life_support {

/// How people without a car get about in a district, as a document says it.
struct Ride {
    std::string districtCode;
    Text told;  // 「コミュニティタクシー（p.13）」, with the part where it is of a part of the district alone
    bool isWhole = false;  // no document says that it is of a part alone
    std::string sourceId;
};

/// Community taxis and shopping runs of the plugin's tables, in the order of their rows.
std::vector<Ride> ridesOf(const OverlayRequest& request);

}  // namespace chiiki::life_support
