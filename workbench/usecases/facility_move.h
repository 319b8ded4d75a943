#pragma once

#include <string>
#include <vector>

#include "core/store/workspace.h"

namespace chiiki {

/// A facility stands elsewhere than its source says, or somewhere at all.
struct FacilityMoveRequest {
    std::string sourceId;  // empty = of any source
    std::string kind;      // empty = of any kind
    std::string id;
    Point lonLat;  // EPSG:6668
};

struct FacilityMove {
    Facility before;
    Facility after;
    std::vector<Finding> solvedFindings;  // that are gone
    SnapshotPtr snapshot;                 // after the change
};

/// Sets the place; the district is that of the clean borders there, or the facility counts as outside the city. What
/// was wrong with its position before is forgotten, and a finding about it that the move solves goes: that it had no
/// place in a district where it has one now, or that its district is not that of its address where it left that
/// district. One journal step. Errors: NotFound for a facility there is not; BadRequest where the id is that of
/// several (says which), and for a position that cannot be meant (not finite, exchanged, far from the city); those of
/// Workspace.
Result<FacilityMove> moveFacility(Workspace& workspace, const FacilityMoveRequest& request, const ChangeStamp& stamp);
/// The same in the file at `path`.
Result<FacilityMove> moveFacility(const std::string& path, const FacilityMoveRequest& request,
                                  const ChangeStamp& stamp);

}  // namespace chiiki
