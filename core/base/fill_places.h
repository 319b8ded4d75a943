#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace chiiki {

/// `pattern` with {0}, {1}, ... replaced by the arguments of these numbers; a place without an argument is left empty.
std::string fillPlaces(std::string_view pattern, const std::vector<std::string>& arguments);

}  // namespace chiiki
