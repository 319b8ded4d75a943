#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/message.h"
#include "core/model/indicator.h"

namespace chiiki::imports {

/// What a column of numbers counts, told by its heading and its cells.
struct Quantity {
    std::string unit = "count";
    IndicatorKind kind = IndicatorKind::Count;
    int decimals = 0;
    double factor = 1;  // of the cells: 1000 where the heading says 千円
    std::string title;  // the heading without its unit
    std::vector<Message> evidence;
    bool isDoubtful = false;  // nothing says it but that the numbers are whole
};

/// `cells`: those with a number, as they stand.
Quantity quantityOf(const std::string& heading, const std::vector<std::string>& cells);

/// "percent", "rate people/km2": what somebody chose. false where it is neither a unit nor a kind and a unit.
bool takeUnit(Quantity& quantity, const std::string& chosen);

/// The fiscal year that a title or a file's name speaks of; nullopt where it names none, or several.
std::optional<int> yearSpokenOf(const std::string& text);

}  // namespace chiiki::imports
