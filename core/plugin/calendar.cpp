#include "core/plugin/calendar.h"

#include <charconv>
#include <cmath>
#include <cstdio>

namespace chiiki {
namespace {

using namespace std::chrono;

std::optional<int> digitsOf(std::string_view text)
{
    int number = 0;
    for (const char c : text) {
        if (c < '0' || c > '9')
            return std::nullopt;
        number = number * 10 + (c - '0');
    }
    return number;
}

Day lastDayOf(year_month month)
{
    return sys_days(month / last);
}

}  // namespace

std::optional<DaySpan> daySpanOf(std::string_view isoDate)
{
    const bool hasMonth = isoDate.size() >= 7, hasDay = isoDate.size() == 10;
    if ((isoDate.size() != 4 && isoDate.size() != 7 && !hasDay) || (hasMonth && isoDate[4] != '-') ||
        (hasDay && isoDate[7] != '-'))
        return std::nullopt;
    const auto y = digitsOf(isoDate.substr(0, 4));
    const auto m = hasMonth ? digitsOf(isoDate.substr(5, 2)) : std::optional(1);
    const auto d = hasDay ? digitsOf(isoDate.substr(8, 2)) : std::optional(1);
    if (!y || !m || !d)
        return std::nullopt;
    const year_month_day date{year(*y), month(static_cast<unsigned>(*m)), day(static_cast<unsigned>(*d))};
    if (!date.ok())
        return std::nullopt;
    if (hasDay)
        return DaySpan{date, date};
    if (hasMonth)
        return DaySpan{date, lastDayOf(date.year() / date.month())};
    return DaySpan{date, date.year() / December / 31};
}

DaySpan daySpanOfFiscalYear(int fiscalYear)
{
    return {year(fiscalYear) / April / 1, year(fiscalYear + 1) / March / 31};
}

std::optional<DaySpan> daySpanOf(const FieldValue& cell)
{
    if (const auto* text = std::get_if<std::string>(&cell))
        return daySpanOf(std::string_view(*text));
    const std::optional<double> number = numberOf(cell);
    if (!number || *number < 1000 || *number > 9999)
        return std::nullopt;
    return daySpanOfFiscalYear(static_cast<int>(std::lround(*number)));
}

Day addMonths(Day from, int count)
{
    const year_month_day date(from);
    const year_month target = date.year() / date.month() + months(count);
    const year_month_day same = target / date.day();
    return same.ok() ? sys_days(same) : lastDayOf(target);
}

int daysBetween(Day from, Day to)
{
    return static_cast<int>((to - from).count());
}

std::string isoText(Day of)
{
    const year_month_day date(of);
    char text[32];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return text;
}

}  // namespace chiiki
