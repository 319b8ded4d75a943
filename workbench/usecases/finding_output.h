#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/base/message.h"
#include "core/model/finding.h"
#include "core/model/snapshot.h"
#include "workbench/usecases/finding_answers.h"

namespace chiiki {

/// Findings that say the same, of several things, districts or years.
struct FindingGroup {
    std::vector<const Finding*> findings;    // into the list that was grouped; one at least
    std::vector<std::string> districtCodes;  // ascending; empty = not of single districts
    std::vector<Text> subjects;              // each once; what the text names by their words
    std::vector<int> years;                  // ascending; empty = of none
    Text text;    // of the first; where the district stands in the sentence, of "these districts" if they are several
    Text action;  // likewise
};

/// What is real before what is made up, each most urgent first, otherwise in the list's order. Every finding is in one
/// group; `findings` must outlive them.
std::vector<FindingGroup> groupFindings(const Snapshot& city, const std::vector<Finding>& findings);

/// A line a group, with what would do and what answers it below; no heading.
std::string findingLines(const Snapshot& city, const std::vector<Finding>& findings, const FindingAnswers& answers,
                         Language language);

/// One object a finding, each with its "answers", in the list's order.
nlohmann::json findingsJson(const std::vector<Finding>& findings, const FindingAnswers& answers);

}  // namespace chiiki
