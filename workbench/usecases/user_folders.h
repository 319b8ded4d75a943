#pragma once

#include <string>

namespace chiiki {

/// The folder in the user's cache (XDG base directories) where `purpose` keeps what it made of one workspace:
/// ~/.cache/chiiki/<purpose>/<of the workspace's path>. Empty where the user has no home, and for no workspace.
std::string workspaceCacheFolder(const std::string& purpose, const std::string& workspacePath);

}  // namespace chiiki
