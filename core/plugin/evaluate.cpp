#include <algorithm>

#include "core/plugin/aggregate.h"
#include "core/plugin/rules.h"
#include "core/plugin/spoken.h"

namespace chiiki {
namespace {

/// The executable's values under the manifest's indicator; without an answer there are none.
IndicatorResult answered(const EvaluationIndex& index, const IndicatorSpec& spec)
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
    for (const bool isComparison : {false, true})
        for (std::size_t i = 0; i < overlay.indicators.size(); ++i) {
            const IndicatorSpec& spec = input.manifest.indicators[i];
            if (isGini(spec) == isComparison)
                overlay.indicators[i] =
                    spec.isFromExecutable ? answered(index, spec) : aggregateWith(index, spec, overlay.indicators);
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
