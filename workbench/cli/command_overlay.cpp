#include <ostream>

#include "workbench/cli/options.h"
#include "workbench/cli/table_output.h"
#include "workbench/cli/verbs.h"
#include "workbench/usecases/overlay_output.h"
#include "workbench/usecases/plugin_settings.h"

namespace chiiki::cli {
namespace {

int printOverlay(Context& context, PluginSession& session, const Plugin& plugin, const OverlayRun& run,
                 std::optional<FiscalYear> year)
{
    printDiagnostics(context, run.setAside);
    if (!run.overlay)
        return failed(context, *run.reason);
    const SnapshotPtr city = session.city();
    const auto table = overlayTable(*city, run, year);
    if (!table)
        return failed(context, table.error());
    if (context.format == Format::Csv || context.format == Format::Xlsx)
        return deliverTable(context, *table, *city);
    const FindingAnswers answers = findingAnswers(session);
    return deliver(context, context.format == Format::Json
                                ? overlayJson(plugin, *city, run, *table, answers)
                                : overlayText(plugin, *city, run, *table, answers, context.language));
}

}  // namespace

Command overlayCommand()
{
    return {"overlay",
            {"テーマ（プラグイン）の指標、気づき、決まりの判定を示します。",
             "Show an overlay: indicators, findings and what its rules say."},
            "chiiki overlay yamaguchi.chiiki grants --set cap_scope=district",
            [](CLI::App& app, Language language) -> Action {
                struct Words {
                    std::string workspace;
                    std::string id;
                    std::vector<std::string> settings;
                    std::vector<std::string> pluginDirs;
                    std::optional<int> year;
                };
                auto words = std::make_shared<Words>();
                addWorkspace(app, words->workspace, language);
                app.add_option("OVERLAY", words->id, sayOption("cli.overlay_id", language))->required();
                addSettings(app, words->settings, language);
                addPluginDirs(app, words->pluginDirs, language);
                app.add_option("--year", words->year, sayOption("cli.year", language));
                return [words](Context& context) -> int {
                    const auto city = openCity(context, words->workspace);
                    if (!city)
                        return failed(context, city.error());
                    PluginSession session(*city, surroundingsOf(context, words->workspace, words->pluginDirs));
                    const auto plugin = session.find(words->id);
                    if (!plugin)
                        return failed(context, plugin.error());
                    const auto settings = parseSettings((*plugin)->manifest, words->settings);
                    if (!settings)
                        return failed(context, settings.error());
                    std::optional<FiscalYear> year;
                    if (words->year)
                        year = FiscalYear{*words->year};
                    const auto run = session.overlay(**plugin, *settings);
                    return printOverlay(context, session, **plugin, *run, year);
                };
            },
            true};
}

}  // namespace chiiki::cli
