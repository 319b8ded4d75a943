#include "tests/workbench/desktop/real_city.h"

#include <QElapsedTimer>
#include <QTest>

#include <catch2/catch.hpp>

#include "workbench/usecases/program_files.h"
#include "workbench/usecases/workspace_new.h"

namespace chiiki::desktop::test {

RealCity::RealCity(std::vector<PluginFolder> further)
{
    needApplication();
    path_ = folder_.filePath(QStringLiteral("city.chiiki")).toStdString();
    NewWorkspaceRequest request;
    request.path = path_;
    request.packDir = std::string(CHIIKI_SOURCE_DIR) + "/data/yamaguchi";
    request.stamp = ChangeStamp::now("planner");
    REQUIRE(newWorkspace(request));
    surroundings_.folders = {{PluginPlace::BuiltIn, findBuiltInPlugins(CHIIKI_BIN_DIR)}};
    surroundings_.folders.insert(surroundings_.folders.end(), further.begin(), further.end());
    surroundings_.consentFile = folders_.home() + "/.config/plugins.json";
    surroundings_.resultFolder = folders_.home() + "/.cache/results";
}

OpenedCity RealCity::open() const
{
    auto workspace = Workspace::open(path_, Access::ReadWrite);
    REQUIRE(workspace);
    const auto snapshot = workspace->snapshot();
    REQUIRE(snapshot);
    auto opened = prepareCity(path_, *snapshot, {}, surroundings_);
    REQUIRE(opened);
    opened->workspace = std::make_shared<Workspace>(*std::move(workspace));
    return *std::move(opened);
}

bool waitForOverlays(CityDocument& document)
{
    return waitFor([&] { return document.overlays().runningCount() == 0; });
}

}  // namespace chiiki::desktop::test
