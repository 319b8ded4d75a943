#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/model/overlay.h"
#include "core/model/snapshot.h"

namespace chiiki {

/// One indicator as the page offers it.
struct PublishedIndicator {
    IndicatorResult result;
    Text group;                     // heading that it is listed under
    std::vector<FiscalYear> years;  // that have a value or the reason for its absence, ascending; never empty
};

/// Years of the actual series with a row of a district or the city, ascending. Nothing known at all: the year of
/// `asOf`, in which everything is then absent.
std::vector<FiscalYear> publishedYears(const IndicatorResult& result, const std::string& asOf);

/// Whether a district or the city has an actual number in any year.
bool hasActualNumber(const IndicatorResult& result);

/// {"ja","en"}
nlohmann::ordered_json textJson(const Text& text);

/// Everything that the page shows of one indicator: its years with the districts' values, ranks, classes and changes as
/// texts, the legend of each, formula and limits, and the ids of its sources.
nlohmann::ordered_json indicatorJson(const Snapshot& snapshot, const PublishedIndicator& published,
                                     const std::string& asOf);

}  // namespace chiiki
