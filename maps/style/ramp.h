#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/model/indicator.h"
#include "maps/style/colour.h"

namespace chiiki {

/// Which colours classes take, low to high. Chosen so that neighbours stay apart for people who see red and green
/// alike and on a copier (ColorBrewer YlGnBu, YlOrBr, Purples, PuOr; viridis reversed).
enum class Ramp { More, Worry, Money, Change, FineChange, Blocks };

/// "more", "worry", "money", "change", "fine_change", "blocks": the words of Indicator::ramp.
std::string_view code(Ramp ramp);
std::optional<Ramp> parseRamp(std::string_view word);

/// Whether a ramp runs from one hue over a middle to another: its two ends are equally dark.
constexpr bool isDiverging(Ramp ramp)
{
    return ramp == Ramp::Change || ramp == Ramp::FineChange;
}

/// The indicator's own ramp; without one money for yen, worry where less is better, more otherwise.
Ramp rampOf(const Indicator& indicator);

/// As many colours as classes, low to high, its ends always the ramp's ends; interpolated where there are more classes
/// than colours. One class takes the middle colour.
std::vector<Colour> rampColours(Ramp ramp, int classes);

/// Okabe-Ito, for categories on polygons (up to six are told apart).
std::span<const Colour> categoryColours();

/// CUD accents without yellow, for lines.
std::span<const Colour> routeColours();

}  // namespace chiiki
