#include "maps/style/choropleth.h"

#include <algorithm>
#include <cmath>

namespace chiiki {
namespace {

bool isShown(const IndicatorValue& value, const Indicator& indicator, Series series)
{
    return value.series == series && !value.districtCode.empty() &&
           (value.indicatorId.empty() || value.indicatorId == indicator.id);
}

/// One class for each category met, its limits between the whole numbers that stand for them.
ClassBreaks categoryBreaks(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    return manualBreaks(values, values.empty() ? std::span<const double>() : std::span(values).subspan(1));
}

ClassBreaks breaksOf(const Indicator& indicator, const std::vector<double>& pooled, const ClassStyle& style)
{
    if (indicator.kind == IndicatorKind::Category)
        return categoryBreaks(pooled);
    if (!style.manualLimits.empty())
        return manualBreaks(pooled, style.manualLimits);
    if (!indicator.breaks.empty())
        return manualBreaks(pooled, indicator.breaks);
    ClassBreaks breaks = makeBreaks(pooled, style.method, style.classes);
    // Whole numbers have whole limits, which part them as well: there are no 3.5 districts.
    if (std::all_of(pooled.begin(), pooled.end(), [](double value) { return value == std::floor(value); }))
        for (double& limit : breaks.limits)
            limit = std::ceil(limit);
    return breaks;
}

std::vector<Colour> coloursOf(const Indicator& indicator, int classes, const ClassStyle& style)
{
    if (indicator.kind != IndicatorKind::Category)
        return rampColours(style.ramp.value_or(rampOf(indicator)), classes);
    std::vector<Colour> colours;
    for (int i = 0; i < classes; ++i)
        colours.push_back(categoryColours()[static_cast<std::size_t>(i) % categoryColours().size()]);
    return colours;
}

}  // namespace

const DistrictReading* Choropleth::find(std::string_view districtCode) const
{
    const auto found = std::find_if(districts.begin(), districts.end(), [districtCode](const DistrictReading& reading) {
        return reading.districtCode == districtCode;
    });
    return found == districts.end() ? nullptr : &*found;
}

std::optional<Colour> Choropleth::colourOf(const DistrictReading& reading) const
{
    if (reading.classIndex < 0)
        return std::nullopt;
    return colours[static_cast<std::size_t>(reading.classIndex)];
}

std::optional<FiscalYear> latestYear(const IndicatorResult& result, Series series)
{
    std::optional<FiscalYear> latest;
    for (const IndicatorValue& value : result.values)
        if (isShown(value, result.indicator, series) && value.value.isNumber() && (!latest || *latest < value.year))
            latest = value.year;
    return latest;
}

Choropleth classify(const Snapshot& snapshot, const IndicatorResult& result, FiscalYear year, Series series,
                    const ClassStyle& style)
{
    Choropleth map;
    map.indicator = result.indicator;
    map.year = year;
    map.series = series;
    map.isCircles = result.indicator.kind == IndicatorKind::Count;

    std::vector<double> pooled;
    for (const IndicatorValue& value : result.values)
        if (const auto number = value.value.number(); number && isShown(value, result.indicator, series))
            pooled.push_back(*number);
    map.breaks = breaksOf(result.indicator, pooled, style);
    map.colours = coloursOf(result.indicator, map.breaks.classCount(), style);
    map.isDiverging =
        result.indicator.kind != IndicatorKind::Category && isDiverging(style.ramp.value_or(rampOf(result.indicator)));
    map.counts.assign(map.colours.size(), 0);

    for (const District& district : snapshot.districts) {
        DistrictReading reading{district.code, Value::absent(Absence::Missing), -1};
        if (result.indicator.cityOnly)
            reading.value = Value::absent(Absence::NotApplicable);
        for (const IndicatorValue& value : result.values)
            if (value.districtCode == district.code && value.year == year && isShown(value, result.indicator, series))
                reading.value = value.value;
        if (const auto number = reading.value.number()) {
            reading.classIndex = map.breaks.classOf(*number);
            ++map.counts[static_cast<std::size_t>(reading.classIndex)];
        } else if (reading.value.absence() == Absence::Missing)
            ++map.missing;
        else if (reading.value.absence() == Absence::Suppressed)
            ++map.suppressed;
        else
            ++map.notApplicable;
        map.hasSample = map.hasSample || reading.value.status == Status::Sample;
        map.districts.push_back(std::move(reading));
    }
    return map;
}

}  // namespace chiiki
