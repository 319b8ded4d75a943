#include <cstdlib>
#include <filesystem>

#include "core/plugin/consent.h"
#include "core/text/hash.h"
#include "workbench/usecases/plugin_session.h"
#include "workbench/usecases/program_files.h"
#include "workbench/usecases/user_folders.h"

namespace chiiki {
namespace {

namespace fs = std::filesystem;

/// A folder of the user by the XDG base directory specification.
fs::path userFolder(const char* variable, const char* underHome)
{
    if (const char* given = std::getenv(variable); given && *given)
        return fs::path(given) / "chiiki";
    const char* home = std::getenv("HOME");
    return home && *home ? fs::path(home) / underHome / "chiiki" : fs::path();
}

}  // namespace

std::string userPluginFolder()
{
    const fs::path data = userFolder("XDG_DATA_HOME", ".local/share");
    return data.empty() ? std::string() : (data / "plugins").string();
}

std::string workspaceCacheFolder(const std::string& purpose, const std::string& workspacePath)
{
    std::error_code error;
    const fs::path cache = userFolder("XDG_CACHE_HOME", ".cache");
    if (cache.empty() || workspacePath.empty())
        return {};
    const fs::path workspace = fs::absolute(workspacePath, error);
    return (cache / purpose / sha256OfBytes(workspace.string()).substr(0, 16)).string();
}

PluginSurroundings usualSurroundings(const std::string& workspacePath, const std::vector<std::string>& given)
{
    PluginSurroundings surroundings;
    const auto add = [&](PluginPlace place, const fs::path& folder) {
        if (!folder.empty())
            surroundings.folders.push_back({place, folder.string()});
    };
    std::error_code error;
    const fs::path workspace = fs::absolute(workspacePath, error);
    add(PluginPlace::BuiltIn, findBuiltInPlugins(programFolder()));
    add(PluginPlace::User, userPluginFolder());
    if (!workspacePath.empty())
        add(PluginPlace::Beside, workspace.parent_path() / "plugins");
    for (const std::string& folder : given)
        add(PluginPlace::Given, folder);
    surroundings.consentFile = ConsentStore::usualFile();
    surroundings.resultFolder = workspaceCacheFolder("overlays", workspacePath);
    return surroundings;
}

}  // namespace chiiki
