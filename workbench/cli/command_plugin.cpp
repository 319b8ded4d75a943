#include <ostream>

#include "core/text/width.h"
#include "workbench/cli/options.h"
#include "workbench/cli/verbs.h"
#include "workbench/usecases/plugin_admin.h"
#include "workbench/usecases/plugin_report.h"
#include "workbench/usecases/plugin_standing.h"

namespace chiiki::cli {
namespace {

struct Words {
    std::string workspace;
    std::string subject;  // a folder, a ZIP or an id
    std::vector<std::string> pluginDirs;
    std::string request;
    bool yes = false;
};

int installed(Context& context, const Result<Plugin>& plugin, std::string_view code)
{
    if (!plugin)
        return failed(context, plugin.error());
    context.out << context.say(
                       {code, {plugin->manifest.title.in(context.language), plugin->id, plugin->manifest.version}})
                << "\n";
    if (plugin->manifest.executable)
        context.out << context.say({"cli.plugin_needs_consent", {plugin->id}}) << "\n";
    return Done;
}

Command installLike(const char* words, Text summary, std::string example, InstallMode mode, std::string_view said)
{
    return {words, std::move(summary), std::move(example), [mode, said](CLI::App& app, Language language) -> Action {
                auto given = std::make_shared<Words>();
                app.add_option("SOURCE", given->subject, sayOption("cli.plugin_source", language))->required();
                return [given, mode, said](Context& context) -> int {
                    return installed(context, installPlugin(given->subject, userPluginFolder(), mode), said);
                };
            }};
}

Command decision(const char* words, Text summary, std::string example,
                 Result<Plugin> (*decide)(const std::string&, const PluginSurroundings&), std::string_view said)
{
    return {words, std::move(summary), std::move(example), [decide, said](CLI::App& app, Language language) -> Action {
                auto given = std::make_shared<Words>();
                app.add_option("ID", given->subject, sayOption("cli.plugin_id", language))->required();
                addPluginDirs(app, given->pluginDirs, language);
                return [given, decide, said](Context& context) -> int {
                    const auto plugin = decide(given->subject, surroundingsOf(context, {}, given->pluginDirs));
                    if (!plugin)
                        return failed(context, plugin.error());
                    context.out << context.say({said, {plugin->id}}) << "\n";
                    return Done;
                };
            }};
}

}  // namespace

Command pluginListCommand()
{
    return {"plugin list",
            {"プラグインとその状態を示します。", "List the plugins and their states."},
            "chiiki plugin list yamaguchi.chiiki",
            [](CLI::App& app, Language language) -> Action {
                auto words = std::make_shared<Words>();
                app.add_option("WORKSPACE", words->workspace, sayOption("cli.plugin_workspace", language));
                addPluginDirs(app, words->pluginDirs, language);
                return [words](Context& context) -> int {
                    if (context.format != Format::Text && context.format != Format::Json)
                        return wrongFormat(context);
                    const auto report =
                        listPlugins(words->workspace, surroundingsOf(context, words->workspace, words->pluginDirs));
                    if (!report)
                        return failed(context, report.error());
                    return deliver(context, context.format == Format::Json ? pluginsJson(*report)
                                                                           : pluginsText(*report, context.language));
                };
            }};
}

Command pluginDoctorCommand()
{
    return {"plugin doctor",
            {"プラグインを1つずつ動かし、悪いものを名指しします。", "Run each plugin alone and name the bad ones."},
            "chiiki plugin doctor yamaguchi.chiiki",
            [](CLI::App& app, Language language) -> Action {
                auto words = std::make_shared<Words>();
                app.add_option("WORKSPACE", words->workspace, sayOption("cli.plugin_workspace", language));
                addPluginDirs(app, words->pluginDirs, language);
                app.add_flag("--yes", words->yes, sayOption("cli.plugin_yes", language));
                return [words](Context& context) -> int {
                    auto surroundings = surroundingsOf(context, words->workspace, words->pluginDirs);
                    surroundings.trustsAll = words->yes;
                    const auto report = examinePlugins(words->workspace, surroundings);
                    if (!report)
                        return failed(context, report.error());
                    context.out << (context.format == Format::Json ? pluginsJson(*report)
                                                                   : doctorText(*report, context.language));
                    return report->isAllWell() ? Done : Failed;
                };
            }};
}

Command pluginRunCommand()
{
    return {"plugin run",
            {"作りかけのプラグインの実行ファイルを1回動かし、答えを示します。",
             "Run the executable of a plugin once and show its answer."},
            "chiiki plugin run plugins/examples/example_python --request docs/examples/request.json",
            [](CLI::App& app, Language language) -> Action {
                auto words = std::make_shared<Words>();
                app.add_option("DIR", words->subject, sayOption("cli.plugin_dir", language))->required();
                app.add_option("--request", words->request, sayOption("cli.plugin_request", language))->required();
                return [words](Context& context) -> int {
                    const auto answer = runOnce(words->subject, words->request);
                    if (!answer)
                        return failed(context, answer.error());
                    for (const std::string& line : answer->lastErrors)
                        context.err << line << "\n";
                    context.err << confinementLine(answer->confinement, context.language) << "\n";
                    return deliver(context, answer->output);
                };
            }};
}

Command pluginAllowCommand()
{
    return {"plugin allow",
            {"実行ファイルを持つプラグインを動かすことを許可します。", "Allow a plugin with an executable to run."},
            "chiiki plugin allow example_python --plugin-dir plugins/examples",
            [](CLI::App& app, Language language) -> Action {
                auto words = std::make_shared<Words>();
                app.add_option("ID", words->subject, sayOption("cli.plugin_id", language))->required();
                addPluginDirs(app, words->pluginDirs, language);
                return [words](Context& context) -> int {
                    const auto plugin = allowPlugin(words->subject, surroundingsOf(context, {}, words->pluginDirs));
                    if (!plugin)
                        return failed(context, plugin.error());
                    context.out << context.say({"cli.plugin_allowed",
                                                {plugin->id, plugin->manifest.executable->path, plugin->hash}})
                                << "\n";
                    return Done;
                };
            }};
}

Command pluginStopCommand()
{
    return decision("plugin stop", {"プラグインを止めます（データは残ります）。", "Stop a plugin; its data stays."},
                    "chiiki plugin stop disaster", stopPlugin, "cli.plugin_stopped");
}

Command pluginStartCommand()
{
    return decision("plugin start", {"止めたプラグインをまた動かします。", "Start a stopped plugin again."},
                    "chiiki plugin start disaster", startPlugin, "cli.plugin_started");
}

Command pluginInstallCommand()
{
    return installLike("plugin install",
                       {"プラグインのフォルダかZIPを入れます。", "Install a plugin from a folder or a ZIP."},
                       "chiiki plugin install mimamori", InstallMode::New, "cli.plugin_installed");
}

Command pluginUpdateCommand()
{
    return installLike("plugin update",
                       {"入っているプラグインを新しいものに替えます。", "Replace an installed plugin by a newer one."},
                       "chiiki plugin update mimamori", InstallMode::Update, "cli.plugin_updated");
}

Command pluginRemoveCommand()
{
    return {"plugin remove",
            {"入れたプラグインを外します。", "Remove an installed plugin."},
            "chiiki plugin remove mimamori",
            [](CLI::App& app, Language language) -> Action {
                auto words = std::make_shared<Words>();
                app.add_option("ID", words->subject, sayOption("cli.plugin_id", language))->required();
                return [words](Context& context) -> int {
                    if (const auto removed = removePlugin(words->subject, userPluginFolder()); !removed)
                        return failed(context, removed.error());
                    context.out << context.say({"cli.plugin_removed", {words->subject}}) << "\n";
                    return Done;
                };
            }};
}

}  // namespace chiiki::cli
