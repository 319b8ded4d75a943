#pragma once

#include <string_view>
#include <vector>

#include "maps/style/colour.h"
#include "maps/style/path.h"

namespace chiiki {

/// One stroke or area of a glyph, in a box of 16 px around (0, 0).
struct GlyphPart {
    enum class Paint {
        Ink,          // filled with the glyph's colour
        Paper,        // filled white
        InkStroke,    // a line of the glyph's colour
        PaperStroke,  // a white line
    };
    Path path;
    Paint paint = Paint::Ink;
    double width = 0;  // of a stroke, px
};

/// A facility's sign: shape first, colour second, so that it survives a copier. Vector paths only, no font.
/// The first part is its silhouette: the white casing follows it.
struct Glyph {
    std::vector<GlyphPart> parts;
    Colour colour;
    double size = 16;  // px of its box when drawn at its natural size
};

/// By name: house, house_outline, shelter, hospital, clinic, dentist, aed, school, childcare, library, health_welfare,
/// roadside_station, bus_stop, taxi_stop, small_hub, station. Any other name: a plain dot.
const Glyph& glyphOf(std::string_view name);

/// The glyph of a kind of facility whose data names none: "community_centre" is a house.
std::string_view glyphNameOfKind(std::string_view facilityKind);

}  // namespace chiiki
