#include "core/sdk/answer.h"

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

}  // namespace chiiki::sdk
