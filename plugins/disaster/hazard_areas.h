#pragma once

#include <string>
#include <vector>

#include "core/model/overlay_request.h"
#include "plugins/disaster/area_text.h"

namespace chiiki::disaster {

/// The areas of one hazard in all tables that were taken in: the table of its national layer (floods, landslides,
/// tsunami) and the rows of `hazard_area` that name it.
class HazardAreas {
public:
    HazardAreas(const OverlayRequest& request, const std::string& hazard);

    /// No area of the hazard is known, so nothing can be said of what lies inside.
    bool isEmpty() const { return areas_.empty(); }
    /// Whether the point lies in one of them or several: areas of different rivers and depths overlap.
    bool contain(Point lonLat) const;
    /// The weakest of computed and the rows' own.
    Status status() const { return status_; }

private:
    std::vector<Area> areas_;
    Status status_ = Status::Computed;
};

/// What the choices of the parameter `hazard` are called within a sentence.
Text hazardTitle(const std::string& hazard);

/// Why nothing can be said of what lies inside, where no area of the hazard is known, and what would do.
Text whatIsMissing(const std::string& hazard);
Text whatToDo(const std::string& hazard);

}  // namespace chiiki::disaster
