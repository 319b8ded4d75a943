#pragma once

#include <cstdint>
#include <string>
#include <string_view>
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

/// One number that went into another: what `explain` lists.
struct IndicatorInput {
    Text title;  // 人口
    Value value;
    std::string unit;       // unit code
    std::int64_t rows = 0;  // records summed or counted
    std::vector<std::string> sourceIds;
};

/// What a rule says of one district, row or the city. Unknown: a fact is missing.
enum class Verdict { Pass, Fail, Unknown };

std::string_view code(Verdict verdict);

struct RuleOutcome {
    std::string ruleId;
    Verdict verdict = Verdict::Unknown;
    std::string districtCode;  // empty = not of one district
    std::optional<int> year;
    std::vector<std::string> rows;  // "award:UID"
    Text text;                      // what holds or does not, with the numbers
    Text wouldPass;                 // what value would pass; empty where it passes
    Text cites;                     // article or document line
    bool hasSample = false;         // a row behind it is made up
    std::optional<double> value;    // the number that was judged, where it is one: the amount under a cap, a sum, days
    std::optional<double> limit;    // what it was held against
    Text action = {};               // what would do; empty where it passes or the rule does not say
    std::string missingTable = {};  // unknown because this table has no row at all
    std::string missingField = {};  // unknown because this field of its rows is empty: "award.amount"
    Text subject = {};              // the words of the text that name what it speaks of
    bool isWorthTelling = false;    // passes, and a planner should hear of it: a target reached before its year
};

/// Something to draw on the map: GeoJSON in lon/lat, as the plugin gave it.
struct OverlayLayer {
    std::string id;
    std::string geojson;
};

/// テーマ: what one plugin returns.
struct Overlay {
    std::string id;
    Text title;
    std::vector<IndicatorResult> indicators;
    std::vector<OverlayLayer> layers;
    std::vector<Finding> findings;      // of the rules and of the executable
    std::vector<RuleOutcome> outcomes;  // of every rule, those that pass too
};

}  // namespace chiiki
