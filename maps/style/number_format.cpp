#include "maps/style/number_format.h"

#include <algorithm>
#include <cmath>

#include "core/text/number_text.h"

namespace chiiki {
namespace {

/// Digits as they are, with the minus sign that people read.
std::string forPeople(std::string text)
{
    if (text.starts_with('-'))
        text.replace(0, 1, "\u2212");
    return text;
}

bool isZeroText(std::string_view text)
{
    return text.find_first_of("123456789") == std::string_view::npos;
}

std::string formatShifted(double value, int decimals, int shift)
{
    return forPeople(groupedText(value, decimals, shift));
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
    if (const Text* category = categoryOf(indicator, value))
        return category->in(language);
    if (indicator.unit == "ratio")
        return formatShifted(value, 1, 2);
    if (indicator.unit == "percent")
        return formatShifted(value, std::max(1, indicator.decimals), 0);
    if (indicator.unit == "point")  // only between two shares
        return formatChange(value, std::max(1, indicator.decimals));
    if (hasMyriads(value, indicator, place, language))
        return formatShifted(value, 1, -4) + "万";
    return formatShifted(value, indicator.decimals, 0);
}

std::string unitTitle(const Indicator& indicator, Language language)
{
    return indicator.kind == IndicatorKind::Category ? speak({"maps.category", {}}, language)
                                                     : unitTitle(indicator.unit, language);
}

std::string formatWithUnit(double value, const Indicator& indicator, NumberPlace place, Language language)
{
    const std::string number = formatNumber(value, indicator, place, language);
    std::string unit = categoryOf(indicator, value) ? std::string() : unitTitle(indicator.unit, language);
    if (language == Language::English && number == "1")
        unit = unit == "people" ? "person" : unit.ends_with('s') ? unit.substr(0, unit.size() - 1) : unit;
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

}  // namespace chiiki
