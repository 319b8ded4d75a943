#pragma once

#include <string>

#include "core/base/diagnostics.h"
#include "core/base/result.h"
#include "core/model/manifest.h"

namespace chiiki {

/// The manifest in `text`, wholly checked: every id is written right and once, every reference (table, field,
/// indicator, parameter, choice) leads somewhere, every key is known, every title has both languages. All faults are
/// listed in `diagnostics` with the place as a JSON pointer in `field` ("/indicators/2/of"); any fault makes it an
/// Error: the first one. `file` names it in messages. A manifest of another api is Error PluginRejected with code
/// "plugin.wrong_version", whatever else it holds.
Result<Manifest> parseManifest(const std::string& text, const std::string& file, Diagnostics& diagnostics);

/// plugin.json of a plugin's folder. Error NotFound where there is none.
Result<Manifest> readManifest(const std::string& folder, Diagnostics& diagnostics);

}  // namespace chiiki
