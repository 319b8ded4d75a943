#include "core/plugin/conditions.h"

#include <charconv>

#include "core/plugin/spoken.h"

namespace chiiki {
namespace {

void replaceAll(std::string& text, std::string_view what, std::string_view by)
{
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
}

}  // namespace

Text spokenValue(const ParameterSpec& parameter, std::string_view value)
{
    switch (parameter.type) {
    case ParameterType::Choice:
        for (const Choice& choice : parameter.choices)
            if (choice.id == value)
                return choice.title;
        return plainText(std::string(value));
    case ParameterType::YesNo:
        return spoken({value == "yes" ? "aggregate.yes" : "aggregate.no", {}});
    case ParameterType::Number:
        break;
    }
    double number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    const bool isNumber = error == std::errc() && end == value.data() + value.size();
    return isNumber ? numberText(number, parameter.unit) : plainText(std::string(value));
}

Text titleWithConditions(const Manifest& manifest, const ParameterValues& set, const Text& title)
{
    std::vector<Text> conditions;
    for (const ParameterSpec& parameter : manifest.parameters) {
        const std::string value = parameterValue(manifest, set, parameter.id);
        if (parameter.type == ParameterType::Choice)
            conditions.push_back(spokenValue(parameter, value));
        else if (value != parameter.defaultValue)
            conditions.push_back(spoken("aggregate.condition", {parameter.title, spokenValue(parameter, value)}));
    }
    return conditions.empty() ? title : spoken("aggregate.title_with_conditions", {title, joined(conditions)});
}

Text withValues(const Manifest& manifest, const ParameterValues& set, const Text& text)
{
    Text filled = text;
    for (const ParameterSpec& parameter : manifest.parameters) {
        const Text value = spokenValue(parameter, parameterValue(manifest, set, parameter.id));
        replaceAll(filled.ja, "{" + parameter.id + "}", value.ja);
        replaceAll(filled.en, "{" + parameter.id + "}", value.en);
    }
    return filled;
}

}  // namespace chiiki
