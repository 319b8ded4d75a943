#include <ostream>

#include "workbench/cli/options.h"
#include "workbench/cli/verbs.h"
#include "workbench/usecases/answer.h"
#include "workbench/usecases/open_city.h"

namespace chiiki::cli {

Command answerCommand()
{
    return {
        "answer",
        {"1つの指標と1つの地域の答弁メモを A4 の PDF に書き出します。",
         "Write what there is to answer about one indicator of one district on one A4 page."},
        "chiiki answer yamaguchi.chiiki population.density 03 --out 答弁メモ.pdf",
        [](CLI::App& app, Language language) -> Action {
            auto request = std::make_shared<AnswerRequest>();
            addWorkspace(app, request->workspace, language);
            app.add_option("indicator", request->indicatorId, sayOption("cli.answer_indicator", language))->required();
            app.add_option("district", request->district, sayOption("cli.answer_district", language))->required();
            addPluginDirs(app, request->pluginDirs, language);
            return [request](Context& context) -> int {
                if (context.outFile.empty()) {
                    context.err << context.say({"cli.answer_needs_file", {}}) << "\n";
                    return WrongCommandLine;
                }
                request->language = context.language;
                request->asOf = context.asOf;
                request->file = context.outFile;
                const auto city = openCity(context, request->workspace);
                if (!city)
                    return failed(context, city.error());
                PluginSession session(*city, surroundingsOf(context, request->workspace, request->pluginDirs));
                const auto printed = printAnswer(session, *request);
                return printed ? static_cast<int>(Done) : failed(context, printed.error());
            };
        }};
}

}  // namespace chiiki::cli
