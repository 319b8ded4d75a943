#pragma once

#include <span>
#include <string_view>

#include "workbench/desktop/view_state.h"

namespace chiiki::desktop {

/// What a planner sits down for: where the window begins for it. Chosen on the start page by its number.
struct PlannerJob {
    enum class Focus { Table, Findings, Import, Output, Search };

    int number = 0;              // the key
    std::string_view title;      // code of the words
    std::string_view indicator;  // shown first; empty = what is shown stays
    std::string_view view;       // "plugin/view" in the map's place; empty = the map
    std::string_view plugin;     // whose findings and parameters are in front; empty = all
    Focus focus = Focus::Table;
    bool isSortedByValue = false;  // the weakest district first, as the indicator tells which end that is
};

std::span<const PlannerJob> plannerJobs();

}  // namespace chiiki::desktop
