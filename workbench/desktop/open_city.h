#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/analysis/city_indicators.h"
#include "core/base/result.h"
#include "core/model/snapshot.h"
#include "maps/scene/city_scene.h"
#include "workbench/desktop/offered_indicators.h"

namespace chiiki::desktop {

/// A workspace as the window holds it: its content, ready to be drawn and computed with. The file itself is closed
/// again, so the window never keeps another program from changing it.
struct OpenedCity {
    std::string path;
    SnapshotPtr snapshot;
    CityScene scene;
    std::vector<OfferedIndicator> offered;
    std::shared_ptr<const CityIndicators> indicators;  // asked by one thread at a time
    std::optional<Message> readOnlyReason;             // nullopt: the file could be changed
};

/// From a snapshot in memory. Errors: those of CityScene::build.
Result<OpenedCity> prepareCity(const std::string& path, const SnapshotPtr& snapshot,
                               std::optional<Message> readOnlyReason);

/// Errors: those of Workspace::open and CityScene::build. A file that somebody else is changing opens read-only.
Result<OpenedCity> openCity(const std::string& path);

/// Opens `workspacePath`, after making it from the pack where it does not exist yet (its folder too).
/// Errors: as openCity(), and NotFound where there is no pack.
Result<OpenedCity> openFromPack(const std::string& packDir, const std::string& workspacePath);

/// 地域ワークベンチ/山口市.chiiki in the user's documents.
std::string yamaguchiWorkspacePath();

}  // namespace chiiki::desktop
