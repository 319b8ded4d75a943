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

std::vector<std::string> splitLists(const std::vector<std::string>& texts)
{
    std::vector<std::string> items;
    for (const std::string& text : texts)
        for (std::string& item : splitList(text))
            items.push_back(std::move(item));
    return items;
}

void addLists(CLI::App& app, const char* name, std::vector<std::string>& lists, const std::string& description)
{
    app.add_option(name, lists, description)->allow_extra_args(false)->take_all();
}

void addPublishingRules(CLI::App& app, std::vector<std::string>& rules, double& smallest, Language language)
{
    addLists(app, "--allow", rules, sayOption("export.option_allow", language));
    app.add_option("--smallest", smallest, sayOption("export.option_smallest", language))->check(CLI::Range(1, 1000));
}

bool readRules(Context& context, const std::vector<std::string>& texts, std::vector<PublishingRule>& rules)
{
    for (const std::string& text : texts) {
        auto rule = parsePublishingRule(text);
        if (!rule) {
            context.err << describe(rule.error(), context.language) << "\n";
            return false;
        }
        rules.push_back(*std::move(rule));
    }
    return true;
}

int refused(Context& context, const Diagnostics& refusals)
{
    printDiagnostics(context, refusals);
    context.err << context.say({"export.open_data_refused", {std::to_string(refusals.size())}}) << "\n";
    return Failed;
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
