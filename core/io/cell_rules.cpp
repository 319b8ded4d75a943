#include "core/io/cell_rules.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>

#include "core/geo/extent.h"
#include "core/io/numbers.h"
#include "core/text/japanese_date.h"
#include "core/text/names.h"
#include "core/text/number_text.h"
#include "core/text/utf8.h"

namespace chiiki {
namespace {

// The box around Japan with its outermost islands.
constexpr double westmost = 122.5, eastmost = 154.5, southmost = 20, northmost = 46;

bool isInJapan(double longitude, double latitude)
{
    return longitude >= westmost && longitude <= eastmost && latitude >= southmost && latitude <= northmost;
}

bool isDigits(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c); });
}

std::optional<CellVerdict> judgeCityCode(std::string_view text)
{
    const std::string plain = normalisedName(text);
    // 都道府県コード又は市区町村コード may hold the five digits of older tables; so does a spreadsheet's dropped zero.
    if (!isDigits(plain) || (plain.size() != 6 && plain.size() != 5))
        return CellVerdict{{"io.cell_city_code", {std::string(text)}}, {}};
    const std::string five = plain.substr(0, 5);
    const std::string right = five + checkDigitOf(five);
    if (plain.size() == 5)
        return CellVerdict{{"io.cell_city_code_short", {std::string(text)}}, right};
    if (plain != right)
        return CellVerdict{{"io.cell_check_digit", {std::string(text), right}}, {}};
    if (plain != text)
        return CellVerdict{{"io.cell_full_width", {std::string(text)}}, plain};
    return std::nullopt;
}

std::optional<CellVerdict> judgeWhole(std::string_view text)
{
    if (isDigits(text))
        return std::nullopt;
    std::string plain = normalisedName(text);
    std::erase(plain, ',');
    for (const std::string_view unit : {"人", "名", "床"})
        if (plain.size() > unit.size() && plain.ends_with(unit))
            plain.resize(plain.size() - unit.size());
    if (isDigits(plain))
        return CellVerdict{{"io.cell_not_plain_number", {std::string(text)}}, plain};
    return CellVerdict{{"io.cell_not_whole", {std::string(text)}}, {}};
}

std::optional<CellVerdict> judgeFlag(std::string_view text)
{
    for (const std::string_view fine : {"有", "無", "0", "1"})
        if (text == fine)
            return std::nullopt;
    for (const std::string_view yes : {"〇", "○", "◯", "◎", "あり", "はい"})
        if (text == yes)
            return CellVerdict{{"io.cell_flag_mark", {std::string(text)}}, "1"};
    for (const std::string_view no : {"×", "✕", "✗", "なし", "いいえ"})
        if (text == no)
            return CellVerdict{{"io.cell_flag_mark", {std::string(text)}}, "0"};
    return CellVerdict{{"io.cell_flag", {std::string(text)}}, {}};
}

std::optional<CellVerdict> judgeDay(std::string_view text)
{
    if (isIsoDate(text))
        return std::nullopt;
    const auto day = parseDate(text);
    if (day)
        return CellVerdict{{"io.cell_day_form", {std::string(text)}}, *day};
    return CellVerdict{{"io.cell_day", {std::string(text)}}, {}};
}

std::optional<CellVerdict> judgeClock(std::string_view text)
{
    const std::string plain = normalisedName(text);
    const auto colon = plain.find(':');
    const std::string hour = plain.substr(0, colon);
    const std::string minute = colon == std::string::npos ? std::string() : plain.substr(colon + 1, 2);
    const bool isClock = isDigits(hour) && hour.size() <= 2 && isDigits(minute) && minute.size() == 2 &&
                         std::stoi(hour) <= 24 && std::stoi(minute) <= 59;
    const bool hasSeconds = colon != std::string::npos && plain.substr(colon + 3) == ":00";
    if (!isClock || (plain.size() != colon + 3 && !hasSeconds))
        return CellVerdict{{"io.cell_clock", {std::string(text)}}, {}};
    const std::string right = hour + ":" + minute;
    if (right != text)
        return CellVerdict{{"io.cell_clock_form", {std::string(text)}}, right};
    return std::nullopt;
}

std::optional<CellVerdict> judgePostCode(std::string_view text)
{
    std::string plain = normalisedName(text);
    if (plain.starts_with("〒"))
        plain.erase(0, std::string_view("〒").size());
    std::erase(plain, '-');
    if (!isDigits(plain) || plain.size() != 7)
        return CellVerdict{{"io.cell_post_code", {std::string(text)}}, {}};
    if (plain != text)
        return CellVerdict{{"io.cell_post_code_form", {std::string(text)}}, plain};
    return std::nullopt;
}

std::optional<CellVerdict> judgeKana(std::string_view text)
{
    for (const char32_t c : toCodePoints(text))
        if ((c >= U'ぁ' && c <= U'ゖ') || (c >= 0xFF66 && c <= 0xFF9F))
            return CellVerdict{{"io.cell_kana", {std::string(text)}}, toKatakana(text)};
    return std::nullopt;
}

/// 34°10'42.5", 34度10分42.5秒, 34.10.42.5 as decimal degrees.
std::optional<double> degreesOf(std::string_view text)
{
    std::string plain = normalisedName(text);
    if (const auto first = plain.find_first_of("0123456789"); first != std::string::npos)
        plain.erase(0, first);
    for (const std::string_view mark : {"°", "º", "度", "′", "'", "分", "″", "\"", "秒", ":"})
        for (auto at = plain.find(mark); at != std::string::npos; at = plain.find(mark))
            plain.replace(at, mark.size(), " ");
    // Three numbers parted by points: 34.10.42.5
    if (std::count(plain.begin(), plain.end(), '.') >= 2 && plain.find(' ') == std::string::npos)
        for (int i = 0; i < 2; ++i)
            plain[plain.find('.')] = ' ';
    double parts[3] = {0, 0, 0};
    int count = 0;
    for (std::size_t at = 0; at < plain.size();) {
        const std::size_t end = std::min(plain.find(' ', at), plain.size());
        if (end > at) {
            const auto number = parseNumber(plain.substr(at, end - at));
            if (!number || count == 3)
                return std::nullopt;
            parts[count++] = *number;
        }
        at = end + 1;
    }
    if (count < 2 || parts[1] < 0 || parts[1] >= 60 || parts[2] < 0 || parts[2] >= 60)
        return std::nullopt;
    return parts[0] + parts[1] / 60 + parts[2] / 3600;
}

std::string degreesText(double degrees)
{
    return shortestText(std::round(degrees * 1e6) / 1e6);
}

}  // namespace

char checkDigitOf(std::string_view fiveDigits)
{
    // 全国地方公共団体コード: the digits times 6, 5, 4, 3, 2; what is missing to a multiple of 11, its last digit.
    int sum = 0;
    for (int i = 0; i < 5; ++i)
        sum += (fiveDigits[static_cast<std::size_t>(i)] - '0') * (6 - i);
    const int digit = sum < 11 ? 11 - sum : 11 - sum % 11;
    return static_cast<char>('0' + digit % 10);
}

std::optional<CellVerdict> judgeCell(CellRule rule, std::string_view text)
{
    switch (rule) {
    case CellRule::CityCode:
        return judgeCityCode(text);
    case CellRule::Whole:
        return judgeWhole(text);
    case CellRule::Flag:
        return judgeFlag(text);
    case CellRule::Day:
        return judgeDay(text);
    case CellRule::Clock:
        return judgeClock(text);
    case CellRule::PostCode:
        return judgePostCode(text);
    case CellRule::Kana:
        return judgeKana(text);
    case CellRule::Any:
    case CellRule::Degrees:
        break;
    }
    return std::nullopt;
}

std::optional<PlaceVerdict> judgePlaceCells(std::string_view longitude, std::string_view latitude)
{
    if (longitude.empty() && latitude.empty())
        return std::nullopt;
    if (longitude.empty() || latitude.empty())
        return PlaceVerdict{{"io.place_blank", {}}, {}, {}};
    const auto x = parseNumber(longitude), y = parseNumber(latitude);
    if (!x || !y) {
        const auto east = x ? x : degreesOf(longitude), north = y ? y : degreesOf(latitude);
        if (east && north && isInJapan(*east, *north))
            return PlaceVerdict{{"io.place_degrees_minutes", {}}, degreesText(*east), degreesText(*north)};
        const auto wideX = parseNumber(normalisedName(longitude)), wideY = parseNumber(normalisedName(latitude));
        if (wideX && wideY && isInJapan(*wideX, *wideY))
            return PlaceVerdict{{"io.cell_full_width", {std::string(latitude) + ", " + std::string(longitude)}},
                                normalisedName(longitude),
                                normalisedName(latitude)};
        return PlaceVerdict{{"io.place_not_a_number", {}}, {}, {}};
    }
    if (*x == 0 || *y == 0)
        return PlaceVerdict{{"io.place_zero", {}}, {}, {}};
    if (*x == *y)
        return PlaceVerdict{{"io.place_equal", {}}, {}, {}};
    if (isInJapan(*x, *y))
        return std::nullopt;
    if (isInJapan(*y, *x))
        return PlaceVerdict{{"io.place_swapped", {}}, std::string(latitude), std::string(longitude)};
    const auto packed = [](double value) {
        const double degrees = std::floor(value / 10000), minutes = std::floor((value - degrees * 10000) / 100);
        return degrees + minutes / 60 + (value - degrees * 10000 - minutes * 100) / 3600;
    };
    if (isInJapan(packed(*x), packed(*y)))
        return PlaceVerdict{{"io.place_degrees_minutes", {}}, degreesText(packed(*x)), degreesText(packed(*y))};
    return PlaceVerdict{{"io.cell_outside_japan", {}}, {}, {}};
}

}  // namespace chiiki
