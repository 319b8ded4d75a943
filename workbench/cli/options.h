#pragma once

#include <optional>
#include <string>
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
