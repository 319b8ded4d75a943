#include <ostream>

#include "workbench/cli/options.h"
#include "workbench/cli/verbs.h"
#include "workbench/usecases/open_data.h"

namespace chiiki::cli {
namespace {

struct Words {
    std::string workspace;
    std::vector<std::string> sets;
    std::vector<std::string> rules;
    std::vector<std::string> pluginDirs;
    OpenDataRequest request;
};

int publish(Context& context, Words& words)
{
    OpenDataRequest& request = words.request;
    if (context.outFile.empty()) {
        context.err << context.say({"export.open_data_needs_folder", {}}) << "\n";
        return WrongCommandLine;
    }
    if (!readRules(context, words.rules, request.rules))
        return WrongCommandLine;
    request.sets = splitLists(words.sets);
    request.folder = context.outFile;
    request.language = context.language;
    request.asOf = context.asOf;
    const auto city = openCity(context, words.workspace);
    if (!city)
        return failed(context, city.error());
    PluginSession session(*city, surroundingsOf(context, words.workspace, words.pluginDirs));
    const auto report = publishOpenData(session, request);
    if (!report)
        return failed(context, report.error());
    for (const Message& notice : report->notices)
        context.err << context.say(notice) << "\n";
    if (!report->refusals.empty())
        return refused(context, report->refusals);
    context.out << context.say({"export.done", {request.folder}}) << "\n";
    for (const OpenDataReport::File& file : report->files)
        context.out << context.say({"export.layer_rows", {file.name, std::to_string(file.rows)}}) << "\n";
    return Done;
}

}  // namespace

Command openDataCommand()
{
    return {"open-data",
            {"自治体標準オープンデータセットの列の CSV と、DCAT の目録を書き出します。",
             "Write CSV in the columns of Japan's standard open data sets, with a DCAT catalogue."},
            "chiiki open-data yamaguchi.chiiki --set shelters,aed --out オープンデータ",
            [](CLI::App& app, Language language) -> Action {
                auto words = std::make_shared<Words>();
                const auto say = [language](std::string_view code) { return sayOption(code, language); };
                addWorkspace(app, words->workspace, language);
                addLists(app, "--set", words->sets, say("export.option_set"));
                addPublishingRules(app, words->rules, words->request.smallest, language);
                app.add_option("--licence", words->request.licence, say("export.option_licence"));
                addPluginDirs(app, words->pluginDirs, language);
                return [words](Context& context) { return publish(context, *words); };
            }};
}

}  // namespace chiiki::cli
