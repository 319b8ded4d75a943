#include <ostream>

#include "workbench/cli/options.h"
#include "workbench/cli/verbs.h"
#include "workbench/usecases/export.h"

namespace chiiki::cli {
namespace {

struct Words {
    std::string workspace;
    std::vector<std::string> layers;
    std::vector<std::string> indicators;
    std::vector<std::string> pluginDirs;
    std::optional<int> year;
    ExportRequest request;
};

int exportTo(Context& context, Words& words)
{
    ExportRequest& request = words.request;
    if (context.outFile.empty()) {
        context.err << context.say({"export.needs_file", {}}) << "\n";
        return WrongCommandLine;
    }
    request.file = context.outFile;
    if (const auto checked = checkExportFile(request.file); !checked)
        return failed(context, checked.error());
    request.layers = splitLists(words.layers);
    request.indicatorIds = splitLists(words.indicators);
    if (words.year)
        request.year = FiscalYear{*words.year};
    request.language = context.language;
    request.asOf = context.asOf;
    const auto city = openCity(context, words.workspace);
    if (!city)
        return failed(context, city.error());
    PluginSession session(*city, surroundingsOf(context, words.workspace, words.pluginDirs));
    const auto exported = exportData(session, request);
    if (!exported)
        return failed(context, exported.error());
    for (const Message& notice : exported->notices)
        context.err << context.say(notice) << "\n";
    context.out << context.say({"export.done", {request.file}}) << "\n";
    for (const ExportedLayer& layer : exported->layers)
        context.out << context.say({"export.layer_rows", {layer.name, std::to_string(layer.rows)}}) << "\n";
    if (exported->leftOut)
        context.err << context.say(*exported->leftOut) << "\n";
    return Done;
}

}  // namespace

Command exportCommand()
{
    return {"export",
            {"データを GeoPackage・GeoJSON・CSV・XLSX・FlatGeobuf に書き出します。",
             "Write data as GeoPackage, GeoJSON, CSV, XLSX or FlatGeobuf."},
            "chiiki export yamaguchi.chiiki --layer districts --indicator population.density --out 人口密度.geojson",
            [](CLI::App& app, Language language) -> Action {
                auto words = std::make_shared<Words>();
                const auto say = [language](std::string_view code) { return sayOption(code, language); };
                addWorkspace(app, words->workspace, language);
                app.add_option("--overlay", words->request.overlayId, say("export.option_overlay"));
                addLists(app, "--layer", words->layers, say("export.option_layer"));
                addLists(app, "--indicator", words->indicators, say("export.option_indicator"));
                app.add_option("--year", words->year, say("cli.year"));
                addPluginDirs(app, words->pluginDirs, language);
                return [words](Context& context) { return exportTo(context, *words); };
            },
            true};
}

}  // namespace chiiki::cli
