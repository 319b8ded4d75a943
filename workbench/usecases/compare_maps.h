#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "maps/style/class_breaks.h"
#include "workbench/usecases/map.h"
#include "workbench/usecases/plugin_session.h"

namespace chiiki {

/// 比較: two to six maps on one page. One indicator in several years, or how it differs from a year, or several
/// indicators.
struct CompareMapsRequest {
    std::vector<std::string> indicatorIds;     // one with several years, or several
    std::vector<FiscalYear> years;             // of the one indicator; of several: none or one for all
    std::optional<FiscalYear> differenceFrom;  // this year's values, then how `years` differ from it
    BreakMethod breakMethod = BreakMethod::NaturalBreaks;
    int classes = 5;
    bool isCopier = false;
    int width = 1123;  // px of 1/96 inch
    int height = 794;
    Language language = Language::Japanese;
    std::string asOf;  // ISO date; empty = the snapshot's
    std::string file;  // .png, .svg or .pdf decides the format
};

/// Draws the page and writes it, whole or not at all. Errors: BadRequest where both several indicators and several
/// years are asked for, differences of several indicators, of categories or of no other year, or the parts of a sum do
/// not add up; those of PluginSession::compute, composeCompareSheet and writePicture.
Result<MapOutput> compareMaps(PluginSession& session, const CompareMapsRequest& request);

}  // namespace chiiki
