#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <QMetaType>
#include <QRectF>

#include "core/model/overlay.h"
#include "maps/style/colour.h"

class QPainter;

namespace chiiki::desktop {

/// 推移: the numbers of one district over the fiscal years. A year without a number is not in it, and nothing is drawn
/// across it.
struct TrendLine {
    struct Point {
        int year = 0;
        double number = 0;
        bool isForecast = false;  // 見込: drawn hollow

        bool operator==(const Point&) const = default;
    };
    std::vector<Point> points;  // ascending
};

/// What all lines of an indicator are drawn against, so that districts can be compared by eye.
struct TrendAxes {
    int firstYear = 0;
    int lastYear = 0;
    double low = 0;
    double high = 0;
};

/// The lines of one indicator, of its actual and forecast values.
struct Trends {
    TrendAxes axes;                                       // of all districts; of the city too, unless it is a sum
    TrendAxes cityAxes;                                   // of the city's line
    std::map<std::string, TrendLine, std::less<>> lines;  // by district code; empty code = the city
    int years = 0;                                        // that have a number of anybody

    /// Empty where the district has no number in any year.
    const TrendLine& of(std::string_view code) const;
};
Trends trendsOf(const IndicatorResult& result);

/// One line as a cell shows it.
struct TrendCell {
    TrendLine line;
    TrendAxes axes;
    std::optional<int> current;  // the year with the dot
};

/// Draws the line into the box: strokes between following years alone, single years as small dots, a dot on the current
/// year, hollow dots for forecasts. Nothing for a line without points.
void drawTrend(QPainter& painter, const QRectF& box, const TrendCell& trend, Colour ink, Colour ground);

}  // namespace chiiki::desktop

Q_DECLARE_METATYPE(chiiki::desktop::TrendCell)
