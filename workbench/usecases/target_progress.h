#pragma once

#include <optional>
#include <vector>

#include "core/model/indicator.h"
#include "core/model/snapshot.h"

namespace chiiki {

/// How far an indicator of the whole city has come on its way from a base to a
/// target (KGI, KPI). Values are in the indicator's unit.
struct TargetProgress {
    Indicator indicator;
    FiscalYear baseYear;
    double base = 0;
    FiscalYear targetYear;
    double target = 0;
    std::optional<FiscalYear> latestYear;  // of the latest actual value; nullopt: there is none
    std::optional<double> latest;
    /// 達成見込み: the part of the way that would be behind at the target year if
    /// every year went as the years from base to latest did on average; 1 = the
    /// target is just met, below 0 = moving away. nullopt without an actual value
    /// after the base year.
    std::optional<double> expected;

    /// Behind the even pace to the target.
    bool isBehind() const { return expected && *expected < 1; }
};

/// Of every indicator with a base and a target for the city among the stored
/// values (of several bases the first year, of several targets the last), least
/// expected first; without an expectation last. Base equal to target: the
/// target is met (1) unless the latest value is on the worse side of it (0).
std::vector<TargetProgress> targetProgress(const Snapshot& snapshot);

}  // namespace chiiki
