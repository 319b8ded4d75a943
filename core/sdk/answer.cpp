#include "core/sdk/answer.h"

#include <cmath>
#include <utility>

namespace chiiki::sdk {

IndicatorResult resultOf(const std::string& id)
{
    IndicatorResult result;
    result.indicator.id = id;
    return result;
}

void addValue(IndicatorResult& result, const std::string& district, FiscalYear year, const Value& value,
              const std::string& note)
{
    IndicatorValue one;
    one.indicatorId = result.indicator.id;
    one.districtCode = district;
    one.year = year;
    one.value = value;
    one.note = note;
    result.values.push_back(std::move(one));
}

std::string grouped(double number)
{
    std::string digits = std::to_string(std::llround(std::abs(number)));
    for (std::size_t at = digits.size(); at > 3; at -= 3)
        digits.insert(at - 3, ",");
    return (number <= -0.5 ? "-" : "") + digits;
}

Text distanceText(double metres)
{
    if (std::llround(metres) < 1000)
        return {grouped(metres) + "m", grouped(metres) + " m"};
    const long long tenths = std::llround(metres / 100);
    const std::string number =
        grouped(std::floor(static_cast<double>(tenths) / 10)) + "." + std::to_string(tenths % 10);
    return {number + "km", number + " km"};
}

}  // namespace chiiki::sdk
