#pragma once

#include "maps/style/colour.h"

/// The fixed colours of the map. Paper stays light in both themes, so that screen, PDF and copier agree.
namespace chiiki::palette {

inline constexpr Colour paper = rgb(0xFBFBF9);
inline constexpr Colour sea = rgb(0xE6EEF2);
inline constexpr Colour land = rgb(0xEFEFEA);  // a district without a theme
inline constexpr Colour text = rgb(0x1B1F24);
inline constexpr Colour secondText = rgb(0x57606A);
inline constexpr Colour hairline = rgb(0xD0D5DB);
inline constexpr Colour border = rgb(0xFFFFFF);  // of districts, over borderCasing
inline constexpr Colour borderCasing = rgb(0x6B747E);
inline constexpr Colour townLine = rgb(0xB8BEC5);
inline constexpr Colour absentGround = rgb(0xF4F4F2);
inline constexpr Colour absentInk = rgb(0x7B858F);
inline constexpr Colour accent = rgb(0x0B5CAD);
inline constexpr Colour warning = rgb(0xB3261E);
inline constexpr Colour notice = rgb(0x8A5300);
inline constexpr Colour rail = rgb(0x1B1F24);
inline constexpr Colour bus = rgb(0x57606A);

inline constexpr double haloWidth = 2.5;  // px on each side of the glyph
inline constexpr double haloOpacity = 0.92;

}  // namespace chiiki::palette
