#include "workbench/cli/options.h"
#include "workbench/cli/verbs.h"
#include "workbench/usecases/history.h"

namespace chiiki::cli {
namespace {

struct Words {
    ValueHistoryRequest request;
    std::optional<int> year;
    std::vector<std::string> pluginDirs;
};

int showJournal(Context& context, const std::string& workspace)
{
    const auto steps = historyOf(workspace);
    if (!steps)
        return failed(context, steps.error());
    return deliver(context, context.format == Format::Csv    ? historyCsv(*steps)
                            : context.format == Format::Json ? historyJson(*steps)
                                                             : historyText(*steps, context.language));
}

int showValue(Context& context, const Words& words)
{
    const auto history = historyOf(words.request, surroundingsOf(context, words.request.workspace, words.pluginDirs));
    if (!history)
        return failed(context, history.error());
    return deliver(context, context.format == Format::Csv    ? valueHistoryCsv(*history)
                            : context.format == Format::Json ? valueHistoryJson(*history)
                                                             : valueHistoryText(*history, context.language));
}

}  // namespace

Command historyCommand()
{
    return {"history",
            {"だれがいつ何を変えたか、または1つの値がこれまでいくつだったかを示します。",
             "Tell who changed what when, or which values a number had so far."},
            "chiiki history moved.chiiki population.total 01",
            [](CLI::App& app, Language language) -> Action {
                auto words = std::make_shared<Words>();
                addWorkspace(app, words->request.workspace, language);
                auto* indicator = app.add_option("INDICATOR", words->request.indicatorId,
                                                 sayOption("cli.explain_indicator", language));
                auto* district =
                    app.add_option("DISTRICT", words->request.district, sayOption("cli.explain_district", language));
                indicator->needs(district);
                app.add_option("YEAR", words->year, sayOption("cli.year", language));
                addPluginDirs(app, words->pluginDirs, language);
                return [words](Context& context) -> int {
                    if (context.format == Format::Xlsx)
                        return wrongFormat(context);
                    if (words->year)
                        words->request.year = FiscalYear{*words->year};
                    return words->request.indicatorId.empty() ? showJournal(context, words->request.workspace)
                                                              : showValue(context, *words);
                };
            }};
}

}  // namespace chiiki::cli
