#include "core/base/fill_places.h"

namespace chiiki {

std::string fillPlaces(std::string_view pattern, const std::vector<std::string>& arguments)
{
    std::string filled;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const bool isPlace = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}' &&
                             pattern[i + 1] >= '0' && pattern[i + 1] <= '9';
        if (!isPlace) {
            filled += pattern[i];
            continue;
        }
        const std::size_t place = static_cast<std::size_t>(pattern[i + 1] - '0');
        if (place < arguments.size())
            filled += arguments[place];
        i += 2;
    }
    return filled;
}

}  // namespace chiiki
