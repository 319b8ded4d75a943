#include <ostream>

#include "workbench/cli/options.h"
#include "workbench/cli/verbs.h"
#include "workbench/usecases/input_value.h"

namespace chiiki::cli {

Command valueSetCommand()
{
    return {"value set",
            {"表の値を1つ入力します（計算で出る値は入力できません）。",
             "Type one value of the table (one that is worked out cannot be typed)."},
            "chiiki value set yamaguchi.chiiki kpi.2 city 2024 251",
            [](CLI::App& app, Language language) -> Action {
                struct Words {
                    SetValueRequest request;
                    std::vector<std::string> pluginDirs;
                };
                auto words = std::make_shared<Words>();
                const auto say = [language](std::string_view code) { return sayOption(code, language); };
                SetValueRequest& request = words->request;
                addWorkspace(app, request.workspace, language);
                app.add_option("INDICATOR", request.indicatorId, say("cli.explain_indicator"))->required();
                app.add_option("DISTRICT", request.district, say("cli.explain_district"))->required();
                app.add_option("YEAR", request.year.year, say("cli.year"))->required();
                app.add_option("VALUE", request.typed, say("cli.value_typed"))->required();
                addPluginDirs(app, words->pluginDirs, language);
                return [words](Context& context) -> int {
                    SetValueRequest& asked = words->request;
                    asked.stamp = ChangeStamp::now();
                    const auto said = setValue(asked, surroundingsOf(context, asked.workspace, words->pluginDirs));
                    if (!said)
                        return failed(context, said.error());
                    context.out << context.say(*said) << "\n";
                    return Done;
                };
            }};
}

}  // namespace chiiki::cli
