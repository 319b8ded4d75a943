#include "workbench/cli/options.h"
#include "workbench/cli/verbs.h"
#include "workbench/usecases/explain.h"

namespace chiiki::cli {

Command explainCommand()
{
    return {"explain",
            {"1つの数字の根拠（計算式・入力・出典・限界）を示します。",
             "Explain one number: recipe, inputs, sources, limits."},
            "chiiki explain yamaguchi.chiiki population.density 03 2020",
            [](CLI::App& app, Language language) -> Action {
                struct Words {
                    ExplainRequest request;
                    std::optional<int> year;
                };
                auto words = std::make_shared<Words>();
                addWorkspace(app, words->request.workspace, language);
                app.add_option("INDICATOR", words->request.indicatorId, sayOption("cli.explain_indicator", language))
                    ->required();
                app.add_option("DISTRICT", words->request.district, sayOption("cli.explain_district", language))
                    ->required();
                app.add_option("YEAR", words->year, sayOption("cli.year", language));
                addSettings(app, words->request.settings, language);
                addPluginDirs(app, words->request.pluginDirs, language);
                return [words](Context& context) -> int {
                    if (context.format != Format::Text && context.format != Format::Json)
                        return wrongFormat(context);
                    if (words->year)
                        words->request.year = FiscalYear{*words->year};
                    if (!context.stateOf.empty()) {
                        // The journal number, so that the line that repeats the question means the same tomorrow.
                        const auto city = openCity(context, words->request.workspace);
                        if (!city)
                            return failed(context, city.error());
                        words->request.stateOf = std::to_string(context.past->entry.id);
                    }
                    auto explanation = explain(
                        words->request, surroundingsOf(context, words->request.workspace, words->request.pluginDirs));
                    if (!explanation)
                        return failed(context, explanation.error());
                    if (!context.asOf.empty())
                        explanation->asOf = context.asOf;
                    return deliver(context, context.format == Format::Json
                                                ? explanationJson(*explanation)
                                                : explanationText(*explanation, context.language));
                };
            },
            true};
}

}  // namespace chiiki::cli
