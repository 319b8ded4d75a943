#include <algorithm>

#include <nlohmann/json.hpp>

#include "core/analysis/comparison.h"
#include "workbench/usecases/import_feed.h"
#include "workbench/usecases/source_json.h"

namespace chiiki {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t mostNames = 10;

std::string listed(const std::vector<FeedItem>& items)
{
    // Several paths of a line have one name.
    std::vector<std::string> names;
    for (const FeedItem& item : items)
        if (std::find(names.begin(), names.end(), item.name) == names.end())
            names.push_back(item.name);
    std::string list;
    for (std::size_t i = 0; i < std::min(names.size(), mostNames); ++i)
        list += (list.empty() ? "" : ", ") + names[i];
    return names.size() > mostNames ? list + ", …" : list;
}

std::string changesText(const FeedItemChanges& changes, std::string_view title, Language language)
{
    std::string text = speak({title,
                              {std::to_string(changes.added.size()), std::to_string(changes.changed.size()),
                               std::to_string(changes.removed.size()), std::to_string(changes.same)}},
                             language) +
                       "\n";
    for (const auto& [items, code] :
         {std::pair(&changes.added, "usecases.feed_added"), std::pair(&changes.changed, "usecases.feed_changed"),
          std::pair(&changes.removed, "usecases.feed_removed")})
        if (!items->empty())
            text += "  " + speak({code, {listed(*items)}}, language) + "\n";
    return text;
}

ordered_json changesJson(const FeedItemChanges& changes)
{
    const auto list = [](const std::vector<FeedItem>& items) {
        ordered_json rows = ordered_json::array();
        for (const FeedItem& item : items)
            rows.push_back({{"id", item.id}, {"name", item.name}});
        return rows;
    };
    return {{"added", list(changes.added)},
            {"changed", list(changes.changed)},
            {"removed", list(changes.removed)},
            {"same", changes.same}};
}

}  // namespace

std::string feedText(const FeedComparison& comparison, bool isPreview, Language language)
{
    const auto say = [language](const Message& message) { return speak(message, language) + "\n"; };
    std::string text = say({comparison.isSame ? "usecases.feed_same"
                            : isPreview       ? "usecases.feed_preview"
                                              : "usecases.feed_done",
                            {comparison.edition.title.in(language), comparison.edition.fileName}});
    if (comparison.before && !comparison.isSame)
        text += say({"usecases.feed_replaces", {comparison.before->fileName, comparison.before->asOf}});
    text += changesText(comparison.routes, "usecases.feed_routes", language);
    text += changesText(comparison.stops, "usecases.feed_stops", language);
    for (const GtfsTable& table : comparison.tables)
        text += "  " + say({"usecases.feed_table",
                            {table.file, std::to_string(table.rows), std::to_string(table.rows - table.setAside),
                             std::to_string(table.setAside)}});
    for (const std::string& file : comparison.otherFiles)
        text += "  " + say({"usecases.feed_other_file", {file}});
    if (comparison.stopsWithKana + comparison.stopsInEnglish > 0)
        text += say({"usecases.feed_names",
                     {std::to_string(comparison.stopsWithKana), std::to_string(comparison.stopsInEnglish)}});
    if (!comparison.edition.limits.in(language).empty())
        text += comparison.edition.limits.in(language) + "\n";
    for (const Diagnostic& told : comparison.setAside)
        text += describe(told, language) + "\n";
    text += say({"usecases.feed_reconciliation",
                 {reconciliationLine(comparison.edition.rows, comparison.snapshot->districts.size(), language)}});
    return text;
}

std::string feedJson(const FeedComparison& comparison, bool isPreview, Language language)
{
    ordered_json tables = ordered_json::array();
    for (const GtfsTable& table : comparison.tables)
        tables.push_back(
            {{"file", table.file}, {"rows", table.rows}, {"set_aside", table.setAside}, {"encoding", table.encoding}});
    return ordered_json{{"api", 1},
                        {"preview", isPreview},
                        {"same", comparison.isSame},
                        {"routes", changesJson(comparison.routes)},
                        {"stops", changesJson(comparison.stops)},
                        {"tables", std::move(tables)},
                        {"other_files", comparison.otherFiles},
                        {"reconciliation", reconciliationJson(comparison.edition.rows)},
                        {"set_aside", setAsideJson(comparison.setAside, language)},
                        {"sources", ordered_json::array({sourceJson(comparison.edition)})}}
               .dump(1) +
           "\n";
}

}  // namespace chiiki
