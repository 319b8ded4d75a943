#include <nlohmann/json.hpp>

#include "core/analysis/recipe_parts.h"
#include "core/io/delimited.h"
#include "core/text/number_text.h"
#include "workbench/usecases/explain.h"
#include "workbench/usecases/plan_comparison.h"

namespace chiiki {
namespace {

using Json = nlohmann::ordered_json;

std::string_view code(DifferenceCause cause)
{
    return cause == DifferenceCause::Data ? "data" : "rules";
}

std::string_view causeSentence(DifferenceCause cause)
{
    return cause == DifferenceCause::Data ? "history.cause_data" : "history.cause_rules";
}

/// What is not as it was: "value", "status", "edition", "only_then", "only_now".
std::string kindOf(const CellDifference& cell)
{
    if (!cell.now)
        return "only_then";
    if (!cell.then)
        return "only_now";
    std::string kinds;
    const auto add = [&](bool differs, const char* kind) {
        if (differs)
            kinds += (kinds.empty() ? "" : " ") + std::string(kind);
    };
    add(cell.then->value.content != cell.now->value.content, "value");
    add(cell.then->value.status != cell.now->value.status, "status");
    add(cell.then->editions != cell.now->editions, "edition");
    return kinds;
}

std::string shown(const std::optional<FrozenCell>& cell, const std::string& unit, Language language)
{
    if (!cell)
        return speak({"history.no_cell", {}}, language);
    return exactText(cell->value, exactUnit(unit, language), language) + " [" +
           statusText(cell->value.status, language) + "]";
}

std::vector<std::string> cellsOf(const std::optional<FrozenCell>& cell)
{
    if (!cell)
        return {"", "", "", ""};
    const auto number = cell->value.number();
    return {number ? shortestText(*number) : std::string(),
            number ? std::string() : std::string(chiiki::code(cell->value.absence())),
            std::string(chiiki::code(cell->value.status)), cell->editions};
}

Json cellJson(const std::optional<FrozenCell>& cell)
{
    if (!cell)
        return nullptr;
    const auto number = cell->value.number();
    Json json = {{"value", number ? Json(*number) : Json(nullptr)}};
    if (!number)
        json["absent"] = chiiki::code(cell->value.absence());
    json["status"] = chiiki::code(cell->value.status);
    json["editions"] = cell->editions;
    return json;
}

std::string rulesText(const std::optional<FrozenPlugin>& plugin, Language language)
{
    constexpr std::size_t hashShown = 12;
    if (!plugin)
        return speak({"history.no_plugin", {}}, language);
    return plugin->version + " " + plugin->manifestHash.substr(0, hashShown) +
           (plugin->executableHash.empty() ? "" : " " + plugin->executableHash.substr(0, hashShown));
}

Json rulesJson(const std::optional<FrozenPlugin>& plugin)
{
    if (!plugin)
        return nullptr;
    return {{"version", plugin->version},
            {"manifest_sha256", plugin->manifestHash},
            {"executable_sha256", plugin->executableHash}};
}

std::optional<double> differenceOf(const CellDifference& cell)
{
    if (!cell.then || !cell.now || !cell.then->value.isNumber() || !cell.now->value.isNumber())
        return std::nullopt;
    return *cell.now->value.number() - *cell.then->value.number();
}

}  // namespace

std::string planComparisonText(const PlanComparison& comparison, const Snapshot& city, Language language)
{
    std::string text;
    const auto line = [&](std::string_view sentence, std::vector<std::string> arguments) {
        text += speak({sentence, std::move(arguments)}, language) + "\n";
    };
    const FrozenPlan& plan = comparison.plan;
    line("history.compared",
         {plan.name, localTimeOf(plan.at), plan.author, std::to_string(plan.step), plan.asOf, comparison.asOf});
    line(comparison.isContentSame ? "history.content_same" : "history.content_other",
         {std::to_string(comparison.stepsSince)});
    if (!comparison.isJournalTrue)
        line("history.journal_untrue", {});
    line(plan.program == comparison.program ? "history.program_same" : "history.program_other",
         {plan.program, comparison.program});
    for (const PluginDifference& plugin : comparison.plugins)
        line("history.rules_other", {plugin.id, rulesText(plugin.then, language), rulesText(plugin.now, language)});
    line("history.cells_compared", {groupedText(static_cast<double>(comparison.sameCells), 0),
                                    groupedText(static_cast<double>(comparison.cells.size()), 0)});
    const std::string* indicator = nullptr;
    for (const CellDifference& cell : comparison.cells) {
        const auto& [name, unit] = comparison.indicators.at(cell.key.indicatorId);
        if (!indicator || *indicator != cell.key.indicatorId)
            text += name.in(language) + " (" + cell.key.indicatorId + ")\n";
        indicator = &cell.key.indicatorId;
        const District* district = findDistrict(city, cell.key.districtCode);
        const std::string where = cell.key.districtCode.empty()
                                      ? speak({"analysis.row_city", {}}, language)
                                      : cell.key.districtCode + (district ? " " + district->name : "");
        const bool isEditionAlone = kindOf(cell) == "edition";
        line(isEditionAlone ? "history.edition_differs" : "history.cell_differs",
             {where, title(cell.key.year, language), shown(cell.then, unit, language), shown(cell.now, unit, language),
              speak({causeSentence(cell.cause), {}}, language)});
    }
    for (const auto& [id, why] : comparison.notComputed)
        line("history.not_computed", {id, why});
    return text;
}

std::string planComparisonCsv(const PlanComparison& comparison)
{
    std::string csv = "\xEF\xBB\xBF";
    csv += csvLine({"indicator", "district_code", "year", "series", "differs", "cause", "then", "then_absent",
                    "then_status", "then_editions", "now", "now_absent", "now_status", "now_editions", "difference"});
    for (const CellDifference& cell : comparison.cells) {
        std::vector<std::string> cells{cell.key.indicatorId,
                                       cell.key.districtCode.empty() ? "city" : cell.key.districtCode,
                                       std::to_string(cell.key.year.year),
                                       std::string(chiiki::code(cell.key.series)),
                                       kindOf(cell),
                                       std::string(code(cell.cause))};
        for (const auto* side : {&cell.then, &cell.now})
            for (std::string& one : cellsOf(*side))
                cells.push_back(std::move(one));
        const auto difference = differenceOf(cell);
        cells.push_back(difference ? shortestText(*difference) : std::string());
        csv += csvLine(cells);
    }
    return csv;
}

std::string planComparisonJson(const PlanComparison& comparison)
{
    Json rows = Json::array();
    for (const CellDifference& cell : comparison.cells) {
        const auto difference = differenceOf(cell);
        rows.push_back({{"indicator", cell.key.indicatorId},
                        {"district_code", cell.key.districtCode.empty() ? "city" : cell.key.districtCode},
                        {"year", cell.key.year.year},
                        {"series", chiiki::code(cell.key.series)},
                        {"differs", kindOf(cell)},
                        {"cause", code(cell.cause)},
                        {"then", cellJson(cell.then)},
                        {"now", cellJson(cell.now)},
                        {"difference", difference ? Json(*difference) : Json(nullptr)}});
    }
    Json rules = Json::array();
    for (const PluginDifference& plugin : comparison.plugins)
        rules.push_back({{"plugin", plugin.id}, {"then", rulesJson(plugin.then)}, {"now", rulesJson(plugin.now)}});
    const FrozenPlan& plan = comparison.plan;
    return Json{{"api", 1},
                {"plan",
                 {{"name", plan.name},
                  {"step", plan.step},
                  {"as_of", plan.asOf},
                  {"at", plan.at},
                  {"author", plan.author},
                  {"content_sha256", plan.contentSha256}}},
                {"as_of", comparison.asOf},
                {"data",
                 {{"is_same", comparison.isContentSame},
                  {"steps_since", comparison.stepsSince},
                  {"journal_gives_plan", comparison.isJournalTrue}}},
                {"rules", std::move(rules)},
                {"program", {{"then", plan.program}, {"now", comparison.program}}},
                {"same_cells", comparison.sameCells},
                {"rows", std::move(rows)},
                {"not_computed", comparison.notComputed},
                {"reconciliation", nullptr},
                {"sources", Json::array()}}
               .dump(2) +
           "\n";
}

}  // namespace chiiki
