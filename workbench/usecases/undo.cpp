#include "workbench/usecases/undo.h"

namespace chiiki {

Result<Workspace::Reverted> undoStep(const UndoRequest& request)
{
    auto workspace = Workspace::open(request.workspace, Access::ReadWrite, request.stamp);
    if (!workspace)
        return tl::unexpected(workspace.error());
    return request.redo ? workspace->redoLast(request.stamp) : workspace->undoLast(request.stamp);
}

}  // namespace chiiki
