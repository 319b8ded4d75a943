#pragma once

#include <optional>
#include <string>

#include "core/model/manifest.h"
#include "core/model/overlay.h"

namespace chiiki {

/// The last good overlays of one workspace's plugins, a small file each in the user's cache folder: what is shown while
/// a plugin is broken, and what spares running an executable again on the same request. Losing them loses nothing but
/// time; therefore a file that cannot be read counts as none, and one that cannot be written is not told.
class PluginResults {
public:
    /// `folder` empty = nothing is kept.
    explicit PluginResults(std::string folder);

    struct Kept {
        std::string key;         // of the request it answers
        std::string computedAt;  // UTC
        std::string answer;      // of the executable, as it came; empty for a plugin without
        Overlay overlay;         // values, layers and findings, with the titles of the manifest then
    };
    std::optional<Kept> find(const std::string& pluginId) const;

    /// Replaces what was kept of the plugin.
    void keep(const std::string& key, const std::string& computedAt, const std::string& answer, const Overlay& overlay);

private:
    std::string folder_;
};

}  // namespace chiiki
