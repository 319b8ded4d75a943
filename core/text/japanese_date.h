#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/model/fiscal_year.h"

namespace chiiki {

/// Whether the text is a full ISO date of the Gregorian calendar: "2024-02-29" is, "2023-02-29" and "2024-2-9" are not.
bool isIsoDate(std::string_view text);

/// A calendar day written in Japanese or ISO form, as an ISO date: 令和６年５月２１日, R6.5.21, Ｒ６／５／２１,
/// 令和元年5月1日, 2024年5月21日, 2024/5/21, 2024-05-21. Digits may be full-width; blanks do not matter. Strict: a day
/// that is not in its era (平成31年5月1日, 令和元年4月1日), that does not exist (令和5年2月29日), or that leaves
/// something unread (R123456) is Error BadFormat, never a guess. Days before 明治6年 (1873), when the Gregorian
/// calendar came in, are refused too.
Result<std::string> parseDate(std::string_view text);

/// 令和６年度, R6年度, 令和元年度, 2024年度, FY2024, 令和6 without 年度 is refused. 平成31年度 and 令和元年度 are both
/// FY2019.
Result<FiscalYear> parseFiscalYear(std::string_view text);

/// A year where a table has one: in a column or a heading of years. All of parseFiscalYear; a year without 年度 (R1,
/// 令和6, 令和6年, 2024, 2024年) is the fiscal year of that name; a month (H31.4, R6年3月, 2024-04, 2024/4) or a day of
/// parseDate is the fiscal year it lies in, so R6.3 is FY2023. As strict as they are: 平成32年度, 令和0年, R6.13 and
/// whatever leaves something unread are Error BadFormat.
Result<FiscalYear> parseYearOfTable(std::string_view text);

}  // namespace chiiki
