#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/analysis/coverage.h"
#include "core/base/result.h"
#include "maps/style/class_breaks.h"
#include "workbench/usecases/plugin_session.h"

namespace chiiki {

/// What a map shows and how. Exactly one of `indicatorId`, `coverage` and `facilityKinds` is given.
struct MapRequest {
    std::string indicatorId;
    ParameterValues parameters;  // of the indicator's plugin
    std::optional<CoverageQuestion> coverage;
    std::vector<std::string> facilityKinds;
    std::optional<FiscalYear> year;  // nullopt = the latest with a value
    BreakMethod breakMethod = BreakMethod::NaturalBreaks;
    int classes = 5;
    std::vector<double> manualLimits;  // inner limits in data units, ascending; empty = by the method
    bool isTileMap = false;
    bool showsRoutes = false;
    bool isCopier = false;  // black and white: hatches instead of colours
    int width = 1280;       // px
    int height = 960;
    Language language = Language::Japanese;
    std::string asOf;  // ISO date; empty = the snapshot's
    std::string file;  // .png, .svg or .pdf decides the format
};

/// What has to be said of a map that was drawn: that hatching stepped in, and why.
struct MapOutput {
    std::vector<Message> notices;
};

/// `chiiki map`: draws one sheet and writes it, whole or not at all. Errors: BadRequest where it is not clear what to
/// show, the ending of the file is another, or the parts of the sum do not add up (such a map is not exported);
/// those of PluginSession::compute, composeMapSheet and writeFile.
Result<MapOutput> drawMap(PluginSession& session, const MapRequest& request);

}  // namespace chiiki
