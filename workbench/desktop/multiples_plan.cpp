#include "workbench/desktop/multiples_plan.h"

#include <algorithm>

#include "workbench/usecases/year_differences.h"

namespace chiiki::desktop {
namespace {

bool hasYear(const IndicatorResult& result, int year)
{
    const std::vector<int> years = yearsOf(result);
    return std::find(years.begin(), years.end(), year) != years.end();
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

std::vector<MultiplesItem> planYears(const Snapshot& snapshot, const IndicatorResult& result,
                                     const std::vector<int>& years, const MultiplesChoice& choice,
                                     const ClassStyle& style)
{
    const std::string& id = result.indicator.id;
    std::vector<MultiplesItem> items;
    const auto base = choice.isDifference ? multiplesBase(result, years, choice) : std::nullopt;
    if (base) {
        std::vector<FiscalYear> fiscalYears;
        for (const int year : years)
            fiscalYears.push_back(FiscalYear{year});
        const IndicatorResult differences = differencesOf(result, FiscalYear{*base}, fiscalYears);
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
