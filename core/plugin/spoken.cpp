#include "core/plugin/spoken.h"

#include <algorithm>
#include <cmath>

#include "core/model/indicator.h"
#include "core/text/number_text.h"

namespace chiiki {
namespace {

std::string digitsOf(double number)
{
    const int most = std::abs(number) >= 1 || number == 0 ? 2 : 4;
    std::string digits = groupedText(number, most);
    while (digits.find('.') != std::string::npos && (digits.back() == '0' || digits.back() == '.')) {
        const bool isPoint = digits.back() == '.';
        digits.pop_back();
        if (isPoint)
            break;
    }
    return digits;
}

Text withUnit(const std::string& digits, std::string_view unit)
{
    if (unit.empty())
        return {digits, digits};
    const std::string ja = unitTitle(unit, Language::Japanese);
    std::string en = unitTitle(unit, Language::English);
    const bool isPlural = en.ends_with('s') && unit.find('/') == std::string_view::npos;
    if (isPlural && digits == "1")
        en.pop_back();  // 1 project
    return {digits + ja, digits + (en == "%" ? "" : " ") + en};
}

}  // namespace

Text spoken(const Message& message)
{
    return {speak(message, Language::Japanese), speak(message, Language::English)};
}

Text spoken(std::string_view code, const std::vector<Text>& arguments)
{
    std::vector<std::string> ja, en;
    for (const Text& argument : arguments) {
        ja.push_back(argument.ja);
        en.push_back(argument.en);
    }
    return {speak({code, ja}, Language::Japanese), speak({code, en}, Language::English)};
}

Text plainText(const std::string& text)
{
    return {text, text};
}

Text numberText(double number, std::string_view unit)
{
    return withUnit(digitsOf(unit == "ratio" ? number * 100 : number), unit);
}

Text differenceText(double number, std::string_view unit)
{
    if (unit != "ratio" && unit != "percent")
        return numberText(number, unit);
    return spoken({"rules.points", {digitsOf(unit == "ratio" ? number * 100 : number)}});
}

Text roundedText(double number, std::string_view unit, int decimals)
{
    return withUnit(groupedText(number, decimals, unit == "ratio" ? 2 : 0), unit);
}

Text joined(const std::vector<Text>& parts)
{
    Text all;
    for (const Text& part : parts) {
        all.ja += (all.ja.empty() ? "" : "、") + part.ja;
        all.en += (all.en.empty() ? "" : ", ") + part.en;
    }
    return all;
}

}  // namespace chiiki
