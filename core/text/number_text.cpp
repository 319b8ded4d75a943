#include "core/text/number_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>
#include <string_view>

namespace chiiki {
namespace {

/// The shortest decimal text that reads back as this double, as digits with the place of the point.
struct Decimal {
    std::string digits;  // no leading zeros except a single "0"
    int point = 0;       // digits before the point; may be negative or beyond the digits
};

Decimal decimalOf(double magnitude)
{
    char buffer[40];
    const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, magnitude, std::chars_format::scientific);
    const std::string_view text(buffer, static_cast<std::size_t>(end - buffer));
    const std::size_t exponent = text.find('e');
    Decimal decimal;
    for (const char c : text.substr(0, exponent))
        if (c != '.')
            decimal.digits += c;
    int power = 0;
    std::string_view digits = text.substr(exponent + 1);
    const bool isNegative = digits.front() == '-';
    digits.remove_prefix(1);
    std::from_chars(digits.data(), digits.data() + digits.size(), power);
    decimal.point = (isNegative ? -power : power) + 1;
    return decimal;
}

/// Digits before and after the point, rounded half up at `decimals` places. `shift` moves the point to the right.
std::string rounded(double magnitude, int decimals, int shift)
{
    Decimal decimal = decimalOf(magnitude);
    if (magnitude > 0)
        decimal.point += shift;
    while (decimal.point <= 0) {
        decimal.digits.insert(decimal.digits.begin(), '0');
        ++decimal.point;
    }
    const std::size_t wanted = static_cast<std::size_t>(decimal.point + decimals);
    const bool roundsUp = wanted < decimal.digits.size() && decimal.digits[wanted] >= '5';
    decimal.digits.resize(wanted, '0');
    if (roundsUp) {
        std::size_t i = wanted;
        while (i > 0 && decimal.digits[i - 1] == '9')
            decimal.digits[--i] = '0';
        if (i > 0)
            ++decimal.digits[i - 1];
        else {
            decimal.digits.insert(decimal.digits.begin(), '1');
            ++decimal.point;
        }
    }
    const std::size_t whole = static_cast<std::size_t>(decimal.point);
    std::string text;
    for (std::size_t i = 0; i < whole; ++i) {
        if (i > 0 && (whole - i) % 3 == 0)
            text += ',';
        text += decimal.digits[i];
    }
    if (decimals > 0)
        text += "." + decimal.digits.substr(whole);
    return text;
}

bool isZeroText(std::string_view text)
{
    return text.find_first_of("123456789") == std::string_view::npos;
}

}  // namespace

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

std::string groupedText(double number, int decimals, int pointShift)
{
    if (!std::isfinite(number))
        return {};
    const std::string text = rounded(std::abs(number), decimals, pointShift);
    return number < 0 && !isZeroText(text) ? "-" + text : text;
}

int decimalsNeeded(double number)
{
    if (!std::isfinite(number) || number == 0)
        return 0;
    const Decimal decimal = decimalOf(std::abs(number));
    return std::clamp(static_cast<int>(decimal.digits.size()) - decimal.point, 0, 6);
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
