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
    const std::string digits = digitsOf(unit == "ratio" ? number * 100 : number);
    if (unit.empty())
        return plainText(digits);
    const std::string ja = unitTitle(unit, Language::Japanese), en = unitTitle(unit, Language::English);
    return {digits + ja, digits + (en == "%" ? "" : " ") + en};
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
