#pragma once

#include <string>

#include "core/analysis/comparison.h"
#include "core/base/result.h"
#include "workbench/usecases/finding_answers.h"
#include "workbench/usecases/plugin_session.h"

namespace chiiki {

/// All indicators of an overlay side by side, each in its latest year (or that year). Precondition: the run has an
/// overlay.
Result<ComparisonTable> overlayTable(const Snapshot& city, const OverlayRun& run, std::optional<FiscalYear> year);

/// State, table, findings with what would do and what answers them, and how many rules pass, fail and are unknown.
std::string overlayText(const Plugin& plugin, const Snapshot& city, const OverlayRun& run, const ComparisonTable& table,
                        const FindingAnswers& answers, Language language);

/// {"api":1,"overlay","state",...} with the table's rows, reconciliations and sources as `chiiki table` has them, and
/// "findings" (each with its "answers"), "rules" and "set_aside".
std::string overlayJson(const Plugin& plugin, const Snapshot& city, const OverlayRun& run, const ComparisonTable& table,
                        const FindingAnswers& answers);

/// 「有効」, 「前回の結果 2026-11-14」, ...: the state as people read it.
std::string stateTitle(const OverlayRun& run, Language language);

}  // namespace chiiki
