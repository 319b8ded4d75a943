#pragma once

#include "core/store/workspace.h"
#include "workbench/usecases/district_borders.h"

namespace chiiki {

/// A 町丁 or a census block goes to another district. Exactly one of `town` and `block` is given.
struct DistrictMoveRequest {
    std::string workspace;  // path
    std::string town;       // 町丁字; compared as names are, so widths and ヶ/ケ do not matter
    std::string block;      // KEY_CODE
    std::string to;         // district code
    ChangeStamp stamp;
};

/// All blocks of a town move, from whichever districts they are in. Outlines of the districts concerned are made anew
/// from their blocks, and what stands in the moved blocks (facilities, stops) is counted where they now belong; what
/// was set aside stays so. `confidence` of the blocks stays: it tells how sure the census's own assignment was. One
/// journal step. Errors: NotFound for a town, block or district there is not (with near names, or the codes there are),
/// BadRequest where all of it is there already; those of Workspace.
Result<BordersReport> moveDistrict(const DistrictMoveRequest& request);

/// The same in a workspace that is open for writing; `request.workspace` is not looked at.
Result<BordersReport> moveDistrict(Workspace& workspace, const DistrictMoveRequest& request);

}  // namespace chiiki
