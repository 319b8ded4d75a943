#pragma once

#include "maps/scene/map_layers.h"

namespace chiiki {

/// Width in px of a bus line by its runs a day; the thinnest where the source does not say.
double busWidth(std::optional<double> runsPerDay);

/// A community taxi's look: a colour and a dash of its own, by the order of names. A line's two ways round
/// (小鯖　右回り, 小鯖　左回り) are one. A name that also runs where no community taxi does is a bus line sharing the
/// road, not a taxi.
struct TaxiLine {
    std::string name;
    Stroke stroke;
};
std::vector<TaxiLine> taxiLines(const Snapshot& snapshot);

/// Px between the middles of lines that share a road.
inline constexpr double laneSpacing = 4;

/// Rail as a black and white ladder, buses by runs a day, community taxis in a colour and dash of their own with a
/// round badge holding the line's first character. A bus and taxis on one road run side by side, laneSpacing apart.
/// As far as the content shows rail and routes. Lines of one look are drawn as one path.
void appendRoutes(Scene& scene, const CityScene& city, const MapFrame& frame, const MapContent& content);

/// The page boxes that the badges take.
std::vector<Box> routeBadgeBoxes(const CityScene& city, const MapFrame& frame, const MapContent& content);

}  // namespace chiiki
