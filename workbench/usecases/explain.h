#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/analysis/city_indicators.h"
#include "core/base/result.h"
#include "core/model/overlay.h"
#include "core/model/snapshot.h"

namespace chiiki {

struct ExplainRequest {
    std::string indicatorId;
    std::string district;            // code, name, or "city"
    std::optional<FiscalYear> year;  // nullopt = the latest with a number
    std::string workspace;           // as the user names it, for the line that repeats the question
};

/// この数字の根拠: everything that one number is made of.
struct Explanation {
    Indicator indicator;
    std::string districtCode;  // empty = the city
    Text name;                 // of the district or the city
    IndicatorValue value;      // unrounded
    std::vector<IndicatorInput> inputs;
    Recipe recipe;
    std::vector<SourceEdition> editions;  // of recipe.sourceIds that the workspace has
    Reconciliation reconciliation;
    bool hasReconciliation = false;
    std::size_t districtCount = 0;
    std::string asOf;         // of the workspace: when the inputs last changed
    std::string commandLine;  // chiiki explain WORKSPACE population.density 03 2020
};

/// `chiiki explain`. Errors NotFound: an unknown indicator or district (the message lists what there is), a year
/// without values (it lists the years).
Result<Explanation> explain(const SnapshotPtr& snapshot, const ExplainRequest& request);

std::string explanationText(const Explanation& explanation, Language language);
std::string explanationJson(const Explanation& explanation);

}  // namespace chiiki
