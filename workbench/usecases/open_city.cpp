#include "workbench/usecases/open_city.h"

#include "core/store/workspace.h"

namespace chiiki {

Result<SnapshotPtr> openCity(const std::string& path)
{
    auto workspace = Workspace::open(path, Access::ReadOnly);
    if (!workspace)
        return tl::unexpected(workspace.error());
    return workspace->snapshot();
}

}  // namespace chiiki
