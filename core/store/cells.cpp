#include "core/store/cells.h"

#include <mutex>
#include <unordered_set>

namespace chiiki::store {

std::string_view interned(std::string_view text)
{
    if (text.empty())
        return {};
    // Nodes of a set stay where they are. Codes are a few dozen, so the set stays small.
    static std::mutex mutex;
    static std::unordered_set<std::string> known;
    const std::lock_guard lock(mutex);
    return *known.emplace(text).first;
}

}  // namespace chiiki::store
