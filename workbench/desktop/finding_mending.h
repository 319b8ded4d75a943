#pragma once

#include <optional>
#include <string>

#include "core/model/facility.h"
#include "workbench/desktop/overlay_board.h"
#include "workbench/desktop/view_state.h"

namespace chiiki::desktop {

/// What a finding's 「直す」 opens: the one thing that is wrong, ready to be put right.
struct Mending {
    enum class Kind {
        Position,  // where a facility stands, on the map
        Rows,      // rows of a plugin's table, or the table whose rows are missing
        Value,     // the value of an indicator in the finding's district
    };
    Kind kind = Kind::Position;
    std::optional<Facility> facility = {};  // of Position
    Picture rows = {};                      // of Rows
    std::string indicator = {};             // of Value: full id
};

/// nullopt where the finding points at nothing that can be changed here. A facility is the one that came from the row
/// of the source in which the finding says the position to be wrong; a value is one that stands in a plugin's table as
/// it is, not one divided by another.
std::optional<Mending> mendingOf(const ShownFinding& shown, const Snapshot& snapshot, const OverlayBoard& board);

}  // namespace chiiki::desktop
