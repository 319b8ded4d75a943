#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace chiiki {

/// A plain number, blanks at its ends aside: "34.17", "-3", "1e3". No thousands marks, no units, no inf or nan.
std::optional<double> parseNumber(std::string_view text);

/// A whole number that fits in an int, nothing after it.
std::optional<int> parseWhole(std::string_view text);

/// The shortest text that reads back as the same double: "0.1", "12", "131.473805".
std::string plainNumber(double number);

}  // namespace chiiki
