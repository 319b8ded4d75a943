#include "workbench/usecases/year_differences.h"

#include <algorithm>
#include <cmath>

#include "maps/style/class_breaks.h"

namespace chiiki {
namespace {

Value valueOf(const IndicatorResult& result, const std::string& districtCode, FiscalYear year)
{
    for (const IndicatorValue& value : result.values)
        if (value.districtCode == districtCode && value.year == year && value.series == Series::Actual)
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

}  // namespace

IndicatorResult differencesOf(const IndicatorResult& result, FiscalYear base, const std::vector<FiscalYear>& years)
{
    IndicatorResult differences;
    differences.indicator = result.indicator;
    differences.recipe = result.recipe;
    Indicator& indicator = differences.indicator;
    const bool isShare = indicator.unit == "ratio";
    if (isShare || indicator.unit == "percent") {
        indicator.unit = "point";
        indicator.decimals = isShare ? 1 : std::max(1, indicator.decimals);
    }
    indicator.direction = Direction::None;
    indicator.ramp = "change";
    std::vector<std::string> codes;
    for (const IndicatorValue& value : result.values)
        if (std::find(codes.begin(), codes.end(), value.districtCode) == codes.end())
            codes.push_back(value.districtCode);
    for (const FiscalYear year : years)
        for (const std::string& code : codes) {
            const Value now = valueOf(result, code, year);
            const Value before = valueOf(result, code, base);
            const Status status = weakest(now.status, before.status);
            IndicatorValue difference{indicator.id, code, year, Series::Actual, {}, {}, {}};
            if (now.number() && before.number())
                difference.value = Value::of((*now.number() - *before.number()) * (isShare ? 100 : 1), status);
            else
                difference.value = Value::absent((now.number() ? before : now).absence(), status);
            differences.values.push_back(std::move(difference));
        }
    indicator.breaks = limitsAround0(differences.values);
    return differences;
}

}  // namespace chiiki
