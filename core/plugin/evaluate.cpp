#include <algorithm>
#include <set>

#include "core/plugin/aggregate.h"
#include "core/plugin/rules.h"
#include "core/plugin/spoken.h"

namespace chiiki {
namespace {

/// Sources of what the host gave to the executable: it may have used any of it. Made-up rows are not among them: a
/// value that rests on one says so by its status.
std::vector<std::string> sourcesGiven(const EvaluationInput& input)
{
    const auto needs = [&](std::string_view part) {
        return std::find(input.manifest.needs.begin(), input.manifest.needs.end(), part) != input.manifest.needs.end();
    };
    std::set<std::string> sources;
    const auto add = [&](const std::string& id) {
        if (!id.empty())
            sources.insert(id);
    };
    if (needs("demand_areas"))
        for (const DemandArea& area : input.snapshot.demandAreas)
            add(area.sourceId);
    if (needs("facilities"))
        for (const Facility& facility : input.snapshot.facilities)
            add(facility.sourceId);
    if (needs("routes"))
        for (const Route& route : input.snapshot.routes)
            add(route.sourceId);
    for (const PluginTable& table : input.tables) {
        // Statements that are of no place (often of another city) make no value of a district.
        const bool hasPlaces = std::any_of(table.columns.begin(), table.columns.end(),
                                           [](const PluginColumn& c) { return c.type == FieldType::Place; });
        for (const PluginRow& row : table.rows)
            if (row.status != Status::Sample && (hasPlaces || !row.districtCodes.empty()))
                add(row.sourceId);
    }
    return {sources.begin(), sources.end()};
}

/// The executable's values under the manifest's indicator; without an answer there are none.
IndicatorResult answered(const EvaluationIndex& index, const IndicatorSpec& spec,
                         const std::vector<std::string>& sourceIds)
{
    IndicatorResult result;
    if (const Overlay* answer = index.input().answer) {
        const auto found =
            std::find_if(answer->indicators.begin(), answer->indicators.end(),
                         [&](const IndicatorResult& of) { return of.indicator.id == spec.indicator.id; });
        if (found != answer->indicators.end())
            result = *found;
    }
    result.indicator = spec.indicator;
    if (result.recipe.formula.ja.empty())
        result.recipe.formula = spoken({"aggregate.executable", {}});
    if (result.recipe.sourceIds.empty())
        result.recipe.sourceIds = sourceIds;
    finishValues(index, spec, result);
    return result;
}

}  // namespace

Overlay evaluate(const EvaluationInput& input)
{
    const EvaluationIndex index(input);
    Overlay overlay;
    overlay.id = input.manifest.id;
    overlay.title = input.manifest.title;
    overlay.indicators.resize(input.manifest.indicators.size());
    const auto isGini = [](const IndicatorSpec& spec) {
        return !spec.isFromExecutable && spec.quantity.by == Aggregation::Gini;
    };
    // What is compared before the comparison, each in its place of the manifest.
    const std::vector<std::string> given = input.manifest.executable ? sourcesGiven(input) : std::vector<std::string>{};
    for (const bool isComparison : {false, true})
        for (std::size_t i = 0; i < overlay.indicators.size(); ++i) {
            const IndicatorSpec& spec = input.manifest.indicators[i];
            if (isGini(spec) == isComparison)
                overlay.indicators[i] = spec.isFromExecutable ? answered(index, spec, given)
                                                              : aggregateWith(index, spec, overlay.indicators);
        }
    overlay.outcomes = checkRulesWith(index, overlay.indicators);
    overlay.findings = findingsOf(input.manifest, overlay.outcomes);
    if (input.answer) {
        overlay.layers = input.answer->layers;
        overlay.findings.insert(overlay.findings.end(), input.answer->findings.begin(), input.answer->findings.end());
    }
    return overlay;
}

}  // namespace chiiki
