#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/model/manifest.h"

namespace chiiki {

/// "distance=800" words into parameter values. Errors BadRequest: a word without "=", a parameter that the manifest
/// lacks (lists those there are), a number outside its range, a choice that is none.
Result<ParameterValues> parseSettings(const Manifest& manifest, const std::vector<std::string>& words);

/// Whether the manifest takes the value of one of its parameters. Errors BadRequest as above.
Result<void> checkParameter(const Manifest& manifest, const std::string& id, const std::string& value);

}  // namespace chiiki
