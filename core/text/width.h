#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace chiiki {

/// Columns that UTF-8 text takes in a Japanese terminal: East Asian wide and full-width 2, ambiguous (①, ○, ー's kin,
/// Greek) 2 as such terminals draw them, combining marks and variation selectors 0, all else 1. Faulty bytes count 1.
std::size_t displayWidth(std::string_view utf8);

/// Filled with blanks to `width` columns; text that is wider comes back as it is.
std::string padRight(std::string_view utf8, std::size_t width);
std::string padLeft(std::string_view utf8, std::size_t width);

/// Cut to at most `width` columns, the last one 「…」 where something was cut.
std::string elided(std::string_view utf8, std::size_t width);

}  // namespace chiiki
