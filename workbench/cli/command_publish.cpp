#include <ostream>

#include "core/text/number_text.h"
#include "workbench/cli/options.h"
#include "workbench/cli/verbs.h"
#include "workbench/usecases/open_city.h"
#include "workbench/usecases/publish.h"

namespace chiiki::cli {
namespace {

struct Words {
    std::string workspace;
    std::vector<std::string> indicators;
    std::string languages = "both";
    std::string title;
    std::vector<std::string> pluginDirs;
    std::vector<std::string> rules;
    double smallest = fewestPeople;
};

std::vector<Language> languagesMeant(const std::string& word)
{
    if (word == "ja")
        return {Language::Japanese};
    if (word == "en")
        return {Language::English};
    return {Language::Japanese, Language::English};
}

int publish(Context& context, const Words& words)
{
    if (context.outFile.empty()) {
        context.err << context.say({"publish.needs_folder", {}}) << "\n";
        return WrongCommandLine;
    }
    PublishRequest request;
    if (!readRules(context, words.rules, request.rules))
        return WrongCommandLine;
    request.smallest = words.smallest;
    const auto city = openCity(context, words.workspace);
    if (!city)
        return failed(context, city.error());
    request.folder = context.outFile;
    request.indicatorIds = splitLists(words.indicators);
    request.languages = languagesMeant(words.languages);
    request.title = words.title;
    request.asOf = context.asOf;
    PluginSession session(*city, surroundingsOf(context, words.workspace, words.pluginDirs));
    const auto page = publishPage(session, request);
    if (!page)
        return failed(context, page.error());
    for (const Message& notice : page->notices)
        context.err << context.say(notice) << "\n";
    if (!page->refusals.empty())
        return refused(context, page->refusals);
    std::size_t bytes = 0;
    for (const PublishedPage::File& file : page->files)
        bytes += file.bytes;
    context.out << context.say(
                       {"publish.done",
                        {context.outFile, std::to_string(page->indicators), std::to_string(page->districts),
                         std::to_string(page->files.size()), groupedText(static_cast<double>(bytes) / 1000, 0)}})
                << "\n";
    if (page->hasSample)
        context.out << context.say({"publish.has_sample", {}}) << "\n";
    return Done;
}

}  // namespace

Command publishCommand()
{
    return {"publish",
            {"地域の数字を、誰でも見られるウェブページとして書き出します。",
             "Write the districts' numbers as a web page for everybody."},
            "chiiki publish yamaguchi.chiiki --indicator population.density,coverage.clinic_800 --out 公開ページ",
            [](CLI::App& app, Language language) -> Action {
                auto words = std::make_shared<Words>();
                addWorkspace(app, words->workspace, language);
                addLists(app, "--indicator", words->indicators, sayOption("publish.indicator", language));
                app.add_option("--page-lang", words->languages, sayOption("publish.page_language", language))
                    ->check(CLI::IsMember({"both", "ja", "en"}));
                app.add_option("--title", words->title, sayOption("publish.page_title", language));
                addPublishingRules(app, words->rules, words->smallest, language);
                addPluginDirs(app, words->pluginDirs, language);
                return [words](Context& context) { return publish(context, *words); };
            },
            true};
}

}  // namespace chiiki::cli
