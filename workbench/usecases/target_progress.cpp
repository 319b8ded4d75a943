#include "workbench/usecases/target_progress.h"

#include <algorithm>
#include <map>

namespace chiiki {
namespace {

/// The values of the city alone, by year.
using Line = std::map<FiscalYear, double>;

Line lineOf(const Snapshot& snapshot, const Indicator& indicator, Series series)
{
    Line line;
    for (const IndicatorValue& value : snapshot.values)
        if (value.indicatorId == indicator.id && value.districtCode.empty() && value.series == series)
            if (const auto number = value.value.number())
                line.emplace(value.year, *number);
    return line;
}

std::optional<double> expectedOf(const TargetProgress& progress)
{
    if (!progress.latest || *progress.latestYear <= progress.baseYear || progress.targetYear <= progress.baseYear)
        return std::nullopt;
    const double way = progress.target - progress.base;
    if (way == 0) {
        const bool isLessBetter = progress.indicator.direction == Direction::Less;
        return isLessBetter ? *progress.latest <= progress.target : *progress.latest >= progress.target;
    }
    const double behind = (*progress.latest - progress.base) / way;
    return behind * (progress.targetYear.year - progress.baseYear.year) /
           (progress.latestYear->year - progress.baseYear.year);
}

}  // namespace

std::vector<TargetProgress> targetProgress(const Snapshot& snapshot)
{
    std::vector<TargetProgress> all;
    for (const Indicator& indicator : snapshot.indicators) {
        const Line bases = lineOf(snapshot, indicator, Series::Base);
        const Line targets = lineOf(snapshot, indicator, Series::Target);
        if (bases.empty() || targets.empty())
            continue;
        TargetProgress progress;
        progress.indicator = indicator;
        progress.baseYear = bases.begin()->first;
        progress.base = bases.begin()->second;
        progress.targetYear = targets.rbegin()->first;
        progress.target = targets.rbegin()->second;
        if (const Line actual = lineOf(snapshot, indicator, Series::Actual); !actual.empty()) {
            progress.latestYear = actual.rbegin()->first;
            progress.latest = actual.rbegin()->second;
        }
        progress.expected = expectedOf(progress);
        all.push_back(std::move(progress));
    }
    std::stable_sort(all.begin(), all.end(), [](const TargetProgress& a, const TargetProgress& b) {
        if (a.expected.has_value() != b.expected.has_value())
            return a.expected.has_value();
        return a.expected && *a.expected < *b.expected;
    });
    return all;
}

}  // namespace chiiki
