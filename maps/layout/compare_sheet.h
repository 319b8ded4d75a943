#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/model/overlay.h"
#include "maps/layout/legend.h"
#include "maps/scene/city_scene.h"
#include "maps/scene/scene.h"

namespace chiiki {

inline constexpr std::size_t mostComparedMaps = 6;

/// 比較: maps side by side on one page, all of one scale: years of one indicator, or several indicators.
struct CompareSheetRequest {
    struct Panel {
        const IndicatorResult* indicator = nullptr;  // read during the call only
        FiscalYear year;
        std::string reconciliation;  // the line 合計の照合; empty where it has none
    };
    std::vector<Panel> panels;
    ClassStyle classes;
    std::string title;  // of the page; empty = composed here
    int width = 1123;   // px of 1/96 inch
    int height = 794;
    bool isCopier = false;
    Language language = Language::Japanese;
    std::string asOf;  // ISO date; empty = the snapshot's
};

struct CompareSheet {
    Scene scene;
    std::vector<MapFrame> frames;   // of the panels, in their order
    std::vector<LegendRow> legend;  // that all share; empty where each map has its own
    std::vector<Message> notices;   // why maps are hatched, each once
};

/// Maps of one indicator share its classes and one legend; others have theirs below them. Errors: BadRequest for fewer
/// than two maps or more than mostComparedMaps, for a size under 640 x 480 or above 30,000; NotFound without the font.
Result<CompareSheet> composeCompareSheet(const CityScene& city, const CompareSheetRequest& request);

}  // namespace chiiki
