#pragma once

#include <string>

#include "core/base/result.h"
#include "workbench/usecases/plugin_session.h"

namespace chiiki {

/// The id of the indicator that people call so: by its id, or by its title in either language, widths and blanks apart
/// (会員数 is in_mimamori_results.members). What is neither comes back as it is, since reach at any radius has an id
/// that no list holds. Error BadRequest where several have the title: says their ids.
Result<std::string> indicatorCalled(const PluginSession& session, const std::string& word);

}  // namespace chiiki
