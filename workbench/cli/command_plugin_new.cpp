#include <ostream>

#include "workbench/cli/options.h"
#include "workbench/cli/verbs.h"
#include "workbench/usecases/plugin_check.h"
#include "workbench/usecases/plugin_report.h"
#include "workbench/usecases/plugin_scaffold.h"

namespace chiiki::cli {

Command pluginNewCommand()
{
    return {"plugin new",
            {"動くプラグインを新しく作ります。表から作ることもできます。",
             "Make a working plugin, from a table if you like."},
            "chiiki plugin new mimamori --from 見守り.csv",
            [](CLI::App& app, Language language) -> Action {
                struct Words {
                    ScaffoldRequest request;
                    std::string code;
                    std::string workspace;
                };
                auto words = std::make_shared<Words>();
                app.add_option("NAME", words->request.id, sayOption("cli.plugin_name", language))->required();
                auto* from = app.add_option("--from", words->request.fromTable, sayOption("cli.plugin_from", language));
                app.add_option("--code", words->code, sayOption("cli.plugin_code", language))
                    ->check(CLI::IsMember({"cpp", "python"}))
                    ->excludes(from);
                app.add_option("--workspace", words->workspace, sayOption("cli.plugin_city", language));
                return [words](Context& context) -> int {
                    const auto city = cityFor(words->workspace);
                    if (!city)
                        return failed(context, city.error());
                    words->request.parentDir = context.outFile.empty() ? "." : context.outFile;
                    words->request.code = words->code == "cpp"      ? PluginCode::Cpp
                                          : words->code == "python" ? PluginCode::Python
                                                                    : PluginCode::None;
                    const auto made = newPlugin(words->request, *city);
                    if (!made)
                        return failed(context, made.error());
                    for (const Message& decision : made->decisions)
                        context.out << "  " << context.say(decision) << "\n";
                    context.out << context.say({"cli.plugin_made",
                                                {made->folder, std::to_string(made->manifest.indicators.size())}})
                                << "\n";
                    for (const IndicatorSpec& spec : made->manifest.indicators)
                        context.out << "  " << spec.indicator.id << "  " << spec.indicator.title.in(context.language)
                                    << "\n";
                    return Done;
                };
            }};
}

Command pluginCheckCommand()
{
    return {"plugin check",
            {"プラグインのフォルダを調べ、直すところをファイル・行・セルで示します。",
             "Judge a plugin's folder: faults by file, row and cell."},
            "chiiki plugin check mimamori",
            [](CLI::App& app, Language language) -> Action {
                struct Words {
                    std::string folder;
                    std::string workspace;
                };
                auto words = std::make_shared<Words>();
                app.add_option("DIR", words->folder, sayOption("cli.plugin_dir", language))->required();
                app.add_option("--workspace", words->workspace, sayOption("cli.plugin_city", language));
                return [words](Context& context) -> int {
                    const auto city = cityFor(words->workspace);
                    if (!city)
                        return failed(context, city.error());
                    const auto check = checkPlugin(words->folder, *city);
                    if (!check)
                        return failed(context, check.error());
                    context.out << checkText(*check, context.language);
                    return check->isWell() ? Done : Failed;
                };
            }};
}

}  // namespace chiiki::cli
