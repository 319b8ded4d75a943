#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/model/indicator.h"
#include "core/model/snapshot.h"

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

/// How far ahead of the workspace's date a year of a table may lie. Comprehensive plans reach 10 years ahead, those of
/// public facilities and forecasts of the population 20 to 30; what lies further is a slip of the pen (令和60年度 for
/// 令和6年度), and nothing would show it again once it is stored.
inline constexpr int planningYears = 30;

/// A year as a cell or heading of a table says it. Errors: those of parseYearOfTable; BadFormat where it lies beyond
/// `planningYears`.
Result<FiscalYear> yearOfCell(const std::string& text, const Snapshot& city);

/// Why a year is not believed; nullopt: it is, or the workspace has no date.
std::optional<Message> beyondPlanning(FiscalYear year, const Snapshot& city, const std::string& written);

/// The fiscal year that a title or a file's name speaks of; nullopt where it names none, or several.
std::optional<int> yearSpokenOf(const std::string& text);

}  // namespace chiiki::imports
