#pragma once

#include <cstddef>
#include <string_view>

namespace chiiki {

/// How many letters have to be changed, left out or put in to make one word the other (Levenshtein 1965): for messages
/// that name what may have been meant.
std::size_t editDistance(std::u32string_view a, std::u32string_view b);

}  // namespace chiiki
