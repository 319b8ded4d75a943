#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/model/manifest.h"

namespace chiiki {

/// Where a folder of plugins lies; decides trust. Of two plugins with one id the later place wins.
enum class PluginPlace {
    BuiltIn,  // comes with the program: its executable needs no consent
    User,     // installed by the user
    Beside,   // `plugins` beside the workspace
    Given,    // --plugin-dir
};

std::string_view code(PluginPlace place);

struct PluginFolder {
    PluginPlace place = PluginPlace::BuiltIn;
    std::string path;  // holds plugin folders, or is one itself
};

/// A plugin as found. Its manifest was read and judged; nothing of it ran.
struct Plugin {
    std::string folder;
    PluginPlace place = PluginPlace::BuiltIn;
    std::string id;     // of the manifest; the folder's name where that cannot be read
    Manifest manifest;  // empty where `problem` is set
    std::string hash;  // SHA-256 over manifest and executable: what consent is given to. BuiltIn: over the executable's
                       // size and time of change, since it needs none
    std::optional<Error> problem;  // why it cannot be used: unreadable, another api
};

/// All plugins of these folders, by id. A folder without plugin.json is no plugin; one whose manifest is wrong is in
/// the list with its problem. A folder that does not exist holds none.
std::vector<Plugin> findPlugins(const std::vector<PluginFolder>& folders);

}  // namespace chiiki
