#pragma once

#include <string>
#include <string_view>

#include "core/base/message.h"
#include "core/model/indicator.h"
#include "core/model/value.h"

namespace chiiki {

/// Where a number stands: full digits in tables, 万 on maps, tiles and headings (never mixed in one column).
enum class NumberPlace { Table, Map };

/// "13,228", "−0.5": thousands with a comma, U+2212 as the minus sign, rounded half away from zero on the decimal
/// digits of the number (2.675 to two places is 2.68). Never "−0". Not finite: empty.
std::string formatNumber(double value, int decimals);

/// As formatNumber with "+" before a positive number; 0 has no sign.
std::string formatChange(double value, int decimals);

/// A number of this indicator without its unit, or the category it stands for: a ratio in percent with one decimal
/// ("0.712" is "71.2"), percent with one, else the indicator's decimals. On a map 10,000 and more of a count in
/// Japanese is 「1.3万」.
std::string formatNumber(double value, const Indicator& indicator, NumberPlace place, Language language);

/// The unit of its values, 「区分」 where they stand for categories.
std::string unitTitle(const Indicator& indicator, Language language);

/// The number with its unit, 「13,228人」, "71.2%", "3,185 people/km²".
std::string formatWithUnit(double value, const Indicator& indicator, NumberPlace place, Language language);

/// "…" 欠測, "x" 秘匿, "-" 該当なし: what stands in a cell instead of a number.
std::string_view absenceSign(Absence absence);

/// A number without its unit, or the sign of its absence.
std::string formatValue(const Value& value, const Indicator& indicator, NumberPlace place, Language language);

}  // namespace chiiki
