#include "core/text/number_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>

namespace chiiki {

std::string shortestText(double number)
{
    char text[400];
    const double size = std::abs(number);
    const bool isPlain = size == 0 || (size >= 1e-7 && size < 1e15);
    const auto [end, error] = isPlain ? std::to_chars(text, text + sizeof text, number, std::chars_format::fixed)
                                      : std::to_chars(text, text + sizeof text, number);
    std::string shortest(text, end);
    return shortest == "-0" ? "0" : shortest;
}

std::string groupedText(double number, int decimals)
{
    // Half up on the decimal digits as they would be written, so that 0.285 becomes 0.29 though its double lies below.
    const double scale = std::pow(10.0, decimals);
    const double scaled = std::abs(number) * scale;
    const double rounded = std::floor(scaled + 0.5 + 1e-9 + 1e-15 * scaled) / scale;
    char text[400];
    const auto [end, error] = std::to_chars(text, text + sizeof text, rounded, std::chars_format::fixed, decimals);
    std::string digits(text, end);
    const std::size_t point = std::min(digits.find('.'), digits.size());
    for (std::size_t i = point; i > 3; i -= 3)
        digits.insert(i - 3, 1, ',');
    return number < 0 && rounded > 0 ? "-" + digits : digits;
}

std::vector<std::int64_t> roundedToAddUp(std::span<const double> parts)
{
    std::vector<std::int64_t> rounded;
    std::vector<double> remainder;
    double sum = 0;
    for (const double part : parts) {
        sum += part;
        rounded.push_back(static_cast<std::int64_t>(std::floor(part)));
        remainder.push_back(part - std::floor(part));
    }
    std::vector<std::size_t> byRemainder(parts.size());
    std::iota(byRemainder.begin(), byRemainder.end(), std::size_t{0});
    std::stable_sort(byRemainder.begin(), byRemainder.end(),
                     [&](std::size_t a, std::size_t b) { return remainder[a] > remainder[b]; });
    const std::int64_t floors = std::accumulate(rounded.begin(), rounded.end(), std::int64_t{0});
    // Between 0 and the number of parts by nature; the bound holds against rounding of a long sum.
    const auto missing =
        std::min(static_cast<std::size_t>(std::max<std::int64_t>(0, std::llround(sum) - floors)), byRemainder.size());
    for (std::size_t i = 0; i < missing; ++i)
        ++rounded[byRemainder[i]];
    return rounded;
}

}  // namespace chiiki
