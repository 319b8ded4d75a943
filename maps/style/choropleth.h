#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/model/overlay.h"
#include "core/model/snapshot.h"
#include "maps/style/class_breaks.h"
#include "maps/style/colour.h"
#include "maps/style/ramp.h"

namespace chiiki {

/// How an indicator is put into classes and coloured. What is not said comes from the indicator.
struct ClassStyle {
    BreakMethod method = BreakMethod::NaturalBreaks;
    int classes = 5;
    std::vector<double> manualLimits;  // not empty: these, in data units, ascending
    std::optional<Ramp> ramp;

    bool operator==(const ClassStyle&) const = default;
};

/// The value of one district in the year shown and the class it is in.
struct DistrictReading {
    std::string districtCode;
    Value value;          // missing where the result has no row
    int classIndex = -1;  // -1 where there is no number
};

/// An indicator's year as the map, tile map, legend and heat cells show it: one classification for all of them.
struct Choropleth {
    Indicator indicator;
    FiscalYear year;
    Series series = Series::Actual;
    ClassBreaks breaks;                      // of all years pooled, so a change of year keeps the legend
    std::vector<Colour> colours;             // one a class, low to high
    std::vector<DistrictReading> districts;  // in the snapshot's order
    std::vector<int> counts;                 // districts in each class
    int missing = 0;
    int suppressed = 0;
    int notApplicable = 0;
    bool hasSample = false;    // any value shown is a sample: the map carries 見本
    bool isDiverging = false;  // colours run from one hue over a middle to another
    bool isCircles = false;    // a count: circles on neutral polygons

    const DistrictReading* find(std::string_view districtCode) const;
    /// The colour of a district with a number; nullopt without one.
    std::optional<Colour> colourOf(const DistrictReading& reading) const;
};

/// Latest year with a number for a district in this series; nullopt where there is none.
std::optional<FiscalYear> latestYear(const IndicatorResult& result, Series series);

/// Precondition: none; districts without a row are missing. A city-only indicator reads as not applicable everywhere.
Choropleth classify(const Snapshot& snapshot, const IndicatorResult& result, FiscalYear year, Series series,
                    const ClassStyle& style);

}  // namespace chiiki
