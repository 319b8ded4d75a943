#pragma once

#include "core/store/workspace.h"

namespace chiiki {

struct UndoRequest {
    std::string workspace;  // path
    bool redo = false;      // take the last undo back instead
    ChangeStamp stamp;
};

/// Takes the last change of a workspace back (or the last undo), exactly. `entry` of the answer is the change that
/// went, or came back. Errors: NotFound where there is none; those of Workspace.
Result<Workspace::Reverted> undoStep(const UndoRequest& request);

/// The same in a workspace that is open for writing. What it would take: Workspace::nextUndo and nextRedo.
Result<Workspace::Reverted> undoStep(Workspace& workspace, bool redo, const ChangeStamp& stamp);

}  // namespace chiiki
