#pragma once

#include <string>

#include "core/base/diagnostics.h"
#include "core/base/result.h"
#include "core/plugin/registry.h"

/// Plugins into and out of the user's folder: no admin rights, no network.
namespace chiiki {

enum class InstallMode {
    New,     // Error BadRequest where a plugin of the id is installed
    Update,  // Error NotFound where none is
};

/// Copies a plugin, a folder or a ZIP of one, into the user's folder `userFolder`/<id>: wholly judged first, then in
/// place by one rename; of an update the old one goes only when the new one is there. Errors: those of the manifest;
/// BadFormat for a ZIP that is none, holds no plugin.json, or would write outside its folder.
Result<Plugin> installPlugin(const std::string& source, const std::string& userFolder, InstallMode mode);

/// Takes an installed plugin away. Error NotFound where none of the id is installed (built-in ones cannot be removed).
Result<void> removePlugin(const std::string& id, const std::string& userFolder);

}  // namespace chiiki
