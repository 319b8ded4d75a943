#pragma once

#include <limits>
#include <string>
#include <vector>

#include "core/model/overlay_request.h"

namespace chiiki::life_support {

/// A place that serves, in metres of the plane zone.
struct ServicePlace {
    std::string id;
    std::string name;
    std::string districtCode;  // empty = outside the city
    Point plane;
    Point lonLat;
    std::string sourceId;
};

/// Places of one kind that have a position.
std::vector<ServicePlace> placesOf(const OverlayRequest& request, const std::string& kind);

/// The nearest and the second nearest place from somewhere. -1 and infinity where there is none.
struct Nearest {
    int first = -1;
    double firstM = std::numeric_limits<double>::infinity();
    double secondM = std::numeric_limits<double>::infinity();
};

/// One for each demand area, in their order; straight lines.
std::vector<Nearest> nearestOf(const std::vector<OverlayRequest::DemandArea>& areas,
                               const std::vector<ServicePlace>& places);

/// What the people of one district (or the city) have to go.
struct Reach {
    double people = 0;
    double metres = 0;  // summed over people
    double far = 0;     // people further than the limit

    void add(double count, double distanceM, double limitM)
    {
        people += count;
        metres += count * distanceM;
        far += distanceM > limitM ? count : 0;
    }
};

}  // namespace chiiki::life_support
