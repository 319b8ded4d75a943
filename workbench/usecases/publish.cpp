#include "workbench/usecases/publish.h"

#include <algorithm>
#include <cassert>
#include <filesystem>
#include <utility>

#include <QFile>

#include "core/analysis/city_indicators.h"
#include "core/analysis/comparison.h"
#include "core/io/files.h"
#include "workbench/usecases/publish_data.h"
#include "workbench/usecases/publish_downloads.h"
#include "workbench/usecases/publish_guard.h"
#include "workbench/usecases/publish_map.h"
#include "workbench/usecases/source_json.h"

namespace chiiki {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

// By this a folder is known to hold such a page.
constexpr std::string_view ownMark = R"(<meta name="generator" content="Chiiki Workbench: chiiki publish">)";

// The parts of style.css and app.js, in the order in which they stand there.
constexpr const char* styleParts[] = {"page.css", "map.css", "table.css", "profile.css", "narrow_and_print.css"};
constexpr const char* scriptParts[] = {"words.js", "state.js", "draw.js",  "labels.js",  "map.js",
                                       "tiles.js", "table.js", "trend.js", "profile.js", "page.js"};

Text spoken(std::string_view code, const std::vector<Text>& arguments = {})
{
    const auto in = [&](Language language) {
        std::vector<std::string> words;
        for (const Text& argument : arguments)
            words.push_back(argument.in(language));
        return speak({code, words}, language);
    };
    return {in(Language::Japanese), in(Language::English)};
}

/// A file of web_page/, which is part of the program.
std::string partOfPage(const char* name)
{
    QFile file(QString(":/web_page/") + name);
    const bool isThere = file.open(QIODevice::ReadOnly);
    assert(isThere);
    return isThere ? file.readAll().toStdString() : std::string();
}

std::string escaped(std::string_view text)
{
    std::string made;
    for (const char c : text) {
        switch (c) {
        case '&':
            made += "&amp;";
            break;
        case '<':
            made += "&lt;";
            break;
        case '>':
            made += "&gt;";
            break;
        case '"':
            made += "&quot;";
            break;
        default:
            made += c;
        }
    }
    return made;
}

/// Every {{name}} of the template by its value, escaped. What the values hold is not looked through again.
std::string filled(const std::string& page, const std::vector<std::pair<std::string, std::string>>& values)
{
    std::string made;
    std::size_t at = 0;
    for (std::size_t open; (open = page.find("{{", at)) != std::string::npos;) {
        const std::size_t close = page.find("}}", open);
        const std::string name = page.substr(open + 2, close - open - 2);
        const auto found =
            std::find_if(values.begin(), values.end(), [&](const auto& value) { return value.first == name; });
        assert(found != values.end());
        made += page.substr(at, open - at) + escaped(found->second);
        at = close + 2;
    }
    return made + page.substr(at);
}

/// The folder may be written into: it is not there, it is empty, or it holds an earlier page.
Result<void> checkFolder(const std::string& folder)
{
    std::error_code error;
    const fs::path path(folder);
    if (!fs::exists(path, error))
        return {};
    if (!fs::is_directory(path, error))
        return fail(ErrorKind::BadRequest, {"publish.not_a_folder", {}}, folder);
    if (fs::is_empty(path, error) && !error)
        return {};
    const auto index = readFile((path / "index.html").string());
    if (!index || index->find(ownMark) == std::string::npos)
        return fail(ErrorKind::BadRequest, {"publish.folder_of_others", {}}, folder);
    return {};
}

Text groupOf(const PluginSession& session, const std::string& id)
{
    const std::string overlay = id.substr(0, id.find('.'));
    for (const Plugin& plugin : session.plugins())
        if (plugin.id == overlay)
            return plugin.manifest.title;
    if (overlay == "population" || overlay == "area")
        return spoken("publish.group_people");
    if (overlay == "coverage")
        return spoken("publish.group_reach");
    if (overlay == "facilities")
        return spoken("publish.group_facilities");
    if (overlay == "kgi" || overlay == "kpi")
        return spoken("publish.group_targets");
    return spoken("publish.group_taken_in");
}

/// The ids asked for, "grants.*" spread out, each once; those of the workspace itself where none is asked for.
Result<std::vector<std::string>> idsMeant(PluginSession& session, const std::vector<std::string>& asked)
{
    std::vector<std::string> ids;
    const auto add = [&](const std::string& id) {
        if (std::find(ids.begin(), ids.end(), id) == ids.end())
            ids.push_back(id);
    };
    if (asked.empty()) {
        // What people ask first comes first, then group by group, as in the window.
        add("population.density");
        for (const std::string_view part : {"population.", "area.", "coverage.", "facilities.", ""})
            for (const Indicator& indicator : coreIndicators(session.city()))
                if (indicator.id.starts_with(part))
                    add(indicator.id);
        return ids;
    }
    for (const std::string& id : asked) {
        if (!id.ends_with(".*")) {
            add(id);
            continue;
        }
        const std::string prefix = id.substr(0, id.size() - 1);
        const std::size_t before = ids.size();
        for (const Indicator& indicator : session.list())
            if (indicator.id.starts_with(prefix))
                add(indicator.id);
        if (ids.size() == before)
            return fail(ErrorKind::NotFound, {"publish.no_overlay", {id}});
    }
    return ids;
}

Result<std::vector<PublishedIndicator>> compute(PluginSession& session, const PublishRequest& request,
                                                const std::string& asOf)
{
    const auto ids = idsMeant(session, request.indicatorIds);
    if (!ids)
        return tl::unexpected(ids.error());
    std::vector<PublishedIndicator> published;
    for (const std::string& id : *ids) {
        auto result = session.compute(id);
        if (!result)
            return tl::unexpected(result.error());
        if (request.indicatorIds.empty() && !hasActualNumber(*result))
            continue;
        if (result->hasReconciliation && !result->reconciliation.addsUp())
            return fail(ErrorKind::BadRequest,
                        {"publish.does_not_add_up",
                         {result->indicator.title.ja,
                          reconciliationLine(result->reconciliation, session.city()->districts.size(),
                                             request.languages.front())}});
        std::vector<FiscalYear> years = publishedYears(*result, asOf);
        published.push_back({*std::move(result), groupOf(session, id), std::move(years)});
    }
    if (published.empty())
        return fail(ErrorKind::BadRequest, {"publish.nothing", {}});
    return published;
}

/// Editions behind what is published, each once.
Json sourcesJson(const Snapshot& snapshot, const Json& indicators)
{
    std::vector<std::string> ids;
    for (const Json& indicator : indicators)
        for (const Json& id : indicator["sources"])
            if (std::find(ids.begin(), ids.end(), id.get<std::string>()) == ids.end())
                ids.push_back(id.get<std::string>());
    Json sources = Json::array();
    for (const std::string& id : ids)
        if (findSource(snapshot, id))
            sources.push_back(sourceJson(snapshot, id));
    return sources;
}

std::string languageCode(Language language)
{
    return language == Language::Japanese ? "ja" : "en";
}

/// A script rather than JSON: a page opened from disk may not fetch.
std::string dataScript(const Json& data)
{
    std::string text = data.dump(-1, ' ', false, Json::error_handler_t::replace);
    // Stands only in strings; written so that no name can end the script of a page that takes it up whole.
    for (std::size_t at = 0; (at = text.find('<', at)) != std::string::npos;)
        text.replace(at, 1, "\\u003c");
    return "window.chiikiData = " + text + ";\n";
}

std::string styleSheet()
{
    std::string style;
    for (const char* part : styleParts)
        style += (style.empty() ? "" : "\n") + partOfPage(part);
    return style;
}

std::string appScript()
{
    std::string script = "(() => {\n\"use strict\";\n";
    for (const char* part : scriptParts)
        script += "\n" + partOfPage(part);
    return script + "\n})();\n";
}

}  // namespace

Result<PublishedPage> publishPage(PluginSession& session, const PublishRequest& request)
{
    if (auto checked = checkFolder(request.folder); !checked)
        return tl::unexpected(checked.error());
    const std::string asOf = request.asOf.empty() ? session.city()->asOf : request.asOf;
    auto published = compute(session, request, asOf);
    if (!published)
        return tl::unexpected(published.error());
    const SnapshotPtr snapshot = session.city();
    PublishedPage page;
    for (PublishedIndicator& one : *published)
        guardPeople(*snapshot, one, {request.rules, request.smallest, asOf}, page.refusals, page.notices);
    if (!page.refusals.empty())
        return page;
    auto places = placesJson(snapshot);
    if (!places)
        return tl::unexpected(places.error());

    const Text title =
        request.title.empty() ? spoken("publish.title", {snapshot->city.name}) : Text{request.title, request.title};
    const std::vector<Download> downloads = downloadsOf(*snapshot, *published);
    page.indicators = published->size();
    page.districts = snapshot->districts.size();
    Json indicators = Json::array();
    for (const PublishedIndicator& one : *published) {
        indicators.push_back(indicatorJson(*snapshot, one, asOf));
        for (const IndicatorValue& value : one.result.values)
            page.hasSample = page.hasSample || (value.value.isNumber() && value.value.status == Status::Sample);
    }
    Json languages = Json::array();
    for (const Language language : request.languages)
        languages.push_back(languageCode(language));
    Json files = Json::array();
    for (const Download& download : downloads)
        files.push_back(
            {{"name", download.name}, {"title", textJson(download.title)}, {"bytes", download.bytes.size()}});
    Json data = {{"title", textJson(title)},
                 {"city", textJson(snapshot->city.name)},
                 {"asOf", asOf},
                 {"asOfText", {{"ja", japaneseDate(asOf)}, {"en", asOf}}},
                 {"languages", std::move(languages)},
                 {"sample", page.hasSample}};
    data.update(*places);
    data["sources"] = sourcesJson(*snapshot, indicators);
    data["downloads"] = std::move(files);
    data["indicators"] = std::move(indicators);

    const Language first = request.languages.front();
    const std::string index =
        filled(partOfPage("index.html"), {{"lang", languageCode(first)},
                                          {"title", title.in(first)},
                                          {"description", spoken("publish.description", {title}).in(first)},
                                          {"no_script", spoken("publish.no_script").in(first)}});
    std::error_code error;
    fs::create_directories(request.folder, error);
    if (error)
        return fail(ErrorKind::ReadOnly, {"publish.folder_not_made", {}}, request.folder);
    std::vector<std::pair<std::string, std::string>> all = {
        {"style.css", styleSheet()}, {"data.js", dataScript(data)}, {"app.js", appScript()}};
    for (const Download& download : downloads)
        all.emplace_back(download.name, download.bytes);
    // The page comes last: what is only half written is no page yet.
    all.emplace_back("index.html", index);
    for (const auto& [name, bytes] : all) {
        if (auto written = writeFile((fs::path(request.folder) / name).string(), bytes); !written)
            return tl::unexpected(written.error());
        page.files.push_back({name, bytes.size()});
    }
    return page;
}

}  // namespace chiiki
