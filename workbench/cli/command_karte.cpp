#include <future>
#include <ostream>

#include "workbench/cli/options.h"
#include "workbench/cli/verbs.h"
#include "workbench/usecases/karte.h"
#include "workbench/usecases/open_city.h"

namespace chiiki::cli {
namespace {

struct Words {
    std::string workspace;
    std::string districts;
    std::string paper = "A4";
    std::vector<std::string> pluginDirs;
    bool isFresh = false;
    KarteRequest request;
};

int print(Context& context, Words& words)
{
    KarteRequest& request = words.request;
    if (context.outFile.empty() && request.xlsx.empty()) {
        context.err << context.say({"cli.karte_needs_file", {}}) << "\n";
        return WrongCommandLine;
    }
    request.districts = splitList(words.districts);
    request.paper = words.paper == "A3" ? KartePaper::A3 : KartePaper::A4;
    request.language = context.language;
    request.asOf = context.asOf;
    request.out = context.outFile;
    if (!words.isFresh)
        request.cacheFolder = karteCacheFolder(words.workspace);
    auto opening = std::async(std::launch::async, [&] { return openCity(context, words.workspace); });
    const auto ready = request.out.empty() ? Result<void>() : preparePrinting();
    const auto city = opening.get();
    if (!city)
        return failed(context, city.error());
    if (!ready)
        return failed(context, ready.error());
    PluginSurroundings surroundings = surroundingsOf(context, words.workspace, words.pluginDirs);
    PluginSession session(*city, std::move(surroundings));
    Diagnostics diagnostics;
    const auto report = printKarte(session, request, diagnostics);
    if (!report) {
        printDiagnostics(context, diagnostics);
        return failed(context, report.error());
    }
    if (!request.out.empty())
        context.err << context.say({"cli.karte_done",
                                    {std::to_string(report->pages), std::to_string(report->drawn),
                                     std::to_string(report->pages - report->drawn)}})
                    << "\n";
    return Done;
}

}  // namespace

Command karteCommand()
{
    return {"karte",
            {"地域カルテを印刷します。1地域が1ページです。", "Print district profiles, a page each."},
            "chiiki karte yamaguchi.chiiki --out 地域カルテ.pdf --xlsx 地域カルテ.xlsx",
            [](CLI::App& app, Language language) -> Action {
                auto words = std::make_shared<Words>();
                const auto say = [language](std::string_view code) { return sayOption(code, language); };
                addWorkspace(app, words->workspace, language);
                app.add_option("--district", words->districts, say("cli.karte_district"));
                app.add_option("--paper", words->paper, say("cli.karte_paper"))->check(CLI::IsMember({"A4", "A3"}));
                app.add_option("--template", words->request.templateFile, say("cli.karte_template"));
                app.add_option("--xlsx", words->request.xlsx, say("cli.karte_xlsx"));
                app.add_flag("--fresh", words->isFresh, say("cli.karte_fresh"));
                addPluginDirs(app, words->pluginDirs, language);
                return [words](Context& context) { return print(context, *words); };
            },
            true};
}

}  // namespace chiiki::cli
