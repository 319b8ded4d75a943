#include "core/plugin/registry.h"

#include <algorithm>
#include <filesystem>
#include <map>

#include "core/plugin/manifest_reader.h"
#include "core/text/hash.h"

namespace chiiki {
namespace {

namespace fs = std::filesystem;

/// Size and time of the last change: enough to see that a file that is trusted by its place is another one. Reading
/// megabytes of it would be a third of an edit's time.
std::string stateOf(const fs::path& file)
{
    std::error_code error;
    const auto size = fs::file_size(file, error);
    const auto changed = fs::last_write_time(file, error).time_since_epoch().count();
    return std::to_string(size) + " " + std::to_string(changed);
}

/// The hash of manifest and executable. Their lengths are fixed, so no two pairs look alike.
Result<std::string> hashOf(const fs::path& folder, const Manifest& manifest, PluginPlace place)
{
    auto hash = sha256OfFile((folder / "plugin.json").string());
    if (!hash || !manifest.executable)
        return hash;
    const fs::path executable = folder / manifest.executable->path;
    std::error_code error;
    if (!fs::is_regular_file(executable, error))
        return fail(ErrorKind::NotFound, {"plugin.executable_missing", {manifest.executable->path}},
                    executable.string());
    if (place == PluginPlace::BuiltIn)
        return sha256OfBytes(*hash + stateOf(executable));
    auto code = sha256OfFile(executable.string());
    if (!code)
        return code;
    return sha256OfBytes(*hash + *code);
}

Plugin readPlugin(const fs::path& folder, PluginPlace place)
{
    Plugin plugin;
    plugin.folder = folder.string();
    plugin.place = place;
    plugin.id = folder.filename().string();
    Diagnostics diagnostics;
    auto manifest = readManifest(folder.string(), diagnostics);
    if (!manifest) {
        plugin.problem = manifest.error();
        return plugin;
    }
    plugin.id = manifest->id;
    auto hash = hashOf(folder, *manifest, place);
    if (!hash) {
        plugin.problem = hash.error();
        return plugin;
    }
    plugin.hash = std::move(*hash);
    plugin.manifest = std::move(*manifest);
    return plugin;
}

/// The folder itself where it is a plugin, otherwise those in it that are, by name.
std::vector<fs::path> pluginFoldersIn(const fs::path& path)
{
    std::error_code error;
    fs::path folder = path;
    if (!folder.has_filename())
        folder = folder.parent_path();  // "plugins/" is "plugins"
    if (fs::exists(folder / "plugin.json", error))
        return {folder};
    std::vector<fs::path> found;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
        if (fs::exists(entry->path() / "plugin.json", error))
            found.push_back(entry->path());
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace

std::string_view code(PluginPlace place)
{
    switch (place) {
    case PluginPlace::BuiltIn:
        return "built_in";
    case PluginPlace::User:
        return "user";
    case PluginPlace::Beside:
        return "beside";
    case PluginPlace::Given:
        return "given";
    }
    return {};
}

std::vector<Plugin> findPlugins(const std::vector<PluginFolder>& folders)
{
    std::map<std::string, Plugin> byId;
    for (const PluginFolder& folder : folders)
        for (const fs::path& path : pluginFoldersIn(folder.path)) {
            Plugin plugin = readPlugin(path, folder.place);
            byId.insert_or_assign(plugin.id, std::move(plugin));
        }
    std::vector<Plugin> plugins;
    for (auto& [id, plugin] : byId)
        plugins.push_back(std::move(plugin));
    return plugins;
}

}  // namespace chiiki
