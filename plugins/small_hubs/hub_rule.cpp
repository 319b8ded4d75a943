#include "plugins/small_hubs/hub_rule.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

namespace chiiki::small_hubs {
namespace {

constexpr double nowhere = std::numeric_limits<double>::infinity();

struct Kind {
    const char* id;
    Text title;
    std::vector<std::string> facilityKinds;
    std::string entered;  // the word of function_at.kind; empty = none
};

const std::vector<Kind>& kinds()
{
    static const std::vector<Kind> all = {
        {"medical", {"医療", "medical care"}, {"clinic", "hospital"}, "clinic"},
        {"dentist", {"歯科", "dentist"}, {"dentist"}, ""},
        {"school", {"学校", "school"}, {"school"}, ""},
        {"childcare", {"子育て施設", "childcare"}, {"childcare"}, ""},
        {"library", {"図書館", "library"}, {"library"}, ""},
        {"shop", {"買物", "shopping"}, {}, "shop"},
        {"counter", {"窓口", "counter"}, {}, "counter"},
        {"finance", {"郵便・金融", "post and banking"}, {}, "finance"},
        {"fuel", {"給油", "fuel"}, {}, "fuel"},
    };
    return all;
}

/// One row of function_at.
struct Entered {
    std::string hub;
    std::string kind;
    double distanceM = 0;
    std::optional<int> days;
};

std::vector<Entered> enteredOf(const OverlayRequest& request)
{
    std::vector<Entered> all;
    for (const PluginTable& table : request.tables) {
        if (table.tableId != "function_at")
            continue;
        const auto cell = [&](const PluginRow& row, std::string_view field) -> FieldValue {
            const int column = columnIndex(table, field);
            return column < 0 ? FieldValue() : row.values[static_cast<std::size_t>(column)];
        };
        for (const PluginRow& row : table.rows) {
            Entered one{textOf(cell(row, "hub")), textOf(cell(row, "kind")),
                        numberOf(cell(row, "distance_m")).value_or(0), std::nullopt};
            if (const auto days = numberOf(cell(row, "days")))
                one.days = static_cast<int>(*days);
            all.push_back(std::move(one));
        }
    }
    return all;
}

bool isHub(const OverlayRequest::Place& place)
{
    return place.kind == "community_centre" || place.kind == "centre_branch";
}

double nearestM(const OverlayRequest::Place& hub, const Service& service)
{
    if (!hub.plane)
        return std::numeric_limits<double>::quiet_NaN();
    double nearest = nowhere;
    for (const OverlayRequest::Place* place : service.places)
        nearest = std::min(nearest, std::hypot(place->plane->x - hub.plane->x, place->plane->y - hub.plane->y));
    return nearest;
}

}  // namespace

std::vector<Service> servicesOf(const OverlayRequest& request)
{
    const std::vector<Entered> entered = enteredOf(request);
    std::vector<Service> services;
    for (const Kind& kind : kinds()) {
        Service service{kind.id, kind.title, {}};
        for (const OverlayRequest::Place& place : request.facilities)
            if (place.plane && std::count(kind.facilityKinds.begin(), kind.facilityKinds.end(), place.kind) > 0)
                service.places.push_back(&place);
        const bool isEntered = !kind.entered.empty() && std::any_of(entered.begin(), entered.end(), [&](const auto& e) {
            return e.kind == kind.entered;
        });
        if (!service.places.empty() || isEntered)
            services.push_back(std::move(service));
    }
    return services;
}

std::vector<Hub> hubsOf(const OverlayRequest& request, const std::vector<Service>& services)
{
    const std::vector<Entered> entered = enteredOf(request);
    std::vector<Hub> hubs;
    for (const OverlayRequest::Place& place : request.facilities) {
        if (!isHub(place) || place.districtCode.empty())
            continue;
        Hub hub;
        hub.place = &place;
        for (const Service& service : services) {
            double nearest = nearestM(place, service);
            const auto kind =
                std::find_if(kinds().begin(), kinds().end(), [&](const Kind& k) { return k.id == service.id; });
            for (const Entered& row : entered)
                if (row.hub == place.name && !kind->entered.empty() && row.kind == kind->entered)
                    nearest = std::fmin(nearest, row.distanceM);
            hub.nearestM.push_back(nearest);
        }
        for (const Entered& row : entered)
            if (row.hub == place.name && row.kind == "transport" && row.days)
                hub.links.push_back({row.distanceM, *row.days});
        hubs.push_back(std::move(hub));
    }
    std::sort(hubs.begin(), hubs.end(), [](const Hub& a, const Hub& b) {
        const auto order = [](const Hub& hub) {
            return std::make_tuple(hub.place->districtCode, hub.place->kind != "community_centre", hub.place->id);
        };
        return order(a) < order(b);
    });
    return hubs;
}

Judgement judge(const Hub& hub, const HubRule& rule)
{
    Judgement made;
    bool isUnknown = false;
    for (std::size_t s = 0; s < hub.nearestM.size(); ++s) {
        isUnknown = isUnknown || std::isnan(hub.nearestM[s]);
        (hub.nearestM[s] <= rule.nearM ? made.within : made.lacking).push_back(s);
    }
    const auto far = [&](std::size_t s) { return std::isnan(hub.nearestM[s]) ? nowhere : hub.nearestM[s]; };
    std::stable_sort(made.lacking.begin(), made.lacking.end(),
                     [&](std::size_t a, std::size_t b) { return far(a) < far(b); });
    for (const Link& link : hub.links)
        if (link.distanceM <= rule.nearM)
            made.linkDays = std::max(made.linkDays.value_or(0), link.days);
    if (static_cast<int>(made.within.size()) >= rule.leastKinds)
        made.kinds = Verdict::Pass;
    else if (!isUnknown)
        made.kinds = Verdict::Fail;
    made.whole = made.kinds;
    if (made.kinds == Verdict::Pass && rule.linkDays > 0)
        made.whole = !made.linkDays                    ? Verdict::Unknown
                     : *made.linkDays >= rule.linkDays ? Verdict::Pass
                                                       : Verdict::Fail;
    return made;
}

}  // namespace chiiki::small_hubs
