#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace chiiki {

/// The code point that starts at `offset`, which is moved behind it. A faulty byte reads as U+FFFD and takes one byte.
char32_t nextCodePoint(std::string_view utf8, std::size_t& offset);

void appendUtf8(std::string& text, char32_t codePoint);

/// Code points, not bytes.
std::u32string toCodePoints(std::string_view utf8);
std::string fromCodePoints(std::u32string_view codePoints);

}  // namespace chiiki
