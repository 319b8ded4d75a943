#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/message.h"
#include "core/model/fiscal_year.h"
#include "core/model/value.h"

namespace chiiki {

/// How a number behaves. Counts never colour polygons: they are drawn as circles.
enum class IndicatorKind { Count, Rate, Index, Category };

/// Which way is better; decides rank 1 and the colour ramp.
enum class Direction { More, Less, None };

std::string_view code(IndicatorKind kind);
std::string_view code(Direction direction);

/// One number per district (or only for the city) and fiscal year.
struct Indicator {
    std::string id;  // "population.density": plugin.indicator
    Text title;
    std::string unit;  // "people", "people/km2", "ratio", "percent", ... : a unit code of design.md
    IndicatorKind kind = IndicatorKind::Count;
    Direction direction = Direction::None;
    int decimals = 0;                   // shown; data is never rounded
    bool cityOnly = false;              // no values by district exist (KGI): shown as such, never painted
    std::vector<double> breaks;         // fixed inner limits of classes, ascending; empty = the style decides
    std::string ramp;                   // "more", "worry", "money", "change"; empty = by direction
    std::vector<Text> categories = {};  // of kind Category: what the values 1, 2, ... mean; empty = themselves

    bool operator==(const Indicator&) const = default;
};

/// A value of an indicator. districtCode empty = the city as a whole.
struct IndicatorValue {
    std::string indicatorId;
    std::string districtCode;
    FiscalYear year;
    Series series = Series::Actual;
    Value value;
    std::string sourceId;  // of the weakest input; empty = computed from several, see the recipe
    std::string note;      // 「次回アンケートはR9年」; may be empty

    bool operator==(const IndicatorValue&) const = default;
};

/// What a value of a category means; nullptr where it means itself.
const Text* categoryOf(const Indicator& indicator, double value);

/// 人/km², 円/人: the unit as people write it.
std::string unitTitle(std::string_view unit, Language language);

}  // namespace chiiki
