#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/message.h"

namespace chiiki {

/// 年度: April of `year` to March of the next. An integer in data and on the command line.
struct FiscalYear {
    int year = 0;

    auto operator<=>(const FiscalYear&) const = default;
};

/// The fiscal year that holds a calendar day ("2020-10-01" is in FY2020, "2021-03-31" too).
/// nullopt where the text is not a full ISO date.
std::optional<FiscalYear> fiscalYearOfDate(std::string_view isoDate);

/// The same of the date of an edition, which may say no more than "2024-04", or "2010": then that year itself.
std::optional<FiscalYear> fiscalYearOfAsOf(std::string_view asOf);

/// 「令和6年度」 / "FY2024"; 「令和元年度」 for 2019, 「平成31年度」 never.
std::string title(FiscalYear year, Language language);

/// 「R6」, 「R元」, 「H22」 on ticks and badges; "FY2024" in English.
std::string shortTitle(FiscalYear year, Language language);

/// A calendar day as 「R2.10.1」, a month as 「R2.10」, a calendar year as 「R2年」; the text itself where it is none.
std::string japaneseDate(std::string_view isoDate);

}  // namespace chiiki
