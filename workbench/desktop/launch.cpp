#include "workbench/desktop/launch.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace chiiki::desktop {
namespace {

constexpr QSize smallest(960, 600);
constexpr QSize largest(7680, 4320);

template <typename Value, std::size_t count>
std::optional<Value> oneOf(const std::array<std::pair<std::string_view, Value>, count>& words, std::string_view word)
{
    for (const auto& [known, value] : words)
        if (known == word)
            return value;
    return std::nullopt;
}

std::optional<int> wholeNumber(std::string_view text)
{
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

/// "1440x900"; not smaller than the window can be.
std::optional<QSize> sizeOf(std::string_view text)
{
    const std::size_t cross = text.find('x');
    if (cross == std::string_view::npos)
        return std::nullopt;
    const auto width = wholeNumber(text.substr(0, cross));
    const auto height = wholeNumber(text.substr(cross + 1));
    if (!width || !height)
        return std::nullopt;
    const QSize size(*width, *height);
    return size == size.expandedTo(smallest).boundedTo(largest) ? std::optional(size) : std::nullopt;
}

/// Takes the value of an option; false where it cannot have this value.
bool take(Launch& launch, std::string_view option, const std::string& value)
{
    static constexpr std::array languages = {std::pair(std::string_view("ja"), Language::Japanese),
                                             std::pair(std::string_view("en"), Language::English)};
    static constexpr std::array chromes = {std::pair(std::string_view("light"), theme::Chrome::Light),
                                           std::pair(std::string_view("dark"), theme::Chrome::Dark)};
    if (option == "--lang") {
        const auto language = oneOf(languages, value);
        launch.language = language.value_or(launch.language);
        return language.has_value();
    }
    if (option == "--theme")
        return (launch.chrome = oneOf(chromes, value)).has_value();
    if (option == "--text") {
        launch.textPercent = wholeNumber(value);
        return launch.textPercent && *launch.textPercent >= 100 && *launch.textPercent <= 200;
    }
    if (option == "--size") {
        const auto size = sizeOf(value);
        launch.size = size.value_or(launch.size);
        return size.has_value();
    }
    if (value.empty())
        return false;
    if (option == "--screenshot")
        launch.way = Launch::Way::Screenshot;
    (option == "--screenshot" ? launch.picture : launch.state) = value;
    return true;
}

}  // namespace

Launch parseLaunch(const std::vector<std::string>& arguments, Language usual)
{
    static constexpr std::string_view options[] = {"--lang", "--theme", "--text", "--size", "--state", "--screenshot"};
    Launch launch;
    launch.language = usual;
    const auto fail = [&](const std::string& argument) {
        launch.way = Launch::Way::Wrong;
        launch.wrong = argument;
        return launch;
    };
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string& argument = arguments[i];
        if (argument == "--help" || argument == "-h" || argument == "--version") {
            launch.way = argument == "--version" ? Launch::Way::Version : Launch::Way::Help;
            return launch;
        }
        const std::size_t equals = argument.find('=');
        const std::string name = argument.substr(0, equals);
        if (std::find(std::begin(options), std::end(options), name) != std::end(options)) {
            const bool isApart = equals == std::string::npos;
            if (isApart && i + 1 == arguments.size())
                return fail(argument);
            const std::string value = isApart ? arguments[++i] : argument.substr(equals + 1);
            if (!take(launch, name, value))
                return fail(std::string(name).append(" ").append(value));
        } else if (argument.empty() || argument.front() == '-' || !launch.file.empty())
            return fail(argument);
        else
            launch.file = argument;
    }
    return launch;
}

}  // namespace chiiki::desktop
