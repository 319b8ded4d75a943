#pragma once

#include <optional>
#include <string>

#include "core/base/result.h"
#include "core/plugin/consent.h"
#include "core/plugin/registry.h"
#include "workbench/usecases/plugin_session.h"

/// What is known of a plugin before it is computed, and what the user decides about it.
namespace chiiki {

/// Judged by the manifest and the user's decisions alone: Valid = it may be computed.
struct PluginStanding {
    PluginState state = PluginState::Valid;
    std::optional<Error> reason;  // why not
};
PluginStanding standingOf(const Plugin& plugin, const ConsentStore& consent, const PluginSurroundings& surroundings);

/// The plugin of an id. Errors: NotFound, says which there are.
Result<Plugin> findPlugin(const std::string& id, const std::vector<PluginFolder>& folders);
Error noSuchPlugin(const std::string& id, const std::vector<Plugin>& plugins);

/// Consent to the executable of a plugin as it is now. Errors: those of findPlugin and of the manifest; BadRequest
/// where it has none; those of writing.
Result<Plugin> allowPlugin(const std::string& id, const PluginSurroundings& surroundings);

/// A stopped plugin is not computed until it is started again. Errors: those of findPlugin and of writing.
Result<Plugin> stopPlugin(const std::string& id, const PluginSurroundings& surroundings);
Result<Plugin> startPlugin(const std::string& id, const PluginSurroundings& surroundings);

}  // namespace chiiki
