#include "workbench/desktop/multiples_plan.h"

#include <algorithm>
#include <cmath>

namespace chiiki::desktop {
namespace {

bool hasYear(const IndicatorResult& result, int year)
{
    const std::vector<int> years = yearsOf(result);
    return std::find(years.begin(), years.end(), year) != years.end();
}

Value valueOf(const IndicatorResult& result, const std::string& districtCode, int year)
{
    for (const IndicatorValue& value : result.values)
        if (value.districtCode == districtCode && value.year.year == year && value.series == Series::Actual)
            return value.value;
    return Value::absent(Absence::Missing);
}

/// Fifths of the way from the largest fall to the largest rise, the middle one around 0; none where nothing differs.
std::vector<double> limitsAround0(const std::vector<IndicatorValue>& differences)
{
    double largest = 0;
    for (const IndicatorValue& difference : differences)
        if (const auto number = difference.value.number(); number && !difference.districtCode.empty())
            largest = std::max(largest, std::abs(*number));
    if (largest == 0)
        return {};
    const double inner = roundedToSignificant(0.2 * largest, 2);
    const double outer = roundedToSignificant(0.6 * largest, 2);
    return {-outer, -inner, inner, outer};
}

/// Only what is of this year: its classes are made of it alone.
IndicatorResult ofYear(IndicatorResult result, int year)
{
    std::erase_if(result.values, [year](const IndicatorValue& value) { return value.year.year != year; });
    return result;
}

}  // namespace

std::vector<int> multiplesYears(const std::vector<YearSlider::Tick>& ticks, const MultiplesChoice& choice)
{
    if (!choice.years.empty())
        return choice.years;
    const auto count = static_cast<std::size_t>(choice.count);
    std::vector<int> years;
    const std::size_t step = count > 1 && ticks.size() > count ? (ticks.size() - 1) / (count - 1) : 1;
    for (std::size_t back = 0; back < ticks.size() && years.size() < count; back += step)
        years.push_back(ticks[ticks.size() - 1 - back].year);
    std::reverse(years.begin(), years.end());
    return years;
}

std::optional<int> multiplesBase(const IndicatorResult& result, const std::vector<int>& years,
                                 const MultiplesChoice& choice)
{
    if (choice.baseYear && hasYear(result, *choice.baseYear))
        return choice.baseYear;
    for (const int year : years)
        if (hasYear(result, year))
            return year;
    return std::nullopt;
}

IndicatorResult differencesOf(const IndicatorResult& result, int baseYear, const std::vector<int>& years)
{
    IndicatorResult differences;
    differences.indicator = result.indicator;
    differences.recipe = result.recipe;
    Indicator& indicator = differences.indicator;
    const bool isShare = indicator.unit == "ratio";
    if (isShare || indicator.unit == "percent") {
        indicator.unit = "point";
        indicator.decimals = std::max(1, indicator.decimals);
    }
    indicator.direction = Direction::None;
    indicator.ramp = "change";
    std::vector<std::string> codes;
    for (const IndicatorValue& value : result.values)
        if (std::find(codes.begin(), codes.end(), value.districtCode) == codes.end())
            codes.push_back(value.districtCode);
    for (const int year : years)
        for (const std::string& code : codes) {
            const Value now = valueOf(result, code, year);
            const Value base = valueOf(result, code, baseYear);
            const Status status = weakest(now.status, base.status);
            IndicatorValue difference{indicator.id, code, FiscalYear{year}, Series::Actual, {}, {}, {}};
            if (now.number() && base.number())
                difference.value = Value::of((*now.number() - *base.number()) * (isShare ? 100 : 1), status);
            else
                difference.value = Value::absent((now.number() ? base : now).absence(), status);
            differences.values.push_back(std::move(difference));
        }
    indicator.breaks = limitsAround0(differences.values);
    return differences;
}

std::vector<MultiplesItem> planYears(const Snapshot& snapshot, const IndicatorResult& result,
                                     const std::vector<int>& years, const MultiplesChoice& choice,
                                     const ClassStyle& style)
{
    const std::string& id = result.indicator.id;
    std::vector<MultiplesItem> items;
    const auto base = choice.isDifference ? multiplesBase(result, years, choice) : std::nullopt;
    if (base) {
        const IndicatorResult differences = differencesOf(result, *base, years);
        for (const int year : years)
            items.push_back({id, year, year == *base, showYear(snapshot, differences, year)});
        return items;
    }
    for (const int year : years)
        items.push_back({id, year, false,
                         showYear(snapshot, choice.hasSharedClasses ? result : ofYear(result, year), year, style)});
    return items;
}

}  // namespace chiiki::desktop
