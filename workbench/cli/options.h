#pragma once

#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/fiscal_year.h"
#include "workbench/cli/command.h"
#include "workbench/usecases/plugin_session.h"

namespace chiiki::cli {

/// The text of an option in the language of the command line.
inline std::string sayOption(std::string_view code, Language language)
{
    return speak({code, {}}, language);
}

/// The required first word of most verbs.
void addWorkspace(CLI::App& app, std::string& path, Language language);

/// "clinic,dentist" -> {"clinic", "dentist"}; blanks around names are dropped, empty names too.
std::vector<std::string> splitList(const std::string& text);

/// The whole text as a number, or nothing.
template <typename Number>
std::optional<Number> parseNumber(std::string_view text)
{
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool isWhole = error == std::errc() && end == text.data() + text.size() && !text.empty();
    return isWhole ? std::optional(number) : std::nullopt;
}

/// "1920x1080" -> width and height; false where it is written otherwise.
bool readSize(std::string_view text, int& width, int& height);

/// --set key=value, as often as wanted, into `settings`.
void addSettings(CLI::App& app, std::vector<std::string>& settings, Language language);

/// --plugin-dir DIR, as often as wanted, into `folders`.
void addPluginDirs(CLI::App& app, std::vector<std::string>& folders, Language language);

/// Where the plugins of this command lie. An empty workspace: of no city.
PluginSurroundings surroundingsOf(const Context& context, const std::string& workspace,
                                  const std::vector<std::string>& pluginDirs);

/// Says that the verb has not the --format asked for; returns WrongCommandLine.
int wrongFormat(Context& context);

}  // namespace chiiki::cli
