#include "plugins/life_support/reach.h"

#include <cmath>

namespace chiiki::life_support {

std::vector<ServicePlace> placesOf(const OverlayRequest& request, const std::string& kind)
{
    std::vector<ServicePlace> places;
    for (const OverlayRequest::Place& place : request.facilities)
        if (place.kind == kind && place.plane && place.lonLat)
            places.push_back({place.id, place.name, place.districtCode, *place.plane, *place.lonLat, place.sourceId});
    return places;
}

std::vector<Nearest> nearestOf(const std::vector<OverlayRequest::DemandArea>& areas,
                               const std::vector<ServicePlace>& places)
{
    std::vector<Nearest> nearest(areas.size());
    for (std::size_t a = 0; a < areas.size(); ++a) {
        // Squares are compared, roots taken once.
        double first = std::numeric_limits<double>::infinity();
        double second = first;
        for (std::size_t p = 0; p < places.size(); ++p) {
            const double dx = areas[a].plane.x - places[p].plane.x;
            const double dy = areas[a].plane.y - places[p].plane.y;
            const double square = dx * dx + dy * dy;
            if (square < first) {
                second = first;
                first = square;
                nearest[a].first = static_cast<int>(p);
            } else if (square < second) {
                second = square;
            }
        }
        nearest[a].firstM = std::sqrt(first);
        nearest[a].secondM = std::sqrt(second);
    }
    return nearest;
}

}  // namespace chiiki::life_support
