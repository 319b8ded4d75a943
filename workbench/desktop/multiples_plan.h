#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/model/overlay.h"
#include "workbench/desktop/shown_indicator.h"
#include "workbench/desktop/view_state.h"
#include "workbench/desktop/year_slider.h"

namespace chiiki::desktop {

/// One of the maps of 並べて比較.
struct MultiplesItem {
    std::string indicator;  // id
    int year = 0;
    bool isBase = false;   // of differences: the year they are taken from
    ShownIndicator shown;  // values, or differences to the base
};

/// The years that the choice shows: those named, otherwise `count` of the ticks, evenly spread and ending with the
/// last. Ascending; fewer where there are fewer ticks.
std::vector<int> multiplesYears(const std::vector<YearSlider::Tick>& ticks, const MultiplesChoice& choice);

/// The year that differences are taken from: the one chosen where it has values, otherwise the earliest of `years`
/// that has; nullopt where none has.
std::optional<int> multiplesBase(const IndicatorResult& result, const std::vector<int>& years,
                                 const MultiplesChoice& choice);

/// The maps of one indicator over years.
std::vector<MultiplesItem> planYears(const Snapshot& snapshot, const IndicatorResult& result,
                                     const std::vector<int>& years, const MultiplesChoice& choice,
                                     const ClassStyle& style);

}  // namespace chiiki::desktop
