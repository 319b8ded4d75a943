#pragma once

#include <memory>

#include <QTemporaryDir>

#include "tests/support/user_folders.h"
#include "tests/workbench/desktop/city.h"

namespace chiiki::desktop::test {

/// The city of Yamaguchi as a workspace file of its own, with the plugins that come with the program and those of
/// further folders, in the user's folders of nobody. Can be changed.
class RealCity {
public:
    explicit RealCity(std::vector<PluginFolder> further = {});

    /// Opened for writing; a city that was opened before must be gone.
    OpenedCity open() const;
    const std::string& path() const { return path_; }
    const PluginSurroundings& surroundings() const { return surroundings_; }

private:
    chiiki::test::OwnUserFolders folders_;
    QTemporaryDir folder_;
    std::string path_;
    PluginSurroundings surroundings_;
};

/// All overlays of the document are computed.
bool waitForOverlays(CityDocument& document);

}  // namespace chiiki::desktop::test
