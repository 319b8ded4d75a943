#include "workbench/desktop/open_city.h"

#include <algorithm>
#include <filesystem>
#include <future>
#include <utility>

#include <QDateTime>
#include <QStandardPaths>

#include "core/store/workspace.h"
#include "workbench/usecases/desk_settings.h"
#include "workbench/usecases/workspace_new.h"

namespace chiiki::desktop {
namespace {

struct Read {
    SnapshotPtr snapshot;
    std::shared_ptr<Workspace> workspace;
};

Result<Read> readWorkspace(const std::string& path, Access access)
{
    auto workspace = Workspace::open(path, access);
    if (!workspace)
        return tl::unexpected(workspace.error());
    auto snapshot = workspace->snapshot();
    if (!snapshot)
        return tl::unexpected(snapshot.error());
    return Read{*std::move(snapshot), std::make_shared<Workspace>(*std::move(workspace))};
}

/// Whether the map of `b` is that of `a`.
bool isSameMap(const Snapshot& a, const Snapshot& b)
{
    return a.city == b.city && a.districts == b.districts && a.demandAreas == b.demandAreas &&
           a.facilities == b.facilities && a.facilityKinds == b.facilityKinds && a.routes == b.routes &&
           a.stops == b.stops && a.sources == b.sources && a.asOf == b.asOf;
}

bool isOfPlugin(const std::string& indicatorId, PluginSession& session)
{
    const std::vector<Plugin>& plugins = session.plugins();
    return std::any_of(plugins.begin(), plugins.end(),
                       [&](const Plugin& plugin) { return indicatorId.starts_with(plugin.id + '.'); });
}

/// A moment as the clock on the wall had it, today without the date; anything else as it is.
std::string onTheWall(const std::string& text)
{
    const QDateTime moment = QDateTime::fromString(QString::fromStdString(text), Qt::ISODate).toLocalTime();
    if (!moment.isValid())
        return text;
    const bool isToday = moment.date() == QDate::currentDate();
    return moment.toString(isToday ? QStringLiteral("HH:mm") : QStringLiteral("yyyy-MM-dd HH:mm")).toStdString();
}

/// Makes what the first picture of the window is drawn from.
void makeReadyForFirstPicture(const CityScene& scene)
{
    if (scene.extent().isEmpty())
        return;
    constexpr double usualHeightPx = 600;
    constexpr double insetShare = 0.4;  // what a pixel of the enlarged centre is of one of the map
    const double metresPerPixel = (scene.extent().maxY - scene.extent().minY) / usualHeightPx;
    scene.outlines(metresPerPixel);
    scene.outlines(insetShare * metresPerPixel);
    scene.routes();
    scene.districtAt({scene.extent().minX, scene.extent().minY});
}

}  // namespace

Result<IndicatorResult> computeIndicator(const Snapshot& snapshot, PluginSession& session, const std::string& id)
{
    return session.compute(id, parametersOf(snapshot, id.substr(0, id.find('.'))));
}

Result<OpenedCity> prepareCity(const std::string& path, const SnapshotPtr& snapshot,
                               std::optional<Message> readOnlyReason, const PluginSurroundings& surroundings)
{
    // The shapes of the first map beside its numbers.
    auto drawing = std::async(std::launch::async, [&snapshot] {
        auto scene = CityScene::build(snapshot);
        if (scene)
            makeReadyForFirstPicture(*scene);
        return scene;
    });
    auto session = std::make_shared<PluginSession>(snapshot, surroundings);
    std::vector<OfferedIndicator> offered = offeredIndicators(snapshot, *session);
    std::optional<IndicatorResult> first;
    // A plugin may take its time; the map of the city does not wait for it.
    if (!offered.empty() && !isOfPlugin(offered.front().indicator.id, *session))
        if (auto computed = computeIndicator(*snapshot, *session, offered.front().indicator.id))
            first = *std::move(computed);
    auto scene = drawing.get();
    if (!scene)
        return tl::unexpected(scene.error());
    OpenedCity city{path, snapshot, *std::move(scene), std::move(session), surroundings, {}, {}, nullptr, {}, {}};
    city.readOnlyReason = std::move(readOnlyReason);
    city.offered = std::move(offered);
    city.first = std::move(first);
    return city;
}

Result<OpenedCity> openCity(const std::string& path)
{
    std::optional<Message> reason;
    auto read = readWorkspace(path, Access::ReadWrite);
    if (!read && read.error().kind == ErrorKind::Locked) {
        reason = read.error().message;
        for (std::string& argument : reason->arguments)
            argument = onTheWall(argument);
        read = readWorkspace(path, Access::ReadOnly);
    }
    if (!read)
        return tl::unexpected(read.error());
    if (!reason)
        reason = read->workspace->whyReadOnly();
    auto city = prepareCity(path, read->snapshot, reason, usualSurroundings(path, {}));
    if (city && !reason) {
        city->workspace = std::move(read->workspace);
        city->recoveredAt = city->workspace->recovered();
    }
    return city;
}

Result<OpenedCity> nextCity(const OpenedCity& before, const SnapshotPtr& snapshot)
{
    OpenedCity next = before;
    next.snapshot = snapshot;
    next.first.reset();
    if (!isSameMap(*before.snapshot, *snapshot)) {
        auto scene = CityScene::build(snapshot);
        if (!scene)
            return tl::unexpected(scene.error());
        next.scene = *std::move(scene);
    }
    next.session = std::make_shared<PluginSession>(snapshot, before.surroundings, *before.session);
    next.offered = offeredIndicators(snapshot, *next.session);
    return next;
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
    return openCity(workspacePath);
}

std::string yamaguchiWorkspacePath()
{
    return (QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) +
            QStringLiteral("/地域ワークベンチ/山口市.chiiki"))
        .toStdString();
}

}  // namespace chiiki::desktop
