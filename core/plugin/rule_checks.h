#pragma once

#include "core/plugin/rule_context.h"

/// The checks of RuleCheck, a file a family. Each says its outcomes through the context: pass, fail, or unknown where a
/// fact is missing, with the numbers and what would pass.
namespace chiiki {

// rules_completeness.cpp
void checkEveryDistrict(const RuleContext& context);
void checkEmptyCell(const RuleContext& context);
void checkFilled(const RuleContext& context);

// rules_sums.cpp
void checkSumEquals(const RuleContext& context);
void checkStatedChange(const RuleContext& context);

// rules_limits.cpp
void checkCap(const RuleContext& context);
void checkAtLeast(const RuleContext& context);

// rules_dates.cpp
void checkDateWithin(const RuleContext& context);
void checkExpired(const RuleContext& context);
void checkDue(const RuleContext& context);
void checkUnanswered(const RuleContext& context);

// rules_stages.cpp
void checkStageOrder(const RuleContext& context);
void checkStalled(const RuleContext& context);

// rules_plans.cpp
void checkPlannedWithoutResult(const RuleContext& context);

// rules_links.cpp
void checkWithoutLink(const RuleContext& context);

// rules_agreement.cpp
void checkAgrees(const RuleContext& context);

// rules_pace.cpp
void checkPace(const RuleContext& context);
void checkFalling(const RuleContext& context);

// rules_outlier.cpp
void checkOutlier(const RuleContext& context);

}  // namespace chiiki
