#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "core/model/plugin_table.h"

/// Days as documents write them: "2024-06" says a month and no more, so a date is a span of days and a rule judges only
/// what holds for every day of it.
namespace chiiki {

using Day = std::chrono::sys_days;

/// Both ends belong to it; a full date has one day.
struct DaySpan {
    Day first;
    Day last;

    bool operator==(const DaySpan&) const = default;
};

/// Of "2024-06-01", "2024-06" or "2024" (the calendar year); nullopt for anything else.
std::optional<DaySpan> daySpanOf(std::string_view isoDate);

/// April to March.
DaySpan daySpanOfFiscalYear(int fiscalYear);

/// Of a cell: a date as above, or the number of a fiscal year.
std::optional<DaySpan> daySpanOf(const FieldValue& cell);

/// The same day n months later; the last day of the month where that month is shorter.
Day addMonths(Day day, int months);

int daysBetween(Day from, Day to);

std::string isoText(Day day);

}  // namespace chiiki
