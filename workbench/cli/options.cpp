#include "workbench/cli/options.h"

#include <ostream>
#include <sstream>

#include "core/text/names.h"

namespace chiiki::cli {

void addWorkspace(CLI::App& app, std::string& path, Language language)
{
    app.add_option("WORKSPACE", path, sayOption("cli.workspace", language))->required();
}

std::vector<std::string> splitList(const std::string& text)
{
    std::vector<std::string> items;
    std::istringstream stream(text);
    for (std::string item; std::getline(stream, item, ',');)
        if (std::string name = trimmed(item); !name.empty())
            items.push_back(std::move(name));
    return items;
}

int wrongFormat(Context& context)
{
    context.err << context.say({"cli.format_not_here", {}}) << "\n";
    return WrongCommandLine;
}

}  // namespace chiiki::cli
