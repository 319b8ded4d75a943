#pragma once

#include <string>
#include <vector>

#include "core/plugin/evaluation.h"

namespace chiiki {

/// The rows that one actual value of an indicator of the tables is made of (empty code = the city); those behind what
/// it is divided by are not among them. Pointers into `input.tables`. Empty for a Gini coefficient and for an indicator
/// of the executable.
std::vector<const PluginRow*> rowsBehind(const EvaluationInput& input, const IndicatorSpec& spec,
                                         const std::string& districtCode, int year);

}  // namespace chiiki
