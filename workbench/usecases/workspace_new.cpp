#include "workbench/usecases/workspace_new.h"

#include <filesystem>

#include "core/io/pack_reader.h"
#include "workbench/usecases/district_borders.h"

namespace chiiki {
namespace {

namespace fs = std::filesystem;

constexpr int keptVersions = 3;

// Nobody may be writing what is put aside, and only a workspace is: any other file of the name is somebody's work.
Result<void> checkReplaceable(const std::string& path, const ChangeStamp& stamp)
{
    const auto present = Workspace::open(path, Access::ReadWrite, stamp);
    if (!present)
        return tl::unexpected(present.error());
    if (present->isReadOnly())
        return fail(ErrorKind::ReadOnly, {"usecases.not_replaced", {}}, path);
    return {};
}

// path.2 -> path.3, path.1 -> path.2, path -> path.1, then `made` becomes path.
Result<std::string> swapIn(const std::string& made, const std::string& path)
{
    std::error_code error;
    const auto version = [&](int number) { return path + "." + std::to_string(number); };
    for (int number = keptVersions - 1; number >= 1 && !error; --number)
        if (std::error_code unknown; fs::exists(version(number), unknown))
            fs::rename(version(number), version(number + 1), error);
    if (!error)
        fs::rename(path, version(1), error);
    if (!error) {
        fs::rename(made, path, error);
        std::error_code ignored;
        if (error)
            fs::rename(version(1), path, ignored);  // the workspace that was there stays the one that is
    }
    if (error)
        return fail(ErrorKind::Internal, {"usecases.cannot_write", {error.message()}}, path);
    return version(1);
}

}  // namespace

Result<NewWorkspaceReport> newWorkspace(const NewWorkspaceRequest& request)
{
    NewWorkspaceReport report;
    auto content = readPack(request.packDir, report.diagnostics);
    if (!content)
        return tl::unexpected(content.error());
    if (!request.asOf.empty())
        content->asOf = request.asOf;
    // As a border is after it was moved, so that one moved away and back is equal to what it was.
    for (District& district : content->districts)
        district.outline = normalised(district.outline);
    std::error_code unknown;
    const bool isReplaced = request.replaces && fs::exists(request.path, unknown);
    if (isReplaced)
        if (const auto replaceable = checkReplaceable(request.path, request.stamp); !replaceable)
            return tl::unexpected(replaceable.error());
    const std::string madePath = isReplaced ? request.path + ".new" : request.path;
    {
        auto workspace = Workspace::create(madePath, *content, request.stamp);
        if (!workspace)
            return tl::unexpected(workspace.error());
        auto snapshot = workspace->snapshot();
        if (!snapshot)
            return tl::unexpected(snapshot.error());
        report.snapshot = *std::move(snapshot);
    }
    if (isReplaced) {
        auto kept = swapIn(madePath, request.path);
        if (!kept)
            return tl::unexpected(kept.error());
        report.keptAs = *std::move(kept);
    }
    return report;
}

}  // namespace chiiki
