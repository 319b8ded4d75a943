#include "core/io/positions.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "core/io/numbers.h"
#include "core/text/names.h"

namespace chiiki {
namespace {

constexpr std::string_view blank = "io.place_blank";
constexpr std::string_view degreesMinutes = "io.place_degrees_minutes";
constexpr std::string_view equal = "io.place_equal";
constexpr std::string_view farOff = "io.place_far_off";
constexpr std::string_view notANumber = "io.place_not_a_number";
constexpr std::string_view swapped = "io.place_swapped";
constexpr std::string_view zero = "io.place_zero";
constexpr std::array reasons = {blank,
                                degreesMinutes,
                                equal,
                                farOff,
                                notANumber,
                                std::string_view("io.place_outside_city"),
                                swapped,
                                zero,
                                std::string_view("io.row_empty"),
                                std::string_view("io.row_shifted"),
                                std::string_view("io.no_geometry"),
                                std::string_view("place.address_unmatched"),
                                std::string_view("place.code_unmatched"),
                                std::string_view("place.decided_outside"),
                                std::string_view("place.elsewhere"),
                                std::string_view("place.name_unmatched"),
                                std::string_view("place.no_clue"),
                                std::string_view("place.only_city"),
                                std::string_view("io.place_plane_metres"),
                                std::string_view("place.set_aside"),
                                std::string_view("place.town_divided"),
                                std::string_view("place.town_unmatched"),
                                std::string_view("rows.said_outside")};

/// 34°10'42", 34度10分42秒, N34.10.42.6: something with degrees that is no plain number.
bool looksLikeDegreesMinutes(const std::string& text)
{
    for (const std::string_view mark : {"°", "度", "′", "'", "分", "º"})
        if (text.find(mark) != std::string::npos)
            return true;
    return std::count(text.begin(), text.end(), '.') >= 2 || std::count(text.begin(), text.end(), ':') >= 1;
}

/// 341042.5 read as 34°10'42.5".
double fromPackedDms(double packed)
{
    const double degrees = std::floor(packed / 10000);
    const double minutes = std::floor((packed - degrees * 10000) / 100);
    const double seconds = packed - degrees * 10000 - minutes * 100;
    return degrees + minutes / 60 + seconds / 3600;
}

}  // namespace

std::optional<double> parseCoordinate(std::string_view text)
{
    const auto number = parseNumber(text);
    return number ? number : parseNumber(normalisedName(text));
}

JudgedPosition judgePosition(Point p, const Extent& city)
{
    if (!std::isfinite(p.x) || !std::isfinite(p.y))
        return {std::nullopt, notANumber};
    if (p.x == 0 || p.y == 0)
        return {std::nullopt, zero};
    if (p.x == p.y)
        return {std::nullopt, equal};
    const Extent believed = city.grownBy(marginDegrees);
    if (believed.contains(p))
        return {p, {}};
    if (believed.contains({p.y, p.x}))
        return {std::nullopt, swapped};
    if (believed.contains({fromPackedDms(p.x), fromPackedDms(p.y)}))
        return {std::nullopt, degreesMinutes};
    return {std::nullopt, farOff};
}

JudgedPosition judgePosition(std::string_view longitude, std::string_view latitude, const Extent& city)
{
    const std::string lon = trimmed(longitude), lat = trimmed(latitude);
    if (lon.empty() || lat.empty())
        return {std::nullopt, blank};
    const auto x = parseCoordinate(lon), y = parseCoordinate(lat);
    if (!x || !y)
        return {std::nullopt,
                looksLikeDegreesMinutes(lon) || looksLikeDegreesMinutes(lat) ? degreesMinutes : notANumber};
    return judgePosition({*x, *y}, city);
}

std::string_view placementReason(std::string_view word)
{
    if (word.empty())
        return {};
    const auto found = std::find(reasons.begin(), reasons.end(), word);
    return found == reasons.end() ? std::string_view("io.place_other") : *found;
}

}  // namespace chiiki
