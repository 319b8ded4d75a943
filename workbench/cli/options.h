#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/model/fiscal_year.h"
#include "workbench/cli/command.h"

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

/// Says that the verb has not the --format asked for; returns WrongCommandLine.
int wrongFormat(Context& context);

}  // namespace chiiki::cli
