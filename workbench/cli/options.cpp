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

bool readSize(std::string_view text, int& width, int& height)
{
    const std::size_t cross = text.find('x');
    if (cross == std::string_view::npos)
        return false;
    const auto first = parseNumber<int>(text.substr(0, cross));
    const auto second = parseNumber<int>(text.substr(cross + 1));
    width = first.value_or(0);
    height = second.value_or(0);
    return first && second;
}

void addSettings(CLI::App& app, std::vector<std::string>& settings, Language language)
{
    app.add_option("--set", settings, sayOption("cli.set", language))->allow_extra_args(false)->take_all();
}

void addPluginDirs(CLI::App& app, std::vector<std::string>& folders, Language language)
{
    app.add_option("--plugin-dir", folders, sayOption("cli.plugin_folder", language))
        ->allow_extra_args(false)
        ->take_all();
}

PluginSurroundings surroundingsOf(const Context& context, const std::string& workspace,
                                  const std::vector<std::string>& pluginDirs)
{
    PluginSurroundings surroundings = usualSurroundings(workspace, pluginDirs);
    surroundings.asOf = context.asOf;
    surroundings.language = context.language;
    surroundings.isOfPast = !context.stateOf.empty();
    return surroundings;
}

}  // namespace chiiki::cli
