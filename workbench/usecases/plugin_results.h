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

    /// What the executable answered to the request with this key, as it came; empty text for a plugin without one.
    /// nullopt: the last good overlay answers another request, or there is none.
    std::optional<std::string> answerTo(const std::string& key, const std::string& pluginId) const;

    struct Last {
        std::string computedAt;  // UTC
        Overlay overlay;         // values, layers and findings, with the titles of the manifest then
    };
    std::optional<Last> last(const std::string& pluginId) const;

    /// Replaces what was kept of the plugin. `key`: of the request.
    void keep(const std::string& key, const std::string& computedAt, const std::string& answer, const Overlay& overlay);

private:
    std::string folder_;
};

}  // namespace chiiki
