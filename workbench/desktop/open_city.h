#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/model/snapshot.h"
#include "core/store/workspace.h"
#include "maps/scene/city_scene.h"
#include "workbench/desktop/offered_indicators.h"
#include "workbench/usecases/plugin_session.h"

namespace chiiki::desktop {

/// A workspace as the window holds it: its content, ready to be drawn and computed with. The file stays open for
/// writing as long as the window shows it, so that what is typed is in the file at once and two people never overwrite
/// each other; readers are not kept out.
struct OpenedCity {
    std::string path;
    SnapshotPtr snapshot;
    CityScene scene;
    std::shared_ptr<PluginSession> session;  // overlays and indicators of the snapshot
    PluginSurroundings surroundings;         // where the session's plugins come from
    std::vector<OfferedIndicator> offered;
    std::optional<IndicatorResult> first;    // the first of them; absent where it is a plugin's or after a change
    std::shared_ptr<Workspace> workspace;    // for the writer alone; nullptr where the file cannot be changed
    std::optional<Message> readOnlyReason;   // why not
    std::optional<std::string> recoveredAt;  // UTC of the last change kept, where the writer before ended uncleanly
};

/// From a snapshot in memory, without a file behind it.
/// Errors: those of CityScene::build.
Result<OpenedCity> prepareCity(const std::string& path, const SnapshotPtr& snapshot,
                               std::optional<Message> readOnlyReason, const PluginSurroundings& surroundings);

/// An indicator with the parameters that the snapshot holds for its plugin.
/// Errors: those of PluginSession::compute.
Result<IndicatorResult> computeIndicator(const Snapshot& snapshot, PluginSession& session, const std::string& id);

/// Errors: those of Workspace::open and CityScene::build. A file that somebody else is changing opens read-only.
Result<OpenedCity> openCity(const std::string& path);

/// Opens `workspacePath`, after making it from the pack where it does not exist yet (its folder too).
/// Errors: as openCity(), and NotFound where there is no pack.
Result<OpenedCity> openFromPack(const std::string& packDir, const std::string& workspacePath);

/// The city after a change: the same file, the next snapshot. What did not change is taken over.
/// Errors: those of CityScene::build.
Result<OpenedCity> nextCity(const OpenedCity& before, const SnapshotPtr& snapshot);

/// 地域ワークベンチ/山口市.chiiki in the user's documents.
std::string yamaguchiWorkspacePath();

}  // namespace chiiki::desktop
