#include "core/model/fiscal_year.h"

#include <charconv>

namespace chiiki {
namespace {

struct Date {
    int year;
    int month;
    int day;
};

std::optional<int> parseDigits(std::string_view text)
{
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || text.front() == '-')
        return std::nullopt;
    return number;
}

std::optional<Date> parseDate(std::string_view iso)
{
    if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-')
        return std::nullopt;
    const auto year = parseDigits(iso.substr(0, 4));
    const auto month = parseDigits(iso.substr(5, 2));
    const auto day = parseDigits(iso.substr(8, 2));
    if (!year || !month || !day || *month < 1 || *month > 12 || *day < 1 || *day > 31)
        return std::nullopt;
    return Date{*year, *month, *day};
}

struct Era {
    const char* name;
    const char* letter;
    int firstYear;
};

// A fiscal year is named for the era of most of its days, as the city's own papers do: FY2019 is 令和元年度.
Era eraOfFiscalYear(int year)
{
    if (year >= 2019)
        return {"令和", "R", 2019};
    if (year >= 1989)
        return {"平成", "H", 1989};
    return {"昭和", "S", 1926};
}

std::string yearInEra(int year, const Era& era)
{
    return year == era.firstYear ? "元" : std::to_string(year - era.firstYear + 1);
}

}  // namespace

std::optional<FiscalYear> fiscalYearOfDate(std::string_view isoDate)
{
    const auto date = parseDate(isoDate);
    if (!date)
        return std::nullopt;
    return FiscalYear{date->month >= 4 ? date->year : date->year - 1};
}

std::optional<FiscalYear> fiscalYearOfAsOf(std::string_view asOf)
{
    if (asOf.size() == 7)
        return fiscalYearOfDate(std::string(asOf) + "-01");
    if (asOf.size() != 4)
        return fiscalYearOfDate(asOf);
    int year = 0;
    const auto [end, error] = std::from_chars(asOf.data(), asOf.data() + asOf.size(), year);
    return error == std::errc() && end == asOf.data() + asOf.size() ? std::optional(FiscalYear{year}) : std::nullopt;
}

std::string title(FiscalYear year, Language language)
{
    if (language == Language::English)
        return "FY" + std::to_string(year.year);
    const Era era = eraOfFiscalYear(year.year);
    return era.name + yearInEra(year.year, era) + "年度";
}

std::string shortTitle(FiscalYear year, Language language)
{
    if (language == Language::English)
        return "FY" + std::to_string(year.year);
    const Era era = eraOfFiscalYear(year.year);
    return era.letter + yearInEra(year.year, era);
}

std::string japaneseDate(std::string_view isoDate)
{
    // A month or year that holds a change of era is named for the era that it ends in.
    const bool isYear = isoDate.size() == 4, isMonth = isoDate.size() == 7;
    const auto date = parseDate(std::string(isoDate) + (isYear ? "-12-28" : isMonth ? "-28" : ""));
    if (!date)
        return std::string(isoDate);
    // Here the day decides: 令和 began on 2019-05-01, 平成 on 1989-01-08.
    const int key = date->year * 10000 + date->month * 100 + date->day;
    const Era era = key >= 20190501   ? Era{"令和", "R", 2019}
                    : key >= 19890108 ? Era{"平成", "H", 1989}
                                      : Era{"昭和", "S", 1926};
    std::string text = era.letter + yearInEra(date->year, era);
    if (isYear)
        return text + "年";
    text += "." + std::to_string(date->month);
    return isMonth ? text : text + "." + std::to_string(date->day);
}

}  // namespace chiiki
