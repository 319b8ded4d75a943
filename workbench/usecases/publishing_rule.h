#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/io/disclosure.h"

namespace chiiki {

/// A rule that allows what the guard (core/io/disclosure.h) found.
struct PublishingRule {
    std::string what;   // "small_counts", "personal" or the name of a column or indicator
    std::string words;  // of the rule, recorded with what it allows: a law, an ordinance and its article, a decision
};

/// "small_counts=統計法第…条": Error BadRequest where a part is missing.
Result<PublishingRule> parsePublishingRule(const std::string& text);

/// The first rule that allows it; nullptr where none does.
const PublishingRule* ruleFor(const std::vector<PublishingRule>& rules, const DisclosureFault& fault);

}  // namespace chiiki
