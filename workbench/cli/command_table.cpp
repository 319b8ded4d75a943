#include "workbench/cli/options.h"
#include "workbench/cli/table_output.h"
#include "workbench/cli/verbs.h"
#include "workbench/usecases/table.h"

namespace chiiki::cli {

Command tableCommand()
{
    return {"table",
            {"指標を地域ごとの比較表にします。", "Compare indicators by district."},
            "chiiki table yamaguchi.chiiki --indicator population.density --indicator facilities.clinic "
            "--sort population.density",
            [](CLI::App& app, Language language) -> Action {
                struct Words {
                    std::string workspace;
                    std::vector<std::string> indicators;
                    std::optional<int> year;
                    std::string sort = "code";
                    std::vector<std::string> pluginDirs;
                };
                auto words = std::make_shared<Words>();
                addWorkspace(app, words->workspace, language);
                app.add_option("--indicator", words->indicators, sayOption("cli.table_indicator", language))
                    ->allow_extra_args(false)
                    ->take_all();
                app.add_option("--year", words->year, sayOption("cli.year", language));
                addPluginDirs(app, words->pluginDirs, language);
                app.add_option("--sort", words->sort, sayOption("cli.table_sort", language));
                return [words](Context& context) -> int {
                    const auto city = openCity(context, words->workspace);
                    if (!city)
                        return failed(context, city.error());
                    TableRequest request;
                    for (const std::string& list : words->indicators)
                        for (std::string& id : splitList(list))
                            request.indicatorIds.push_back(std::move(id));
                    if (words->year)
                        request.year = FiscalYear{*words->year};
                    request.sortBy = words->sort;
                    PluginSession session(*city, surroundingsOf(context, words->workspace, words->pluginDirs));
                    const auto table = makeTable(session, request);
                    return table ? deliverTable(context, *table, *session.city()) : failed(context, table.error());
                };
            },
            true};
}

}  // namespace chiiki::cli
