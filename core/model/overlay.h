#pragma once

#include <string>
#include <vector>

#include "core/model/finding.h"
#include "core/model/indicator.h"
#include "core/model/placement.h"

namespace chiiki {

/// How a number came to be: what `explain` prints.
struct Recipe {
    Text formula;                        // 人口 ÷ 面積
    std::vector<std::string> sourceIds;  // editions the inputs come from
    std::vector<Text> limits;            // what a reader must know
    std::string crsPath;                 // "EPSG:6668 -> EPSG:6671" where metres were measured; else empty
};

/// One indicator with all its values: what analysis and plugins return and what maps and tables show.
struct IndicatorResult {
    Indicator indicator;
    std::vector<IndicatorValue> values;  // districts by code, then the city (districtCode empty), per year
    Reconciliation reconciliation;       // of the latest year; for a ratio: of its numerator
    bool hasReconciliation = false;      // false for indicators that do not add up (densities, shares)
    Recipe recipe;
};

/// テーマ: what one plugin or one core analysis returns. Map layers come with the first plugin that draws some.
struct Overlay {
    std::string id;
    Text title;
    std::vector<IndicatorResult> indicators;
    std::vector<Finding> findings;
};

}  // namespace chiiki
