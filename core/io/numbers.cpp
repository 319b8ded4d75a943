#include "core/io/numbers.h"

#include <charconv>
#include <cmath>

#include "core/text/names.h"

namespace chiiki {

std::optional<double> parseNumber(std::string_view text)
{
    const std::string plain = trimmed(text);
    double number = 0;
    const char* end = plain.data() + plain.size();
    const auto [stop, error] = std::from_chars(plain.data(), end, number);
    if (plain.empty() || error != std::errc() || stop != end || !std::isfinite(number))
        return std::nullopt;
    return number;
}

std::optional<int> parseWhole(std::string_view text)
{
    const std::string plain = trimmed(text);
    int number = 0;
    const char* end = plain.data() + plain.size();
    const auto [stop, error] = std::from_chars(plain.data(), end, number);
    if (plain.empty() || error != std::errc() || stop != end)
        return std::nullopt;
    return number;
}

std::string plainNumber(double number)
{
    char buffer[64];
    const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, number);
    return error == std::errc() ? std::string(buffer, end) : std::string();
}

}  // namespace chiiki
