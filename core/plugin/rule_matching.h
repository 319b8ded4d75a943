#pragma once

#include <optional>
#include <string>

#include "core/plugin/rule_context.h"

namespace chiiki {

/// What rows that speak of the same thing share, by `matching` of the rule: districts in any order, names as they are
/// compared everywhere. nullopt where a field says nothing, so that two rows are never joined by their gaps.
std::optional<std::string> matchingKey(const RuleContext& context, const PluginRow& row);

}  // namespace chiiki
