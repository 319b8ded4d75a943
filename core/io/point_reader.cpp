#include "core/io/point_reader.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/io/positions.h"
#include "core/text/names.h"

namespace chiiki {
namespace {

constexpr std::array<std::array<std::string_view, 2>, 6> lonLatNames = {{
    {"経度", "緯度"},
    {"lon", "lat"},
    {"longitude", "latitude"},
    {"lng", "lat"},
    {"stop_lon", "stop_lat"},
    {"fx", "fy"},
}};

bool isLonLatPair(const std::string& x, const std::string& y)
{
    return std::any_of(lonLatNames.begin(), lonLatNames.end(), [&](const auto& names) {
        return normalisedName(x) == names[0] && normalisedName(y) == names[1];
    });
}

/// Japan with its islands, the margin of judgePosition aside. Only mistakes are looked for with it: a table of another
/// country is as good as one of this.
constexpr Extent japan{122.5, 20.5, 153.5, 45.5};

bool isOnEarth(Point lonLat)
{
    return std::abs(lonLat.x) <= 180 && std::abs(lonLat.y) <= 90;
}

/// What judgePosition says, as a sentence about a row that is set aside.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> reasonsOfDegrees = {{
    {"io.place_degrees_minutes", "geo.point_degrees_minutes"},
    {"io.place_equal", "geo.point_equal"},
    {"io.place_far_off", "geo.point_not_degrees"},
    {"io.place_swapped", "geo.point_swapped"},
    {"io.place_zero", "geo.point_zero"},
}};

std::string_view reasonOfDegrees(std::string_view judged)
{
    const auto found = std::find_if(reasonsOfDegrees.begin(), reasonsOfDegrees.end(),
                                    [judged](const auto& reason) { return reason.first == judged; });
    return found == reasonsOfDegrees.end() ? std::string_view("geo.point_not_finite") : found->second;
}

}  // namespace

SetAside::SetAside(std::string path)
    : path_(std::move(path))
{
}

void SetAside::add(std::int64_t row, const std::string& field, Message message)
{
    constexpr std::size_t shown = 20;
    if (entries_.size() < shown)
        entries_.push_back({path_, row, field, std::move(message)});
    else
        ++rest_;
}

void SetAside::add(std::int64_t row, const std::string& field, std::string_view reason)
{
    add(row, field, Message{reason, {}});
}

Diagnostics SetAside::diagnostics() const
{
    Diagnostics all = entries_;
    // Places and weights of a batch are read one after the other.
    std::stable_sort(all.begin(), all.end(), [](const Diagnostic& a, const Diagnostic& b) { return a.row < b.row; });
    if (rest_ > 0)
        all.push_back({path_, 0, {}, {"geo.more_set_aside", {std::to_string(rest_)}}});
    return all;
}

Result<PlaceColumns> findPlaceColumns(const std::vector<std::string>& fields, const PointSource& wanted)
{
    if (!wanted.xField.empty() || !wanted.yField.empty()) {
        const auto x = std::find(fields.begin(), fields.end(), wanted.xField);
        const auto y = std::find(fields.begin(), fields.end(), wanted.yField);
        if (x == fields.end() || y == fields.end())
            return fail(ErrorKind::NotFound,
                        {"geo.no_field", {x == fields.end() ? wanted.xField : wanted.yField, listed(fields)}},
                        wanted.path);
        return PlaceColumns{static_cast<std::size_t>(x - fields.begin()), static_cast<std::size_t>(y - fields.begin()),
                            isLonLatPair(wanted.xField, wanted.yField)};
    }
    std::vector<std::string> names;
    std::transform(fields.begin(), fields.end(), std::back_inserter(names),
                   [](const std::string& field) { return normalisedName(field); });
    const auto find = [&names](std::string_view xName, std::string_view yName,
                               bool isLonLat) -> std::optional<PlaceColumns> {
        const auto x = std::find(names.begin(), names.end(), xName), y = std::find(names.begin(), names.end(), yName);
        if (x == names.end() || y == names.end())
            return std::nullopt;
        return PlaceColumns{static_cast<std::size_t>(x - names.begin()), static_cast<std::size_t>(y - names.begin()),
                            isLonLat};
    };
    for (const auto& [xName, yName] : lonLatNames)
        if (const auto columns = find(xName, yName, true))
            return *columns;
    if (const auto columns = find("x", "y", false))
        return *columns;
    return fail(ErrorKind::NotFound, {"geo.no_place_columns", {listed(fields)}}, wanted.path);
}

JudgedPlace judgePlace(const PlaceCell& x, const PlaceCell& y, bool isLonLat)
{
    if (!std::isfinite(x.number) || !std::isfinite(y.number)) {
        const bool isInY = std::isfinite(x.number);
        if (trimmed((isInY ? y : x).text).empty())
            return {std::nullopt, "geo.point_missing", isInY};
        const std::string_view reason = isLonLat ? judgePosition(x.text, y.text, japan).reason : std::string_view();
        return {std::nullopt, reasonOfDegrees(reason), isInY};
    }
    const Point place{x.number, y.number};
    if (!isLonLat)
        return {place};
    const JudgedPosition judged = judgePosition(place, japan);
    if (judged.point || (judged.reason == "io.place_far_off" && isOnEarth(place)))
        return {place};
    const bool isInY = std::abs(place.y) > 90 || (place.y == 0 && place.x != 0);
    return {std::nullopt, reasonOfDegrees(judged.reason), isInY};
}

}  // namespace chiiki
