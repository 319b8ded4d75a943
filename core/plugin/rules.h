#pragma once

#include "core/plugin/evaluation_index.h"

namespace chiiki {

/// checkRules() of evaluation.h with what is ready already.
std::vector<RuleOutcome> checkRulesWith(const EvaluationIndex& index, const std::vector<IndicatorResult>& indicators);

}  // namespace chiiki
