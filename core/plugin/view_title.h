#pragma once

#include "core/model/manifest.h"

namespace chiiki {

/// The title of a view with the values of parameters in it: "{hazard}" is what that is set to.
Text viewTitle(const Manifest& manifest, const ViewSpec& view, const ParameterValues& parameters);

}  // namespace chiiki
