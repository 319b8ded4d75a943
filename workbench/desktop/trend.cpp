#include "workbench/desktop/trend.h"

#include <algorithm>
#include <set>

#include <QPainter>

#include "workbench/desktop/theme.h"

namespace chiiki::desktop {
namespace {

void stretch(TrendAxes& axes, bool& isFirst, double number)
{
    axes.low = isFirst ? number : std::min(axes.low, number);
    axes.high = isFirst ? number : std::max(axes.high, number);
    isFirst = false;
}

}  // namespace

const TrendLine& Trends::of(std::string_view code) const
{
    static const TrendLine none;
    const auto found = lines.find(code);
    return found == lines.end() ? none : found->second;
}

Trends trendsOf(const IndicatorResult& result)
{
    Trends trends;
    std::set<int> years;
    bool isFirst = true;
    bool isFirstOfCity = true;
    const bool isSum = result.indicator.kind == IndicatorKind::Count;
    for (const IndicatorValue& value : result.values) {
        const bool isForecast = value.series == Series::Forecast;
        const auto number = value.value.number();
        if (!number || (value.series != Series::Actual && !isForecast))
            continue;
        years.insert(value.year.year);
        std::vector<TrendLine::Point>& points = trends.lines[value.districtCode].points;
        const auto at = std::lower_bound(points.begin(), points.end(), value.year.year,
                                         [](const TrendLine::Point& point, int year) { return point.year < year; });
        if (at != points.end() && at->year == value.year.year) {
            if (!isForecast)
                *at = {value.year.year, *number, false};  // what happened goes before what was expected
        } else
            points.insert(at, {value.year.year, *number, isForecast});
        if (value.districtCode.empty())
            stretch(trends.cityAxes, isFirstOfCity, *number);
        if (!value.districtCode.empty() || !isSum)
            stretch(trends.axes, isFirst, *number);
    }
    trends.years = static_cast<int>(years.size());
    if (!years.empty())
        for (TrendAxes* axes : {&trends.axes, &trends.cityAxes}) {
            axes->firstYear = *years.begin();
            axes->lastYear = *years.rbegin();
        }
    if (!isSum)
        trends.cityAxes = trends.axes;
    return trends;
}

void drawTrend(QPainter& painter, const QRectF& box, const TrendCell& trend, Colour ink, Colour ground)
{
    const TrendAxes& axes = trend.axes;
    const double span = axes.high - axes.low;
    const auto at = [&](const TrendLine::Point& point) {
        const double along = axes.lastYear == axes.firstYear
                                 ? 0.5
                                 : static_cast<double>(point.year - axes.firstYear) / (axes.lastYear - axes.firstYear);
        const double up = span > 0 ? (point.number - axes.low) / span : 0.5;
        return QPointF(box.left() + along * box.width(), box.bottom() - up * box.height());
    };
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const std::vector<TrendLine::Point>& points = trend.line.points;
    for (std::size_t i = 1; i < points.size(); ++i) {
        if (points[i].year != points[i - 1].year + 1)
            continue;
        painter.setPen(QPen(qColour(ink), 1.25, points[i].isForecast ? Qt::DashLine : Qt::SolidLine));
        painter.drawLine(at(points[i - 1]), at(points[i]));
    }
    for (std::size_t i = 0; i < points.size(); ++i) {
        const bool isCurrent = points[i].year == trend.current && !points[i].isForecast;
        const bool isAlone = (i == 0 || points[i - 1].year + 1 != points[i].year) &&
                             (i + 1 == points.size() || points[i + 1].year != points[i].year + 1);
        if (!isCurrent && !isAlone && !points[i].isForecast)
            continue;
        painter.setPen(QPen(qColour(ink), 1.25));
        painter.setBrush(qColour(points[i].isForecast ? ground : ink));
        const double radius = isCurrent ? 3 : points[i].isForecast ? 2 : 1.25;
        painter.drawEllipse(at(points[i]), radius, radius);
    }
    painter.restore();
}

}  // namespace chiiki::desktop
