#include "workbench/desktop/launch.h"

#include <optional>

namespace chiiki::desktop {
namespace {

std::optional<Language> languageOf(const std::string& word)
{
    if (word == "ja")
        return Language::Japanese;
    return word == "en" ? std::optional(Language::English) : std::nullopt;
}

}  // namespace

Launch parseLaunch(const std::vector<std::string>& arguments, Language usual)
{
    Launch launch;
    launch.language = usual;
    const auto fail = [&](const std::string& argument) {
        launch.way = Launch::Way::Wrong;
        launch.wrong = argument;
        return launch;
    };
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string& argument = arguments[i];
        if (argument == "--help" || argument == "-h")
            launch.way = Launch::Way::Help;
        else if (argument == "--version")
            launch.way = Launch::Way::Version;
        else if (argument == "--lang" || argument.rfind("--lang=", 0) == 0) {
            const bool isApart = argument == "--lang";
            if (isApart && i + 1 == arguments.size())
                return fail(argument);
            const std::string word = isApart ? arguments[++i] : argument.substr(7);
            const auto language = languageOf(word);
            if (!language)
                return fail(word);
            launch.language = *language;
        } else if (argument.empty() || argument.front() == '-' || !launch.file.empty())
            return fail(argument);
        else
            launch.file = argument;
    }
    return launch;
}

}  // namespace chiiki::desktop
