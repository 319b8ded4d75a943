#include <ostream>

#include "workbench/cli/options.h"
#include "workbench/cli/verbs.h"
#include "workbench/usecases/program_files.h"
#include "workbench/usecases/sample.h"

namespace chiiki::cli {
namespace {

int printSample(Context& context, const Result<SampleReport>& report, std::string_view said)
{
    if (!report)
        return failed(context, report.error());
    printDiagnostics(context, report->setAside);
    int rows = 0;
    for (const SampleReport::Table& table : report->tables) {
        context.out << "  " << table.pluginId << "." << table.tableId << " " << table.rows << "\n";
        rows += table.rows;
    }
    context.out << context.say({said, {std::to_string(rows)}}) << "\n";
    return Done;
}

}  // namespace

Command sampleAddCommand()
{
    return {"sample add",
            {"見本（作りもの）の値を作業ファイルに入れます。", "Bring made-up sample values into a workspace."},
            "chiiki sample add yamaguchi.chiiki",
            [](CLI::App& app, Language language) -> Action {
                struct Words {
                    std::string workspace;
                    std::string folder;
                    std::vector<std::string> pluginDirs;
                };
                auto words = std::make_shared<Words>();
                addWorkspace(app, words->workspace, language);
                app.add_option("--from", words->folder, sayOption("cli.sample_from", language));
                addPluginDirs(app, words->pluginDirs, language);
                return [words](Context& context) -> int {
                    const std::string folder =
                        words->folder.empty() ? findYamaguchiPack(programFolder()) + "_sample" : words->folder;
                    return printSample(context,
                                       addSample(words->workspace, folder,
                                                 surroundingsOf(context, words->workspace, words->pluginDirs),
                                                 ChangeStamp::now()),
                                       "cli.sample_added");
                };
            }};
}

Command sampleRemoveCommand()
{
    return {"sample remove",
            {"見本の値をすべて消します。", "Take all sample values away."},
            "chiiki sample remove yamaguchi.chiiki",
            [](CLI::App& app, Language language) -> Action {
                auto path = std::make_shared<std::string>();
                addWorkspace(app, *path, language);
                return [path](Context& context) -> int {
                    return printSample(context, removeSample(*path, ChangeStamp::now()), "cli.sample_removed");
                };
            }};
}

}  // namespace chiiki::cli
