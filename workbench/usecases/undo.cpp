#include "workbench/usecases/undo.h"

namespace chiiki {

Result<Workspace::Reverted> undoStep(const UndoRequest& request)
{
    auto workspace = Workspace::open(request.workspace, Access::ReadWrite, request.stamp);
    if (!workspace)
        return tl::unexpected(workspace.error());
    return undoStep(*workspace, request.redo, request.stamp);
}

Result<Workspace::Reverted> undoStep(Workspace& workspace, bool redo, const ChangeStamp& stamp)
{
    if (!redo)
        return workspace.undoLast(stamp);
    const auto change = workspace.nextRedo();
    if (!change)
        return tl::unexpected(change.error());
    auto reverted = workspace.redoLast(stamp);
    if (reverted && *change)
        reverted->entry = **change;
    return reverted;
}

}  // namespace chiiki
