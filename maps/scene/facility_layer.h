#pragma once

#include <string_view>

#include "maps/scene/map_layers.h"

namespace chiiki {

/// One glyph on the page, or several merged into one with a count.
struct FacilityMark {
    std::string glyph;
    Point centre;
    int count = 1;
    Point place;                          // where it belongs; away from the centre where it had to give way
    std::vector<std::string_view> names;  // of what it stands for, as long as the snapshot lives
    bool isCentre = false;                // a community centre, a branch or a small hub
    bool isStop = false;
    bool isCentreAmongOthers = false;  // merged: a centre's glyph stands for it and for count - 1 of other kinds
    std::vector<const Facility*> facilities = {};  // that it stands for, without stops; as long as the snapshot lives

    bool isDisplaced() const { return count == 1 && !(place == centre); }
};

/// How far a mark may give way to another, px.
inline constexpr double mostDisplacement = 8;

/// A frame shows one mark a facility up to this many in sight; beyond, overlapping ones are merged with a count.
inline constexpr std::size_t mostSingleMarks = 60;

/// The facilities of a layer, placed or not, in the snapshot's order.
std::vector<const Facility*> facilitiesOf(const Snapshot& snapshot, const FacilityLayer& layer);

/// Community centres, their branches and small hubs: what a district is organised around.
bool isCentreKind(std::string_view kind);

/// Size in px of a frame's glyphs.
double facilityGlyphSize(const MapFrame& frame);

/// The marks that a frame shows, in the order of kinds, stops last. Up to mostSingleMarks in sight, and always at the
/// Block step, one that would lie over another gives way by up to mostDisplacement, and two or three at one place stand
/// around it; where that does not help, and beyond that number, marks that overlap are merged until none do. The counts
/// of marks that are no stops add up to the facilities in sight. Stops are merged among themselves; one without a place
/// beside a facility's mark is told among that mark's names. In an inset only what fits in whole is in sight, and
/// merged marks are moved in from its edge.
std::vector<FacilityMark> facilityMarks(const CityScene& city, const MapFrame& frame, const FacilityLayer& layer);

/// The page boxes that marks take.
std::vector<Box> markBoxes(const std::vector<FacilityMark>& marks, double glyphSize);

/// The page boxes that the marks of a frame take.
std::vector<Box> facilityBoxes(const CityScene& city, const MapFrame& frame, const FacilityLayer& layer);

void appendFacilities(Scene& scene, const CityScene& city, const MapFrame& frame, const FacilityLayer& layer);

}  // namespace chiiki
