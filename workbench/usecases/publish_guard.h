#pragma once

#include "core/base/diagnostics.h"
#include "workbench/usecases/publish_data.h"
#include "workbench/usecases/publishing_rule.h"

namespace chiiki {

/// What the guard asks of a page.
struct PublishGuard {
    std::vector<PublishingRule> rules;
    double smallest = fewestPeople;
    std::string asOf;  // ISO date
};

/// Counts of people so small that they may be known: of every district, year and series, and of the rests. One that no
/// rule allows becomes a refusal (indicator, place and year, why and what would do); a rule that is used becomes a
/// notice and stands among the limits of its indicator, and so on the page.
void guardPeople(const Snapshot& snapshot, PublishedIndicator& published, const PublishGuard& guard,
                 Diagnostics& refusals, std::vector<Message>& notices);

}  // namespace chiiki
