#include "workbench/usecases/explain.h"

#include <algorithm>
#include <set>

#include "core/analysis/recipe_parts.h"
#include "core/store/last_change.h"
#include "core/store/workspace.h"

namespace chiiki {
namespace {

constexpr std::string_view cityWord = "city";

/// Quoted only where a shell would split or change it.
std::string shellWord(const std::string& word)
{
    const bool isPlain = !word.empty() && word.find_first_of(" \t\n'\"\\$`;&|<>*?()[]{}~!#") == std::string::npos;
    if (isPlain)
        return word;
    std::string quoted = "'";
    for (const char c : word)
        quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + "'";
}

}  // namespace

Result<const District*> districtMeant(const Snapshot& snapshot, const std::string& wanted)
{
    if (wanted.empty() || wanted == cityWord)
        return nullptr;
    std::string all;
    for (const District& district : snapshot.districts) {
        if (district.code == wanted || district.name == wanted)
            return &district;
        all += ", " + district.code + " " + district.name;
    }
    return fail(ErrorKind::NotFound, {"analysis.unknown_district_of", {wanted, std::string(cityWord) + all}});
}

Result<Explanation> explain(PluginSession& session, std::span<const JournalEntry> journal,
                            const ExplainRequest& request)
{
    auto result = session.compute(request.indicatorId);
    if (!result)
        return tl::unexpected(result.error());
    const SnapshotPtr snapshot = session.city();
    const auto district = districtMeant(*snapshot, request.district);
    if (!district)
        return tl::unexpected(district.error());

    Explanation explanation;
    explanation.districtCode = *district ? (*district)->code : std::string();
    explanation.name =
        *district ? Text{(*district)->name, (*district)->romaji.empty() ? (*district)->name : (*district)->romaji}
                  : textOf({"analysis.row_city", {}});
    std::set<FiscalYear> years;
    for (const IndicatorValue& value : result->values)
        years.insert(value.year);
    const FiscalYear year = request.year.value_or(latestYearWithNumber(*result).value_or(yearOfWorkspace(*snapshot)));
    if (request.year && !years.contains(*request.year)) {
        std::string list;
        for (const FiscalYear known : years)
            list += (list.empty() ? "" : ", ") + std::to_string(known.year);
        return fail(ErrorKind::NotFound,
                    {"analysis.no_value_of_year", {result->indicator.id, std::to_string(request.year->year), list}});
    }
    const auto isWanted = [&](const IndicatorValue& value) {
        return value.districtCode == explanation.districtCode && value.year == year;
    };
    // What happened comes before what was aimed at.
    auto found = std::find_if(result->values.begin(), result->values.end(), [&](const IndicatorValue& value) {
        return isWanted(value) && value.series == Series::Actual;
    });
    if (found == result->values.end())
        found = std::find_if(result->values.begin(), result->values.end(), isWanted);
    if (found != result->values.end()) {
        explanation.value = *found;
    } else {
        const bool cannotBe = result->indicator.cityOnly && *district;
        explanation.value = {result->indicator.id,
                             explanation.districtCode,
                             year,
                             Series::Actual,
                             Value::absent(cannotBe ? Absence::NotApplicable : Absence::Missing),
                             {},
                             {}};
    }
    auto inputs = session.inputsOf(result->indicator.id, explanation.districtCode, year);
    if (!inputs)
        return tl::unexpected(inputs.error());
    explanation.inputs = *std::move(inputs);
    RecordsUsed used = session.recordsUsedBy(result->indicator.id);
    used.sourceIds = result->recipe.sourceIds;
    auto lastChange = lastChangeOf(journal, *snapshot, used, explanation.value);
    if (!lastChange) {
        lastChange.error().where = request.workspace;
        return tl::unexpected(lastChange.error());
    }
    explanation.lastChange = *std::move(lastChange);
    for (const std::string& id : result->recipe.sourceIds)
        if (const SourceEdition* edition = findSource(*snapshot, id))
            explanation.editions.push_back(*edition);
    explanation.indicator = std::move(result->indicator);
    explanation.recipe = std::move(result->recipe);
    explanation.reconciliation = result->reconciliation;
    explanation.hasReconciliation = result->hasReconciliation;
    explanation.districtCount = snapshot->districts.size();
    explanation.asOf = snapshot->asOf;
    explanation.commandLine = "chiiki explain " + shellWord(request.workspace) + " " + explanation.indicator.id + " " +
                              (explanation.districtCode.empty() ? std::string(cityWord) : explanation.districtCode) +
                              " " + std::to_string(year.year);
    return explanation;
}

Result<Explanation> explain(const ExplainRequest& request, const PluginSurroundings& surroundings)
{
    auto workspace = Workspace::open(request.workspace, Access::ReadOnly);
    if (!workspace)
        return tl::unexpected(workspace.error());
    const auto snapshot = workspace->snapshot();
    if (!snapshot)
        return tl::unexpected(snapshot.error());
    const auto journal = workspace->journal();
    if (!journal)
        return tl::unexpected(journal.error());
    PluginSession session(*snapshot, surroundings);
    return explain(session, *journal, request);
}

}  // namespace chiiki
