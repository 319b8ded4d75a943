#pragma once

#include <string>
#include <vector>

#include "workbench/usecases/frozen_plan.h"

namespace chiiki {

struct ComparePlanRequest {
    std::string workspace;
    std::string name;
    std::vector<std::string> indicatorIds;  // empty = all of then and now
    std::string program;                    // version of the one that compares
};

/// Why a number is another one than it was.
enum class DifferenceCause {
    Data,   // today's rules and program give the frozen number from the frozen content: the workspace changed
    Rules,  // they give another, or none: plugins' files or rules, or the program changed
};

/// A cell that is not as it was: its value, its status or the edition behind it. One side may lack it.
struct CellDifference {
    FrozenCellKey key;
    std::optional<FrozenCell> then;
    std::optional<FrozenCell> now;
    DifferenceCause cause = DifferenceCause::Data;
};

struct PluginDifference {
    std::string id;
    std::optional<FrozenPlugin> then;
    std::optional<FrozenPlugin> now;
};

struct PlanComparison {
    FrozenPlan plan;  // its cells are left out
    std::string asOf;
    std::string program;
    std::int64_t stepsSince = 0;  // that changed data, the freezing itself left out
    bool isContentSame = false;   // nothing that numbers depend on is other
    bool isJournalTrue = false;   // the state of then, made from the journal, has the frozen hash
    std::vector<PluginDifference> plugins;
    std::map<std::string, std::pair<Text, std::string>> indicators;  // of then and now: title, unit
    std::size_t sameCells = 0;
    std::vector<CellDifference> cells;               // by indicator, district, year
    std::map<std::string, std::string> notComputed;  // today: id -> why, in Japanese
};

/// `chiiki compare-with`. Errors: those of findFrozenPlan and Workspace.
Result<PlanComparison> compareWithPlan(const ComparePlanRequest& request, const PluginSurroundings& surroundings);

std::string planComparisonText(const PlanComparison& comparison, const Snapshot& city, Language language);
std::string planComparisonCsv(const PlanComparison& comparison);
std::string planComparisonJson(const PlanComparison& comparison);

}  // namespace chiiki
