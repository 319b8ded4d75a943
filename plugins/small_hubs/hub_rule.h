#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/message.h"
#include "core/model/overlay.h"
#include "core/model/overlay_request.h"

namespace chiiki::small_hubs {

/// "k of n kinds within d metres and transport on m days a week".
struct HubRule {
    int leastKinds = 0;
    double nearM = 0;
    int linkDays = 0;  // 0 = transport is not asked for
};

/// One kind of service that the city has somewhere.
struct Service {
    std::string id;
    Text title;
    std::vector<const OverlayRequest::Place*> places;  // with a position
};

/// Transport as registered for a hub.
struct Link {
    double distanceM = 0;
    int days = 0;
};

/// A centre or branch with what lies around it.
struct Hub {
    const OverlayRequest::Place* place = nullptr;
    std::vector<double> nearestM;  // of each service, in their order; infinity = none, NaN = its position is not known
    std::vector<Link> links;
};

/// What one rule says of one hub.
struct Judgement {
    std::vector<std::size_t> within;   // indices of services
    std::vector<std::size_t> lacking;  // nearest first
    std::optional<int> linkDays;       // most days of one line within reach; nullopt = not known
    Verdict kinds = Verdict::Unknown;
    Verdict whole = Verdict::Unknown;  // kinds and transport
};

/// Services that any facility or row of the city stands for, and its centres and branches by district, centre first.
std::vector<Service> servicesOf(const OverlayRequest& request);
std::vector<Hub> hubsOf(const OverlayRequest& request, const std::vector<Service>& services);

/// The limit itself counts as within.
Judgement judge(const Hub& hub, const HubRule& rule);

}  // namespace chiiki::small_hubs
