#include <ostream>

#include "workbench/cli/options.h"
#include "workbench/cli/verbs.h"
#include "workbench/usecases/plugin_settings.h"
#include "workbench/usecases/view.h"

namespace chiiki::cli {
namespace {

struct Words {
    std::string workspace;
    std::string pluginId;
    std::string viewId;
    std::vector<std::string> settings;
    std::vector<std::string> pluginDirs;
    std::string size;
    ViewRequest request;
};

int show(Context& context, Words& words)
{
    if (context.format != Format::Text && context.format != Format::Json)
        return wrongFormat(context);
    if (context.format == Format::Text && context.outFile.empty()) {
        context.err << context.say({"cli.view_needs_file", {}}) << "\n";
        return WrongCommandLine;
    }
    ViewRequest& request = words.request;
    if (!words.size.empty() && !readSize(words.size, request.width, request.height)) {
        context.err << context.say({"cli.option_not_understood", {"--size", words.size}}) << "\n";
        return WrongCommandLine;
    }
    const auto city = openCity(context, words.workspace);
    if (!city)
        return failed(context, city.error());
    PluginSession session(*city, surroundingsOf(context, words.workspace, words.pluginDirs));
    const auto plugin = session.find(words.pluginId);
    if (!plugin)
        return failed(context, plugin.error());
    const auto view = findViewOf(**plugin, words.viewId);
    if (!view)
        return failed(context, view.error());
    const auto settings = parseSettings((*plugin)->manifest, words.settings);
    if (!settings)
        return failed(context, settings.error());
    if (context.format == Format::Json) {
        const auto data = session.view(**plugin, **view, *settings);
        return data ? deliver(context, viewJson(**plugin, *session.city(), *data)) : failed(context, data.error());
    }
    request.growsToFit = words.size.empty();
    request.parameters = *settings;
    request.language = context.language;
    request.asOf = context.asOf;
    request.file = context.outFile;
    const auto drawn = drawView(session, **plugin, **view, request);
    return drawn ? static_cast<int>(Done) : failed(context, drawn.error());
}

}  // namespace

Command viewCommand()
{
    return {"view",
            {"プラグインの図（表・段階・一覧・推移など）を PNG・SVG・PDF に描くか、JSON で示します。",
             "Draw a view of a plugin (matrix, board, list, lines, ...) as PNG, SVG or PDF, or show it as JSON."},
            "chiiki view yamaguchi.chiiki grants headroom --out 上限.png",
            [](CLI::App& app, Language language) -> Action {
                auto words = std::make_shared<Words>();
                addWorkspace(app, words->workspace, language);
                app.add_option("PLUGIN", words->pluginId, sayOption("cli.plugin_id", language))->required();
                app.add_option("VIEW", words->viewId, sayOption("cli.view_id", language))->required();
                addSettings(app, words->settings, language);
                addPluginDirs(app, words->pluginDirs, language);
                app.add_option("--size", words->size, sayOption("cli.view_size", language));
                app.add_flag("--copier", words->request.isCopier, sayOption("cli.map_copier", language));
                return [words](Context& context) { return show(context, *words); };
            },
            true};
}

}  // namespace chiiki::cli
