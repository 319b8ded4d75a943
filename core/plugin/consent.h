#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "core/base/result.h"

namespace chiiki {

/// What the user decided about plugins: which executables may run and which plugins are stopped. One small JSON file in
/// the user's configuration folder, read once by the constructor; each change reads it again, writes it whole and
/// replaces it in one step, so that two programs at work lose nothing of each other's.
class ConsentStore {
public:
    /// $XDG_CONFIG_HOME/chiiki/plugins.json, else ~/.config/chiiki/plugins.json; empty where the user has no home.
    static std::string usualFile();

    /// A file that does not exist, or an empty path: nothing was allowed or stopped.
    explicit ConsentStore(std::string file);

    /// Why the file could not be read. Nothing counts as allowed or stopped then; the next change keeps the broken file
    /// beside the new one under the name that the message says.
    const std::optional<Error>& problem() const { return problem_; }

    /// Consent is given to one content: `hash` is Plugin::hash. Another version asks again.
    bool isAllowed(const std::string& pluginId, const std::string& hash) const;
    bool isStopped(const std::string& pluginId) const;

    /// Replaces an earlier consent to this plugin. Errors of this and the following: ReadOnly or NoSpace, the path in
    /// `where`; nothing has changed then.
    Result<void> allow(const std::string& pluginId, const std::string& hash);
    Result<void> forbid(const std::string& pluginId);
    Result<void> stop(const std::string& pluginId);
    Result<void> start(const std::string& pluginId);

private:
    struct Decisions {
        std::map<std::string, std::string> allowed;  // hash by plugin id
        std::set<std::string> stopped;
    };

    Result<Decisions> read() const;
    Result<void> write(const Decisions& decisions) const;
    template <typename Change>
    Result<void> change(const Change& change);

    std::string file_;
    Decisions decisions_;
    std::optional<Error> problem_;
};

}  // namespace chiiki
