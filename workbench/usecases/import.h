#pragma once

#include <string>

#include "core/store/workspace.h"
#include "workbench/usecases/import_preview.h"

namespace chiiki {

struct ImportOutcome {
    ImportPreview preview;  // of what was done
    SnapshotPtr snapshot;   // afterwards
    Message said;           // the journal's line
    bool changedNothing = false;
};

/// Takes the files in as one journal step; a process that is killed before it returns has changed nothing. The same
/// files again change nothing. Errors: those of previewImport; BadRequest where a file cannot be taken in as it is
/// (FilePreview::whyNot) or its parts do not add up; those of Workspace.
Result<ImportOutcome> applyImport(Workspace& workspace, const ImportRequest& request, const ChangeStamp& stamp);

/// The same of a preview at hand, whose files are not read again. What it would become is stored as it is where nobody
/// else holds it, and comes back as the outcome's snapshot. Error BadRequest where the workspace changed since.
Result<ImportOutcome> applyImport(Workspace& workspace, ImportPreview preview, const ChangeStamp& stamp);

/// The same of the workspace at a path; a preview opens it for reading alone.
Result<ImportPreview> previewImport(const std::string& workspacePath, const ImportRequest& request);
Result<ImportOutcome> applyImport(const std::string& workspacePath, const ImportRequest& request,
                                  const ChangeStamp& stamp);

/// The same, reading the files once; where one cannot be taken in as it is the preview comes back alone, without a
/// snapshot, so that it can be shown why.
Result<ImportOutcome> tryImport(const std::string& workspacePath, const ImportRequest& request,
                                const ChangeStamp& stamp);

}  // namespace chiiki
