#include "workbench/usecases/import.h"

namespace chiiki {
namespace {

Message saidOf(const ImportPreview& preview)
{
    std::int64_t added = 0, changed = 0, removed = 0;
    for (const FilePreview& file : preview.files) {
        added += file.comparison.addedCount;
        changed += file.comparison.changedCount;
        removed += file.comparison.removedCount;
    }
    const FilePreview& first = preview.files.front();
    const std::string name = first.edition.fileName.empty() ? first.edition.title.ja : first.edition.fileName;
    if (preview.files.size() == 1)
        return {"imports.done", {name, std::to_string(added), std::to_string(changed), std::to_string(removed)}};
    return {"imports.done_several",
            {name, std::to_string(preview.files.size()), std::to_string(added), std::to_string(changed),
             std::to_string(removed)}};
}

}  // namespace

Result<ImportOutcome> applyImport(Workspace& workspace, ImportPreview preview, const ChangeStamp& stamp)
{
    if (preview.files.empty())
        return fail(ErrorKind::BadRequest, {"imports.no_files", {}});
    for (const FilePreview& file : preview.files)
        if (file.whyNot)
            return fail(ErrorKind::BadRequest, *file.whyNot, file.path);
    if (!preview.after)
        return fail(ErrorKind::BadRequest, {"imports.no_files", {}});
    ImportOutcome outcome;
    outcome.said = saidOf(preview);
    // A city of a million rows is not held twice: a preview that was handed over is taken apart.
    const std::shared_ptr<Snapshot> made = std::move(preview.after);
    Snapshot next = made.use_count() == 1 ? std::move(*made) : Snapshot(*made);
    auto after = workspace.commit(std::move(next), outcome.said, stamp, preview.files.front().edition.sourceId);
    if (!after)
        return tl::unexpected(after.error());
    outcome.changedNothing = (*after)->revision == preview.before->revision;
    outcome.snapshot = *std::move(after);
    outcome.preview = std::move(preview);
    return outcome;
}

Result<ImportOutcome> applyImport(Workspace& workspace, const ImportRequest& request, const ChangeStamp& stamp)
{
    const auto snapshot = workspace.snapshot();
    if (!snapshot)
        return tl::unexpected(snapshot.error());
    auto preview = previewImport(*snapshot, request);
    if (!preview)
        return tl::unexpected(preview.error());
    return applyImport(workspace, *std::move(preview), stamp);
}

Result<ImportPreview> previewImport(const std::string& workspacePath, const ImportRequest& request)
{
    auto workspace = Workspace::open(workspacePath, Access::ReadOnly);
    if (!workspace)
        return tl::unexpected(workspace.error());
    const auto snapshot = workspace->snapshot();
    if (!snapshot)
        return tl::unexpected(snapshot.error());
    return previewImport(*snapshot, request);
}

Result<ImportOutcome> applyImport(const std::string& workspacePath, const ImportRequest& request,
                                  const ChangeStamp& stamp)
{
    auto workspace = Workspace::open(workspacePath, Access::ReadWrite, stamp);
    if (!workspace)
        return tl::unexpected(workspace.error());
    return applyImport(*workspace, request, stamp);
}

Result<ImportOutcome> tryImport(const std::string& workspacePath, const ImportRequest& request,
                                const ChangeStamp& stamp)
{
    auto workspace = Workspace::open(workspacePath, Access::ReadWrite, stamp);
    if (!workspace)
        return tl::unexpected(workspace.error());
    const auto snapshot = workspace->snapshot();
    if (!snapshot)
        return tl::unexpected(snapshot.error());
    auto preview = previewImport(*snapshot, request);
    if (!preview)
        return tl::unexpected(preview.error());
    if (!preview->canImport())
        return ImportOutcome{*std::move(preview), nullptr, {}, true};
    return applyImport(*workspace, *std::move(preview), stamp);
}

}  // namespace chiiki
