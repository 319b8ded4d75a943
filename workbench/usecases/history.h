#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/model/indicator.h"
#include "core/store/change.h"
#include "workbench/usecases/plugin_session.h"

namespace chiiki {

/// One step of the journal and what it did to how many rows.
struct HistoryStep {
    JournalEntry entry;
    std::vector<BulkChange> counts;
};

/// `chiiki history WORKSPACE`: who changed what when, newest first. Errors: those of Workspace.
Result<std::vector<HistoryStep>> historyOf(const std::string& workspace);

struct ValueHistoryRequest {
    std::string workspace;  // path
    std::string indicatorId;
    std::string district;            // code, name, or "city"
    std::optional<FiscalYear> year;  // nullopt = the one that explain answers about
};

/// One step that touched what a value is made of.
struct ValueStep {
    JournalEntry entry;
    std::optional<IndicatorValue> before;  // nullopt: nothing was before, or the indicator could not be computed
    std::optional<IndicatorValue> after;
    std::string whyNotAfter;  // in Japanese, where `after` could not be computed

    bool isChange() const;
};

/// The values that one cell had, each with the step that brought it.
struct ValueHistory {
    Indicator indicator;
    std::string districtCode;  // empty = the city
    Text name;
    FiscalYear year;
    std::vector<ValueStep> steps;  // newest first, undone ones and undoings too; the creation last
    std::string asOf;              // of the workspace
};

/// `chiiki history WORKSPACE INDICATOR DISTRICT [YEAR]`. A stored value is read from each state; a computed one is
/// computed anew from each state in which something it is made of became other, and from no more. Errors: those of
/// explain and Workspace.
Result<ValueHistory> historyOf(const ValueHistoryRequest& request, const PluginSurroundings& surroundings);

std::string historyText(const std::vector<HistoryStep>& steps, Language language);
std::string historyCsv(const std::vector<HistoryStep>& steps);
std::string historyJson(const std::vector<HistoryStep>& steps);
std::string valueHistoryText(const ValueHistory& history, Language language);
std::string valueHistoryCsv(const ValueHistory& history);
std::string valueHistoryJson(const ValueHistory& history);

}  // namespace chiiki
