#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/model/manifest.h"
#include "core/model/overlay.h"
#include "core/model/snapshot.h"
#include "core/model/view_data.h"

/// From a plugin's tables to its overlay: pure functions of their inputs.
namespace chiiki {

/// All that an overlay is made of. Read only; lives during the call.
struct EvaluationInput {
    const Manifest& manifest;
    const std::vector<PluginTable>& tables;  // in force: file and hand-entered rows made one
    const Snapshot& snapshot;
    const ParameterValues& parameters;
    const std::vector<IndicatorResult>& others;  // the indicators named as "other:..." in `needs`, and those of rules
    std::string asOf;                            // ISO date that "today" means to rules
    const Overlay* answer = nullptr;             // of the executable; nullptr = there is none
};

/// Indicators by district and year (core/plugin/aggregate.cpp), outcomes of all rules and their findings
/// (core/plugin/rules.cpp), and the executable's answer. Indicators in the order of the manifest.
Overlay evaluate(const EvaluationInput& input);

/// One indicator of the tables. Precondition: it is not the executable's.
IndicatorResult aggregate(const EvaluationInput& input, const IndicatorSpec& spec);

/// What went into one value of an indicator of the tables: the quantity, what it is divided by, with rows and sources.
/// Empty for a Gini coefficient and for an indicator of the executable.
std::vector<IndicatorInput> inputsOf(const EvaluationInput& input, const IndicatorSpec& spec,
                                     const std::string& districtCode, int year);

/// What every rule says. `indicators`: of this plugin, already computed.
std::vector<RuleOutcome> checkRules(const EvaluationInput& input, const std::vector<IndicatorResult>& indicators);

/// A finding for each outcome that fails, and a note for each that is unknown. `city`: whose tables they speak of.
std::vector<Finding> findingsOf(const Manifest& manifest, const std::vector<RuleOutcome>& outcomes, const City& city);

/// What a view shows. `indicators` as above. Error BadRequest where the view's data cannot be had (an indicator without
/// values, say), with what would do.
Result<ViewData> viewData(const EvaluationInput& input, const ViewSpec& view,
                          const std::vector<IndicatorResult>& indicators);

}  // namespace chiiki
