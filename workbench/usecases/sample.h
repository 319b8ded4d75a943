#pragma once

#include <string>
#include <vector>

#include "core/base/diagnostics.h"
#include "core/model/rows_in_force.h"
#include "core/model/snapshot.h"
#include "core/store/change.h"
#include "workbench/usecases/plugin_session.h"

namespace chiiki {

struct SampleReport {
    struct Table {
        std::string pluginId;
        std::string tableId;
        int rows = 0;
    };
    std::vector<Table> tables;
    Diagnostics setAside;
    SnapshotPtr snapshot;  // after the change
};

/// Brings every `<plugin>.<table>.csv` of a folder into the workspace as rows of status `sample`, in one step. A file
/// of a plugin that is not there is left out with a diagnostic. Errors: NotFound where the folder has none; BadRequest
/// where sample rows are in the workspace already; those of Workspace.
Result<SampleReport> addSample(const std::string& workspacePath, const std::string& folder,
                               const PluginSurroundings& surroundings, const ChangeStamp& stamp);

/// Takes every sample row and their edition away, in one step; the rest stays. Error NotFound where there is none.
Result<SampleReport> removeSample(const std::string& workspacePath, const ChangeStamp& stamp);

}  // namespace chiiki
