#pragma once

#include <string>

#include "core/model/fiscal_year.h"
#include "core/model/overlay.h"

/// What an answer is put together with.
namespace chiiki::sdk {

/// An indicator of the plugin without values yet; `id` without the plugin's name.
IndicatorResult resultOf(const std::string& id);

/// One value more. `district`: empty = the city. `note`: what a reader of this one value must know; may be empty.
void addValue(IndicatorResult& result, const std::string& district, FiscalYear year, const Value& value,
              const std::string& note = {});

/// A whole number for people, rounded: "22,715".
std::string grouped(double number);

/// For people: "804m" below a kilometre, to a hundred metres beyond it: "3.6km" and "3.6 km".
Text distanceText(double metres);

}  // namespace chiiki::sdk
