#include <algorithm>
#include <set>

#include "core/plugin/aggregate.h"
#include "core/plugin/aggregate_parts.h"
#include "core/plugin/conditions.h"
#include "core/plugin/rule_context.h"
#include "core/plugin/rules.h"
#include "core/plugin/spoken.h"

namespace chiiki {
namespace {

bool holds(const std::vector<std::string>& words, std::string_view word)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// Sources of what the host gave to the executable: it may have used any of it, unless it says what. Made-up
/// rows are not among them: a value that rests on one says so by its status.
std::vector<std::string> sourcesGiven(const EvaluationInput& input, const std::vector<std::string>& uses)
{
    const auto isUsed = [&](const std::string& part) { return uses.empty() || holds(uses, part); };
    const auto needs = [&](std::string_view part) { return holds(input.manifest.needs, part); };
    const bool usesAllFacilities = isUsed("facilities");
    std::set<std::string> sources;
    std::string_view last;  // thousands of records in a row are of one source
    const auto add = [&](const std::string& id) {
        if (!id.empty() && id != last)
            last = *sources.insert(id).first;
    };
    if (needs("demand_areas") && isUsed("demand_areas"))
        for (const DemandArea& area : input.snapshot.demandAreas)
            add(area.sourceId);
    if (needs("facilities"))
        for (const Facility& facility : input.snapshot.facilities)
            if (usesAllFacilities || holds(uses, "facilities:" + facility.kind))
                add(facility.sourceId);
    if (needs("routes") && isUsed("routes"))
        for (const Route& route : input.snapshot.routes)
            add(route.sourceId);
    for (const PluginTable& table : input.tables) {
        if (!isUsed(table.tableId))
            continue;
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
IndicatorResult answered(const EvaluationIndex& index, const IndicatorSpec& spec)
{
    const EvaluationInput& input = index.input();
    IndicatorResult result;
    if (const Overlay* answer = input.answer) {
        const auto found =
            std::find_if(answer->indicators.begin(), answer->indicators.end(),
                         [&](const IndicatorResult& of) { return of.indicator.id == spec.indicator.id; });
        if (found != answer->indicators.end())
            result = *found;
    }
    result.indicator = spec.indicator;
    result.indicator.title = titleWithConditions(input.manifest, input.parameters, spec.indicator.title);
    if (result.recipe.formula.ja.empty())
        result.recipe.formula = spoken({"aggregate.executable", {}});
    // An answer names the parts of its request that it used.
    const std::vector<std::string> named = sourcesGiven(input, result.recipe.sourceIds);
    result.recipe.sourceIds.clear();
    addSourceIds(result.recipe, input.snapshot, named.empty() ? sourcesGiven(input, {}) : named);
    finishValues(index, spec, result);
    return result;
}

/// A finding of the executable names the files it rests on; their titles and dates are the host's to say.
Finding withSources(const EvaluationInput& input, Finding finding)
{
    std::vector<Text> said;
    std::string first;
    const auto say = [&](const std::string& id) {
        const SourceEdition* edition = findSource(input.snapshot, id);
        if (!edition)
            return;
        const std::optional<DaySpan> asOf = daySpanOf(std::string_view(edition->asOf));
        said.push_back(asOf ? spoken("rules.source_as_of", {edition->title, dateText(*asOf)}) : edition->title);
        first = first.empty() ? id : first;
    };
    for (const std::string& named : wordsOf(FieldValue(finding.sourceId), FieldType::Districts))
        if (named == "demand_areas")
            for (const std::string& id : sourcesGiven(input, {named}))
                say(id);
        else
            say(named);
    if (said.empty())
        return finding;
    const Text sentence = spoken("rules.cites", {joined(said)});
    finding.text = {finding.text.ja + sentence.ja, finding.text.en + sentence.en};
    finding.sourceId = first;
    return finding;
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
    for (const bool isComparison : {false, true})
        for (std::size_t i = 0; i < overlay.indicators.size(); ++i) {
            const IndicatorSpec& spec = input.manifest.indicators[i];
            if (isGini(spec) == isComparison)
                overlay.indicators[i] =
                    spec.isFromExecutable ? answered(index, spec) : aggregateWith(index, spec, overlay.indicators);
        }
    overlay.outcomes = checkRulesWith(index, overlay.indicators);
    overlay.findings = findingsOf(input.manifest, overlay.outcomes, input.snapshot.city);
    if (input.answer) {
        overlay.layers = input.answer->layers;
        for (const Finding& finding : input.answer->findings)
            overlay.findings.push_back(withSources(input, finding));
    }
    return overlay;
}

}  // namespace chiiki
