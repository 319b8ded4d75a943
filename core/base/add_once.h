#pragma once

#include <algorithm>
#include <vector>

namespace chiiki {

/// Appends what is not in the list yet: sources, limits and dates are said once, in the order met.
template <typename T>
void addOnce(std::vector<T>& list, const T& value)
{
    if (std::find(list.begin(), list.end(), value) == list.end())
        list.push_back(value);
}

}  // namespace chiiki
