#include "core/text/japanese_date.h"

#include <array>
#include <charconv>
#include <optional>
#include <tuple>

#include "core/text/names.h"

namespace chiiki {
namespace {

struct Day {
    int year = 0;
    int month = 0;
    int day = 0;

    auto operator<=>(const Day&) const = default;
};

struct Era {
    std::string_view kanji;
    char letter;
    Day first;
    Day last;
};

// The day of a change belonged to both eras in 1912 and 1926; in 1989 and 2019 the new one began the day after.
constexpr std::array eras = {
    Era{"明治", 'm', {1868, 1, 25}, {1912, 7, 30}}, Era{"大正", 't', {1912, 7, 30}, {1926, 12, 25}},
    Era{"昭和", 's', {1926, 12, 25}, {1989, 1, 7}}, Era{"平成", 'h', {1989, 1, 8}, {2019, 4, 30}},
    Era{"令和", 'r', {2019, 5, 1}, {9999, 12, 31}},
};
constexpr Day gregorianSince{1873, 1, 1};

bool isLeap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

bool exists(const Day& d)
{
    constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (d.year < 1 || d.year > 9999 || d.month < 1 || d.month > 12 || d.day < 1)
        return false;
    return d.day <= lengths[d.month - 1] + (d.month == 2 && isLeap(d.year) ? 1 : 0);
}

std::string isoOf(const Day& d)
{
    const auto padded = [](int number, std::size_t width) {
        std::string digits = std::to_string(number);
        return std::string(width > digits.size() ? width - digits.size() : 0, '0') + digits;
    };
    return padded(d.year, 4) + "-" + padded(d.month, 2) + "-" + padded(d.day, 2);
}

/// Reads from the front; what does not fit stays.
class Reader {
public:
    explicit Reader(std::string_view text)
        : rest_(text)
    {
    }

    bool take(std::string_view word)
    {
        if (rest_.substr(0, word.size()) != word)
            return false;
        rest_.remove_prefix(word.size());
        return true;
    }
    /// 1 to `digits` digits.
    std::optional<int> number(std::size_t digits)
    {
        std::size_t length = 0;
        while (length < rest_.size() && rest_[length] >= '0' && rest_[length] <= '9')
            ++length;
        if (length == 0 || length > digits)
            return std::nullopt;
        int value = 0;
        std::from_chars(rest_.data(), rest_.data() + length, value);
        rest_.remove_prefix(length);
        return value;
    }
    bool atEnd() const { return rest_.empty(); }

private:
    std::string_view rest_;
};

const Era* takeEra(Reader& reader)
{
    for (const Era& era : eras)
        if (reader.take(era.kanji) || reader.take(std::string_view(&era.letter, 1)))
            return &era;
    return nullptr;
}

/// The year after the era's name or without one; 0 where there is none.
int takeYear(Reader& reader, const Era* era)
{
    if (era && reader.take("元"))
        return era->first.year;
    const auto number = reader.number(era ? 2 : 4);
    if (!number || *number == 0)
        return 0;
    if (!era)
        return *number >= 1873 ? *number : 0;
    return era->first.year + *number - 1;
}

}  // namespace

bool isIsoDate(std::string_view text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return false;
    Reader reader(text);
    const auto year = reader.number(4);
    if (!year || !reader.take("-"))
        return false;
    const auto month = reader.number(2);
    if (!month || !reader.take("-"))
        return false;
    const auto day = reader.number(2);
    return day && reader.atEnd() && exists({*year, *month, *day});
}

Result<std::string> parseDate(std::string_view text)
{
    const auto refuse = [&](std::string_view code) { return fail(ErrorKind::BadFormat, {code, {std::string(text)}}); };
    const std::string plain = normalisedName(text);
    Reader reader(plain);
    const Era* era = takeEra(reader);
    Day day;
    day.year = takeYear(reader, era);
    if (day.year == 0)
        return refuse("text.date_not_read");
    const bool inWords = reader.take("年");
    const std::string_view separator = inWords            ? "月"
                                       : reader.take(".") ? "."
                                       : reader.take("/") ? "/"
                                       : reader.take("-") ? "-"
                                                          : "";
    if (separator.empty())
        return refuse("text.date_not_read");
    const auto month = reader.number(2);
    if (!month || !reader.take(separator))
        return refuse("text.date_not_read");
    const auto dayOfMonth = reader.number(2);
    if (!dayOfMonth || (inWords && !reader.take("日")) || !reader.atEnd())
        return refuse("text.date_not_read");
    day.month = *month;
    day.day = *dayOfMonth;
    if (!exists(day))
        return refuse("text.date_does_not_exist");
    if (day < gregorianSince)
        return refuse("text.date_before_gregorian");
    if (era && (day < era->first || era->last < day))
        return refuse("text.date_not_in_era");
    return isoOf(day);
}

Result<FiscalYear> parseFiscalYear(std::string_view text)
{
    const auto refuse = [&](std::string_view code) { return fail(ErrorKind::BadFormat, {code, {std::string(text)}}); };
    const std::string plain = normalisedName(text);
    Reader reader(plain);
    const bool english = reader.take("fy");
    const Era* era = english ? nullptr : takeEra(reader);
    const int year = takeYear(reader, era);
    if (year == 0 || (!english && !reader.take("年度")) || !reader.atEnd())
        return refuse("text.fiscal_year_not_read");
    // A fiscal year has an era's name when one of its days lies in that era.
    if (era && (Day{year + 1, 3, 31} < era->first || era->last < Day{year, 4, 1}))
        return refuse("text.date_not_in_era");
    return FiscalYear{year};
}

Result<FiscalYear> parseYearOfTable(std::string_view text)
{
    const auto refuse = [&](std::string_view code) { return fail(ErrorKind::BadFormat, {code, {std::string(text)}}); };
    const std::string plain = normalisedName(text);
    if (auto year = parseFiscalYear(plain))
        return year;
    if (const auto day = parseDate(plain))
        return *fiscalYearOfDate(*day);
    Reader reader(plain);
    const Era* era = takeEra(reader);
    const int year = takeYear(reader, era);
    if (year == 0)
        return refuse("text.year_not_read");
    const bool inWords = reader.take("年");
    if (reader.atEnd()) {
        if (era && (Day{year + 1, 3, 31} < era->first || era->last < Day{year, 4, 1}))
            return refuse("text.date_not_in_era");
        return FiscalYear{year};
    }
    if (!inWords && !reader.take(".") && !reader.take("/") && !reader.take("-"))
        return refuse("text.year_not_read");
    const auto month = reader.number(2);
    if (!month || (inWords && !reader.take("月")) || !reader.atEnd() || *month < 1 || *month > 12)
        return refuse("text.year_not_read");
    // A month has an era's name when one of its days lies in that era.
    if (era && (Day{year, *month, 31} < era->first || era->last < Day{year, *month, 1}))
        return refuse("text.date_not_in_era");
    return FiscalYear{*month >= 4 ? year : year - 1};
}

}  // namespace chiiki
