#include "maps/style/number_format.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace chiiki {
namespace {

constexpr std::string_view minus = "\u2212";

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

std::string formatShifted(double value, int decimals, int shift)
{
    if (!std::isfinite(value))
        return {};
    const std::string text = rounded(std::abs(value), decimals, shift);
    return value < 0 && !isZeroText(text) ? std::string(minus) + text : text;
}

bool hasMyriads(double value, const Indicator& indicator, NumberPlace place, Language language)
{
    return place == NumberPlace::Map && language == Language::Japanese && indicator.kind == IndicatorKind::Count &&
           std::abs(value) >= 9999.5;
}

}  // namespace

std::string formatNumber(double value, int decimals)
{
    return formatShifted(value, decimals, 0);
}

std::string formatChange(double value, int decimals)
{
    const std::string text = formatNumber(value, decimals);
    return value > 0 && !isZeroText(text) ? "+" + text : text;
}

std::string formatNumber(double value, const Indicator& indicator, NumberPlace place, Language language)
{
    if (indicator.unit == "ratio")
        return formatShifted(value, std::max(1, indicator.decimals), 2);
    if (indicator.unit == "percent")
        return formatShifted(value, std::max(1, indicator.decimals), 0);
    if (hasMyriads(value, indicator, place, language))
        return formatShifted(value, 1, -4) + "万";
    return formatShifted(value, indicator.decimals, 0);
}

std::string formatWithUnit(double value, const Indicator& indicator, NumberPlace place, Language language)
{
    const std::string number = formatNumber(value, indicator, place, language);
    const std::string unit = unitTitle(indicator.unit, language);
    const bool isTight = language == Language::Japanese || unit == "%";
    return unit.empty() ? number : number + (isTight ? "" : " ") + unit;
}

std::string_view absenceSign(Absence absence)
{
    switch (absence) {
    case Absence::Missing:
        return "…";
    case Absence::Suppressed:
        return "x";
    case Absence::NotApplicable:
        return "-";
    }
    return {};
}

std::string formatValue(const Value& value, const Indicator& indicator, NumberPlace place, Language language)
{
    if (const auto number = value.number())
        return formatNumber(*number, indicator, place, language);
    return std::string(absenceSign(value.absence()));
}

int decimalsNeeded(double value)
{
    if (!std::isfinite(value) || value == 0)
        return 0;
    const Decimal decimal = decimalOf(std::abs(value));
    return std::clamp(static_cast<int>(decimal.digits.size()) - decimal.point, 0, 6);
}

}  // namespace chiiki
