#include <ostream>

#include "workbench/cli/options.h"
#include "workbench/cli/verbs.h"
#include "workbench/usecases/frozen_plan.h"
#include "workbench/usecases/plan_comparison.h"

namespace chiiki::cli {

Command freezeCommand()
{
    return {"freeze",
            {"今の内容とすべての値を、計画の名前で固定します（あとで compare-with で比べます）。",
             "Freeze the content and every number under a plan's name, to compare with later."},
            "chiiki freeze yamaguchi.chiiki --name \"R7 計画決定\"",
            [](CLI::App& app, Language language) -> Action {
                struct Words {
                    FreezeRequest request;
                    std::vector<std::string> pluginDirs;
                };
                auto words = std::make_shared<Words>();
                // Not required here: `freeze list` has words of its own.
                app.add_option("WORKSPACE", words->request.workspace, sayOption("cli.workspace", language));
                app.add_option("--name", words->request.name, sayOption("history.option_name", language));
                addPluginDirs(app, words->pluginDirs, language);
                return [words](Context& context) -> int {
                    FreezeRequest& request = words->request;
                    if (request.workspace.empty() || request.name.empty()) {
                        context.err << context.say({"history.freeze_needs", {}}) << "\n";
                        return WrongCommandLine;
                    }
                    request.stamp = ChangeStamp::now();
                    request.program = CHIIKI_VERSION;
                    const auto plan =
                        freezePlan(request, surroundingsOf(context, request.workspace, words->pluginDirs));
                    if (!plan)
                        return failed(context, plan.error());
                    context.out << context.say({"history.frozen",
                                                {plan->name, std::to_string(plan->step),
                                                 std::to_string(plan->indicators.size()),
                                                 std::to_string(plan->cells.size()), plan->contentSha256}})
                                << "\n";
                    for (const auto& [id, why] : plan->notComputed)
                        context.out << context.say({"history.not_computed", {id, why}}) << "\n";
                    return Done;
                };
            }};
}

Command freezeListCommand()
{
    return {"freeze list",
            {"固定した計画を示します。", "List the frozen plans."},
            "chiiki freeze list yamaguchi.chiiki",
            [](CLI::App& app, Language language) -> Action {
                auto workspace = std::make_shared<std::string>();
                addWorkspace(app, *workspace, language);
                return [workspace](Context& context) -> int {
                    if (context.format != Format::Text && context.format != Format::Json)
                        return wrongFormat(context);
                    const auto plans = frozenPlans(*workspace);
                    if (!plans)
                        return failed(context, plans.error());
                    return deliver(context, context.format == Format::Json ? frozenPlansJson(*plans)
                                                                           : frozenPlansText(*plans, context.language));
                };
            }};
}

Command compareWithCommand()
{
    return {
        "compare-with",
        {"固定した計画と今とで違う値を1つずつ示します。", "Show each number that is not as it was in a frozen plan."},
        "chiiki compare-with yamaguchi.chiiki \"R7 計画決定\" --indicator population.total",
        [](CLI::App& app, Language language) -> Action {
            struct Words {
                ComparePlanRequest request;
                std::vector<std::string> indicators;
                std::vector<std::string> pluginDirs;
            };
            auto words = std::make_shared<Words>();
            addWorkspace(app, words->request.workspace, language);
            app.add_option("NAME", words->request.name, sayOption("history.option_name", language))->required();
            app.add_option("--indicator", words->indicators, sayOption("cli.table_indicator", language))
                ->allow_extra_args(false)
                ->take_all();
            addPluginDirs(app, words->pluginDirs, language);
            return [words](Context& context) -> int {
                if (context.format == Format::Xlsx)
                    return wrongFormat(context);
                ComparePlanRequest& request = words->request;
                request.program = CHIIKI_VERSION;
                for (const std::string& list : words->indicators)
                    for (std::string& id : splitList(list))
                        request.indicatorIds.push_back(std::move(id));
                const auto city = openCity(request.workspace);
                if (!city)
                    return failed(context, city.error());
                const auto compared =
                    compareWithPlan(request, surroundingsOf(context, request.workspace, words->pluginDirs));
                if (!compared)
                    return failed(context, compared.error());
                return deliver(context, context.format == Format::Csv ? planComparisonCsv(*compared)
                                        : context.format == Format::Json
                                            ? planComparisonJson(*compared)
                                            : planComparisonText(*compared, **city, context.language));
            };
        }};
}

}  // namespace chiiki::cli
