#include "core/io/position_mending.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/geo/crs.h"
#include "core/io/numbers.h"
#include "core/io/positions.h"
#include "core/text/names.h"
#include "core/text/utf8.h"

namespace chiiki {
namespace {

std::optional<double> fromParts(const std::vector<std::string>& parts)
{
    if (parts.empty() || parts.size() > 3)
        return std::nullopt;
    double degrees = 0, unit = 1;
    for (std::size_t i = 0; i < parts.size(); ++i, unit /= 60) {
        const auto number = parseNumber(parts[i]);
        const bool isLast = i + 1 == parts.size();
        if (!number || *number < 0 || (i > 0 && *number >= 60) || (!isLast && *number != std::floor(*number)))
            return std::nullopt;
        degrees += *number * unit;
    }
    return degrees;
}

std::vector<std::string> splitAt(const std::string& text, char32_t separator)
{
    std::vector<std::string> parts(1);
    for (char32_t c : toCodePoints(text))
        if (c == separator)
            parts.emplace_back();
        else
            appendUtf8(parts.back(), c);
    return parts;
}

/// 341042.5 -> 34°10′42.5″.
std::optional<double> fromPacked(const std::string& text)
{
    const auto packed = parseNumber(text);
    if (!packed || *packed < 100000 || *packed >= 1e7 + 1e6 * 8)
        return std::nullopt;
    const double degrees = std::floor(*packed / 10000), minutes = std::floor(*packed / 100) - degrees * 100;
    const double seconds = *packed - degrees * 10000 - minutes * 100;
    if (minutes >= 60 || seconds >= 60)
        return std::nullopt;
    return degrees + minutes / 60 + seconds / 3600;
}

/// Marks of degrees, minutes and seconds as one; words of east and north away. Empty where it says west or south.
std::string withOneMark(std::string_view text)
{
    std::string marked;
    for (char32_t c : toCodePoints(toKatakana(text))) {
        if (c >= U'０' && c <= U'９')
            c = c - U'０' + U'0';
        const bool isMark = c == U'°' || c == U'º' || c == U'˚' || c == U'度' || c == U'′' || c == U'\'' || c == U'’' ||
                            c == U'分' || c == U'″' || c == U'"' || c == U'”' || c == U'秒' || c == U':' ||
                            c == U'：' || c == U'゜';
        const bool isPoint = c == U'.' || c == U'．';
        const bool isSkipped = c == U'N' || c == U'E' || c == U'n' || c == U'e' || c == U'北' || c == U'東' ||
                               c == U'緯' || c == U'経' || c == U' ' || c == U'\u3000';
        if (c == U'W' || c == U'S' || c == U'w' || c == U's' || c == U'西' || c == U'南')
            return {};
        if (isMark) {
            if (!marked.ends_with(':'))  // ″ may be written as two ′
                marked += ':';
        } else if (!isSkipped) {
            appendUtf8(marked, isPoint ? U'.' : c);
        }
    }
    return marked;
}

}  // namespace

const Transform* LazyTransform::get()
{
    if (!transform_ && fromEpsg_) {
        if (auto made = Transform::between(fromEpsg_, storedEpsg))
            transform_ = *std::move(made);
        else
            fromEpsg_ = 0;
    }
    return transform_ ? &*transform_ : nullptr;
}

std::optional<double> parseDegreesMinutes(std::string_view text)
{
    std::string marked = withOneMark(text);
    if (const bool hasMark = marked.find(':') != std::string::npos; hasMark) {
        if (marked.ends_with(':'))
            marked.pop_back();
        return fromParts(splitAt(marked, U':'));
    }
    std::vector<std::string> parts = splitAt(marked, U'.');
    if (parts.size() < 3)
        return fromPacked(marked);
    if (parts.size() == 4) {  // the fourth holds the decimals of the seconds
        parts[2] += "." + parts[3];
        parts.pop_back();
    }
    return fromParts(parts);
}

std::vector<MendedPosition> mendedPositions(std::string_view longitude, std::string_view latitude, const Extent& city,
                                            LazyTransform& plane)
{
    std::vector<MendedPosition> mended;
    const auto offer = [&](Point p, std::string_view how) {
        if (judgePosition(p, city).point)
            mended.push_back({p, how});
    };
    const auto x = parseCoordinate(longitude), y = parseCoordinate(latitude);
    if (x && y)
        offer({*y, *x}, "place.mend_swapped");
    // One of the two may stand in plain degrees.
    const auto east = parseDegreesMinutes(longitude), north = parseDegreesMinutes(latitude);
    if (east || north) {
        const auto lon = east ? east : x, lat = north ? north : y;
        if (lon && lat) {
            offer({*lon, *lat}, "place.mend_degrees");
            offer({*lat, *lon}, "place.mend_degrees");
        }
    }
    const bool couldBeMetres = x && y && (std::abs(*x) > 360 || std::abs(*y) > 360);
    if (const Transform* toDegrees = couldBeMetres ? plane.get() : nullptr) {
        offer((*toDegrees)({*x, *y}), "place.mend_plane");
        offer((*toDegrees)({*y, *x}), "place.mend_plane");
    }
    return mended;
}

}  // namespace chiiki
