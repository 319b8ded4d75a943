#include "workbench/desktop/open_city.h"

#include <filesystem>
#include <utility>

#include <QStandardPaths>

#include "core/store/workspace.h"
#include "workbench/usecases/workspace_new.h"

namespace chiiki::desktop {
namespace {

struct Read {
    SnapshotPtr snapshot;
    std::optional<Message> readOnlyReason;
};

Result<Read> readWorkspace(const std::string& path, Access access)
{
    auto workspace = Workspace::open(path, access);
    if (!workspace)
        return tl::unexpected(workspace.error());
    auto snapshot = workspace->snapshot();
    if (!snapshot)
        return tl::unexpected(snapshot.error());
    return Read{*std::move(snapshot), workspace->whyReadOnly()};
}

}  // namespace

Result<OpenedCity> prepareCity(const std::string& path, const SnapshotPtr& snapshot,
                               std::optional<Message> readOnlyReason)
{
    auto scene = CityScene::build(snapshot);
    if (!scene)
        return tl::unexpected(scene.error());
    return OpenedCity{path,
                      snapshot,
                      *std::move(scene),
                      offeredIndicators(snapshot),
                      std::make_shared<const CityIndicators>(snapshot),
                      std::move(readOnlyReason)};
}

Result<OpenedCity> openCity(const std::string& path)
{
    // Opened for writing only to learn whether it could be; the lease ends with readWorkspace.
    auto read = readWorkspace(path, Access::ReadWrite);
    if (!read && read.error().kind == ErrorKind::Locked) {
        const Message locked = read.error().message;
        read = readWorkspace(path, Access::ReadOnly);
        if (read)
            read->readOnlyReason = locked;
    }
    if (!read)
        return tl::unexpected(read.error());
    return prepareCity(path, read->snapshot, std::move(read->readOnlyReason));
}

Result<OpenedCity> openFromPack(const std::string& packDir, const std::string& workspacePath)
{
    namespace fs = std::filesystem;
    std::error_code ignored;  // what cannot be made shows when it is written
    if (fs::exists(workspacePath, ignored))
        return openCity(workspacePath);
    if (packDir.empty())
        return fail(ErrorKind::NotFound, {"desktop.no_pack", {}});
    fs::create_directories(fs::path(workspacePath).parent_path(), ignored);
    NewWorkspaceRequest request;
    request.path = workspacePath;
    request.packDir = packDir;
    request.stamp = ChangeStamp::now();
    auto made = newWorkspace(request);
    if (!made)
        return tl::unexpected(made.error());
    return prepareCity(workspacePath, made->snapshot, std::nullopt);
}

std::string yamaguchiWorkspacePath()
{
    return (QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) +
            QStringLiteral("/地域ワークベンチ/山口市.chiiki"))
        .toStdString();
}

}  // namespace chiiki::desktop
