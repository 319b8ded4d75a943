#pragma once

#include "core/base/diagnostics.h"
#include "core/store/workspace.h"

namespace chiiki {

struct NewWorkspaceRequest {
    std::string path;       // of the file to make; must not exist unless `replaces`
    bool replaces = false;  // a workspace of that name is kept beside as "<path>.1" (up to .3) and a new one made
    std::string packDir;    // a data pack
    std::string asOf;       // ISO date the workspace carries; empty = the pack's newest
    ChangeStamp stamp;      // of the journal's first entry; its asOf is not used
};

struct NewWorkspaceReport {
    SnapshotPtr snapshot;     // as read back from the file
    Diagnostics diagnostics;  // what the pack's reader set aside
    std::string keptAs;       // where the replaced workspace went; empty where there was none
};

/// A workspace from a data pack. Errors: those of readPack and Workspace::create; with `replaces`
/// those of Workspace::open for the file that is there (only a workspace that nobody is writing is replaced).
Result<NewWorkspaceReport> newWorkspace(const NewWorkspaceRequest& request);

}  // namespace chiiki
