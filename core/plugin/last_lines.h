#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace chiiki {

/// The end of a text of any length, in little memory.
class LastLines {
public:
    void append(std::string_view bytes);

    /// At most `count` last lines that are not empty, each fit to be shown: UTF-8, no control characters (a terminal
    /// would obey them), at most 400 characters.
    std::vector<std::string> lines(std::size_t count) const;

private:
    std::string tail_;
};

}  // namespace chiiki
