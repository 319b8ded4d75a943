#pragma once

#include "core/plugin/evaluation_index.h"

namespace chiiki {

/// aggregate() of evaluation.h with what is ready already. `computed`: indicators of the manifest that are there; a
/// Gini coefficient takes its indicator from there or from the input's `others`, and otherwise computes it.
IndicatorResult aggregateWith(const EvaluationIndex& index, const IndicatorSpec& spec,
                              const std::vector<IndicatorResult>& computed);

/// Adds 目標値 and 見込 of the spec to the values and puts all in order: by year, district, series.
void finishValues(const EvaluationIndex& index, const IndicatorSpec& spec, IndicatorResult& result);

}  // namespace chiiki
