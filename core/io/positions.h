#pragma once

#include <optional>
#include <string_view>

#include "core/geo/extent.h"
#include "core/model/geometry.h"
#include "core/model/placement.h"

namespace chiiki {

/// A position as a table writes it, judged by rules that know no name:
///  - both cells blank, one blank, not a number, degrees and minutes, zero, longitude equal to latitude: no position;
///  - outside the city's box grown by `marginDegrees` but inside it with the two exchanged: swapped, no position
///    (never exchanged silently);
///  - outside the grown box otherwise: no position to believe.
/// A reason is a message code of the catalogue; an empty one means that the position is usable.
struct JudgedPosition {
    std::optional<Point> point;  // set where the position is usable
    std::string_view reason = {};
};

/// The box within which a position is believed: the city's extent grown by half a degree (about 50 km), so that a
/// facility just over the border counts as outside the city and not as a mistake.
inline constexpr double marginDegrees = 0.5;

/// A plain number, also in full-width letters, as cells of coordinates hold it.
std::optional<double> parseCoordinate(std::string_view text);

JudgedPosition judgePosition(std::string_view longitude, std::string_view latitude, const Extent& city);
JudgedPosition judgePosition(Point lonLat, const Extent& city);

/// The reason as one of the catalogue's literals, for a Placement that was read from a file; empty in, empty out;
/// "io.place_other" where the word is none of ours.
std::string_view placementReason(std::string_view word);

}  // namespace chiiki
