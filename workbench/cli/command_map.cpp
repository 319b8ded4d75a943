#include <ostream>
#include <utility>

#include "workbench/cli/options.h"
#include "workbench/cli/verbs.h"
#include "workbench/usecases/compare_maps.h"
#include "workbench/usecases/map.h"

namespace chiiki::cli {
namespace {

struct Words {
    std::string workspace;
    std::string coverage;
    std::string facilities;
    std::string size;
    std::string paper;
    bool isUpright = false;
    std::string classes;
    std::string breaks;
    std::string years;
    std::optional<int> differenceFrom;
    std::vector<std::string> pluginDirs;
    MapRequest request;
};

// "community_centre,centre_branch:800"
bool readCoverage(const std::string& text, CoverageQuestion& question)
{
    const std::size_t colon = text.rfind(':');
    if (colon == std::string::npos)
        return false;
    const auto radius = parseNumber<double>(std::string_view(text).substr(colon + 1));
    question.kinds = splitList(text.substr(0, colon));
    question.radiusM = radius.value_or(0);
    return radius.has_value() && !question.kinds.empty();
}

// "natural", "quantile", "equal", or limits: "100,300,700"
bool readBreaks(const std::string& text, MapRequest& request)
{
    if (const auto method = parseBreakMethod(text)) {
        request.breakMethod = *method;
    } else {
        for (const std::string& item : splitList(text)) {
            const auto limit = parseNumber<double>(item);
            if (!limit || (!request.manualLimits.empty() && *limit <= request.manualLimits.back()))
                return false;
            request.manualLimits.push_back(*limit);
        }
        return !request.manualLimits.empty();
    }
    return true;
}

int wrong(Context& context, std::string_view option, const std::string& text)
{
    context.err << context.say({"cli.option_not_understood", {std::string(option), text}}) << "\n";
    return WrongCommandLine;
}

// "2020" or "2020,2022,2024"
bool readYears(const std::string& text, std::vector<FiscalYear>& years)
{
    for (const std::string& item : splitList(text)) {
        const auto year = parseNumber<int>(item);
        if (!year)
            return false;
        years.push_back(FiscalYear{*year});
    }
    return true;
}

/// Several indicators or years: a page of maps side by side.
Result<MapOutput> compare(PluginSession& session, const Words& words, std::vector<std::string> ids,
                          std::vector<FiscalYear> years)
{
    const MapRequest& one = words.request;
    CompareMapsRequest request;
    request.indicatorIds = std::move(ids);
    request.years = std::move(years);
    if (words.differenceFrom)
        request.differenceFrom = FiscalYear{*words.differenceFrom};
    request.breakMethod = one.breakMethod;
    request.classes = one.classes;
    request.isCopier = one.isCopier;
    request.width = one.width;
    request.height = one.height;
    request.language = one.language;
    request.asOf = one.asOf;
    request.file = one.file;
    return compareMaps(session, request);
}

int draw(Context& context, Words& words)
{
    MapRequest& request = words.request;
    if (context.outFile.empty()) {
        context.err << context.say({"cli.map_needs_file", {}}) << "\n";
        return WrongCommandLine;
    }
    if (!words.coverage.empty() && !readCoverage(words.coverage, request.coverage.emplace()))
        return wrong(context, "--coverage", words.coverage);
    if (!words.size.empty() && !readSize(words.size, request.width, request.height))
        return wrong(context, "--size", words.size);
    if (!words.paper.empty()) {
        // Px of 1/96 inch; a PDF comes out on the paper itself.
        request.width = words.paper == "A3" ? 1587 : 1123;
        request.height = words.paper == "A3" ? 1123 : 794;
        if (words.isUpright)
            std::swap(request.width, request.height);
    }
    if (!words.breaks.empty() && !readBreaks(words.breaks, request))
        return wrong(context, "--breaks", words.breaks);
    std::vector<FiscalYear> years;
    if (!readYears(words.years, years))
        return wrong(context, "--year", words.years);
    if (years.size() == 1)
        request.year = years.front();
    const std::vector<std::string> ids = splitList(request.indicatorId);
    request.facilityKinds = splitList(words.facilities);
    request.language = context.language;
    request.asOf = context.asOf;
    request.file = context.outFile;
    const auto city = openCity(context, words.workspace);
    if (!city)
        return failed(context, city.error());
    PluginSession session(*city, surroundingsOf(context, words.workspace, words.pluginDirs));
    const bool isComparison = ids.size() > 1 || (ids.size() == 1 && years.size() > 1) || words.differenceFrom;
    const auto drawn = isComparison ? compare(session, words, ids, std::move(years)) : drawMap(session, request);
    if (!drawn)
        return failed(context, drawn.error());
    for (const Message& notice : drawn->notices)
        context.err << context.say(notice) << "\n";
    return Done;
}

}  // namespace

Command mapCommand()
{
    return {"map",
            {"地図またはタイル図を PNG・SVG・PDF に描きます。", "Draw a map or tile map as PNG, SVG or PDF."},
            "chiiki map yamaguchi.chiiki --coverage community_centre,centre_branch:800 --out カバー率.png",
            [](CLI::App& app, Language language) -> Action {
                auto words = std::make_shared<Words>();
                const auto say = [language](std::string_view code) { return sayOption(code, language); };
                addWorkspace(app, words->workspace, language);
                app.add_option("--indicator", words->request.indicatorId, say("cli.map_indicator"));
                addPluginDirs(app, words->pluginDirs, language);
                app.add_option("--coverage", words->coverage, say("cli.map_coverage"));
                app.add_option("--facilities", words->facilities, say("cli.map_facilities"));
                app.add_option("--year", words->years, say("cli.map_year"));
                app.add_option("--difference-from", words->differenceFrom, say("cli.map_difference"));
                app.add_option("--breaks", words->breaks, say("cli.map_breaks"));
                app.add_option("--classes", words->request.classes, say("cli.map_classes"))->check(CLI::Range(2, 9));
                auto* size = app.add_option("--size", words->size, say("cli.map_size"));
                auto* paper = app.add_option("--paper", words->paper, say("cli.map_paper"))
                                  ->check(CLI::IsMember({"A4", "A3"}))
                                  ->excludes(size);
                app.add_flag("--upright", words->isUpright, say("cli.map_upright"))->needs(paper);
                app.add_flag("--tile-map", words->request.isTileMap, say("cli.map_tile"));
                app.add_flag("--routes", words->request.showsRoutes, say("cli.map_routes"));
                app.add_flag("--copier", words->request.isCopier, say("cli.map_copier"));
                return [words](Context& context) { return draw(context, *words); };
            },
            true};
}

}  // namespace chiiki::cli
