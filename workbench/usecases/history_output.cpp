#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "core/analysis/recipe_parts.h"
#include "core/io/delimited.h"
#include "core/text/number_text.h"
#include "workbench/usecases/explain.h"
#include "workbench/usecases/history.h"

namespace chiiki {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* byteOrderMark = "\xEF\xBB\xBF";

/// A table as people know it; of plugins and others its name in the file.
std::string tableTitle(const std::string& table, Language language)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 13> titles{{
        {"demand_area", "analysis.info_demand_areas"},
        {"district", "analysis.info_districts"},
        {"facility", "analysis.info_facilities"},
        {"facility_kind", "history.facility_kinds"},
        {"finding", "history.findings"},
        {"indicator", "history.indicators"},
        {"indicator_value", "analysis.info_values"},
        {"measure", "analysis.info_measures"},
        {"route", "analysis.info_routes"},
        {"setting", "history.settings"},
        {"source_edition", "history.editions"},
        {"stop", "analysis.info_stops"},
        {"taxi_district", "analysis.info_taxi_districts"},
    }};
    const auto found =
        std::find_if(titles.begin(), titles.end(), [&](const auto& title) { return title.first == table; });
    return found == titles.end() ? table : speak({found->second, {}}, language);
}

std::string grouped(std::int64_t count)
{
    return groupedText(static_cast<double>(count), 0);
}

std::string countsText(const std::vector<BulkChange>& counts, Language language)
{
    std::string text;
    for (const BulkChange& count : counts)
        text += (text.empty() ? "" : "  ") + speak({"history.counts",
                                                    {tableTitle(count.table, language), grouped(count.added),
                                                     grouped(count.changed), grouped(count.removed)}},
                                                   language);
    return text;
}

std::string stateOfStep(const JournalEntry& entry, Language language)
{
    return entry.isInForce ? std::string() : speak({"history.undone", {}}, language);
}

Json entryJson(const JournalEntry& entry)
{
    return {{"step", entry.id},
            {"at", entry.at},
            {"author", entry.author},
            {"what", {{"ja", speak(entry.what, Language::Japanese)}, {"en", speak(entry.what, Language::English)}}},
            {"edition", entry.edition.empty() ? Json(nullptr) : Json(entry.edition)},
            {"reverts", entry.reverts ? Json(*entry.reverts) : Json(nullptr)},
            {"in_force", entry.isInForce}};
}

/// With its year where that is not the history's.
std::string shown(const std::optional<IndicatorValue>& value, const ValueHistory& history, Language language)
{
    const Indicator& indicator = history.indicator;
    if (!value)
        return speak({"history.no_value", {}}, language);
    return (value->year == history.year ? "" : title(value->year, language) + " ") +
           exactText(value->value, exactUnit(indicator.unit, language), language) + " [" +
           statusText(value->value.status, language) + "]";
}

Json valueJson(const std::optional<IndicatorValue>& value)
{
    if (!value)
        return nullptr;
    const auto number = value->value.number();
    Json json = {{"value", number ? Json(*number) : Json(nullptr)}};
    if (!number)
        json["absent"] = code(value->value.absence());
    json["status"] = code(value->value.status);
    json["year"] = value->year.year;
    json["series"] = code(value->series);
    json["source_id"] = value->sourceId;
    return json;
}

std::vector<std::string> valueCells(const std::optional<IndicatorValue>& value)
{
    if (!value)
        return {"", "", ""};
    const auto number = value->value.number();
    return {number ? shortestText(*number) : std::string(),
            number ? std::string() : std::string(code(value->value.absence())), std::string(code(value->value.status))};
}

}  // namespace

std::string historyText(const std::vector<HistoryStep>& steps, Language language)
{
    std::string text;
    for (const HistoryStep& step : steps) {
        const JournalEntry& entry = step.entry;
        text += speak({"history.step",
                       {std::to_string(entry.id), localTimeOf(entry.at), entry.author, speak(entry.what, language),
                        stateOfStep(entry, language)}},
                      language) +
                "\n";
        if (!entry.edition.empty())
            text += "      " + speak({"history.edition", {entry.edition}}, language) + "\n";
        if (!step.counts.empty())
            text += "      " + countsText(step.counts, language) + "\n";
    }
    return text;
}

std::string historyCsv(const std::vector<HistoryStep>& steps)
{
    std::string csv = byteOrderMark;
    csv += csvLine(
        {"step", "at", "author", "what", "edition", "reverts", "in_force", "table", "added", "changed", "removed"});
    for (const HistoryStep& step : steps) {
        const JournalEntry& entry = step.entry;
        const auto line = [&](const std::vector<std::string>& counted) {
            std::vector<std::string> cells{std::to_string(entry.id),
                                           entry.at,
                                           entry.author,
                                           speak(entry.what, Language::Japanese),
                                           entry.edition,
                                           entry.reverts ? std::to_string(*entry.reverts) : std::string(),
                                           entry.isInForce ? "1" : "0"};
            cells.insert(cells.end(), counted.begin(), counted.end());
            csv += csvLine(cells);
        };
        for (const BulkChange& count : step.counts)
            line({count.table, std::to_string(count.added), std::to_string(count.changed),
                  std::to_string(count.removed)});
        if (step.counts.empty())
            line({"", "", "", ""});
    }
    return csv;
}

std::string historyJson(const std::vector<HistoryStep>& steps)
{
    Json rows = Json::array();
    for (const HistoryStep& step : steps) {
        Json row = entryJson(step.entry);
        row["tables"] = Json::array();
        for (const BulkChange& count : step.counts)
            row["tables"].push_back({{"table", count.table},
                                     {"added", count.added},
                                     {"changed", count.changed},
                                     {"removed", count.removed}});
        rows.push_back(std::move(row));
    }
    return Json{{"api", 1}, {"rows", std::move(rows)}, {"reconciliation", nullptr}, {"sources", Json::array()}}.dump(
               2) +
           "\n";
}

std::string valueHistoryText(const ValueHistory& history, Language language)
{
    std::string text = speak({"history.value_title",
                              {history.name.in(language), history.indicator.title.in(language),
                               title(history.year, language), history.indicator.id}},
                             language) +
                       "\n";
    for (const ValueStep& step : history.steps) {
        const JournalEntry& entry = step.entry;
        text += speak({"history.step",
                       {std::to_string(entry.id), localTimeOf(entry.at), entry.author, speak(entry.what, language),
                        stateOfStep(entry, language)}},
                      language) +
                "\n      ";
        const std::string after = shown(step.after, history, language);
        if (&step == &history.steps.back())
            text += speak({"history.first_value", {after}}, language);
        else if (step.isChange())
            text += speak({"history.changed_value", {shown(step.before, history, language), after}}, language);
        else
            text += speak({"history.same_value", {after}}, language);
        text += "\n";
        if (!step.whyNotAfter.empty())
            text += "      " + step.whyNotAfter + "\n";
    }
    return text;
}

std::string valueHistoryCsv(const ValueHistory& history)
{
    std::string csv = byteOrderMark;
    csv += csvLine({"step", "at", "author", "what", "in_force", "indicator", "district_code", "year", "before",
                    "before_absent", "before_status", "after", "after_absent", "after_status"});
    for (const ValueStep& step : history.steps) {
        const JournalEntry& entry = step.entry;
        std::vector<std::string> cells{std::to_string(entry.id),
                                       entry.at,
                                       entry.author,
                                       speak(entry.what, Language::Japanese),
                                       entry.isInForce ? "1" : "0",
                                       history.indicator.id,
                                       history.districtCode.empty() ? "city" : history.districtCode,
                                       std::to_string((step.after ? step.after->year : history.year).year)};
        for (const auto* value : {&step.before, &step.after})
            for (std::string& cell : valueCells(*value))
                cells.push_back(std::move(cell));
        csv += csvLine(cells);
    }
    return csv;
}

std::string valueHistoryJson(const ValueHistory& history)
{
    Json rows = Json::array();
    for (const ValueStep& step : history.steps) {
        Json row = entryJson(step.entry);
        row["before"] = valueJson(step.before);
        row["after"] = valueJson(step.after);
        row["is_change"] = step.isChange();
        rows.push_back(std::move(row));
    }
    return Json{{"api", 1},
                {"indicator", history.indicator.id},
                {"district_code", history.districtCode.empty() ? "city" : history.districtCode},
                {"year", history.year.year},
                {"unit", history.indicator.unit},
                {"rows", std::move(rows)},
                {"reconciliation", nullptr},
                {"sources", Json::array()},
                {"as_of", history.asOf}}
               .dump(2) +
           "\n";
}

}  // namespace chiiki
