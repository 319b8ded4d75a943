#pragma once

#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/fiscal_year.h"
#include "workbench/cli/command.h"
#include "workbench/usecases/plugin_session.h"
#include "workbench/usecases/publishing_rule.h"

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

/// The same of an option that was given several times.
std::vector<std::string> splitLists(const std::vector<std::string>& texts);

/// An option that may be given as often as wanted, each time with a list; see splitLists.
void addLists(CLI::App& app, const char* name, std::vector<std::string>& lists, const std::string& description);

/// --allow WHAT=WORDS, as often as wanted, and --smallest NUMBER: of what goes out to everybody.
void addPublishingRules(CLI::App& app, std::vector<std::string>& rules, double& smallest, Language language);

/// false where one cannot be understood, which then has been said.
bool readRules(Context& context, const std::vector<std::string>& texts, std::vector<PublishingRule>& rules);

/// Says what the guard found and that nothing was written; returns Failed.
int refused(Context& context, const Diagnostics& refusals);

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
