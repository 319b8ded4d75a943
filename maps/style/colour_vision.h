#pragma once

#include <span>

#include "maps/style/colour.h"

namespace chiiki {

/// Ways to see colours: without one kind of cone (protanopia, deuteranopia, tritanopia).
enum class Vision { Protan, Deutan, Tritan };

/// The colour as such a person sees it: Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB.
Colour asSeenWith(Vision vision, Colour colour);

/// Lightness 0..100 (CIE L*, D65): what a copier makes of a colour.
double lightnessOf(Colour colour);

/// Euclidean distance in CIELAB (ΔE 1976, D65).
double colourDistance(Colour a, Colour b);

/// A colour in CIELAB, D65.
struct Lab {
    double lightness = 0;
    double a = 0;
    double b = 0;
};
Lab labOf(Colour colour);

/// CIEDE2000 (CIE 142-2001; formulas after Sharma, Wu and Dalal 2005): about 1 is just seen side by side. Unlike ΔE
/// 1976 it does not overstate the differences of strong colours.
double perceivedDistance(const Lab& a, const Lab& b);

/// What neighbouring classes need: ΔE 1976 and CIEDE2000 in each of the three visions, and ΔL* in grey. Areas of a map
/// do not lie side by side with their legend, so several times what is just seen: ΔE 10 is what ColorBrewer's ramps of
/// five classes keep for every vision, and 6 is what they keep of it by CIEDE2000.
inline constexpr double leastColourDistance = 10;
inline constexpr double leastPerceivedDistance = 6;
inline constexpr double leastLightnessDistance = 10;

/// How far apart the classes of a map are where they are hardest to tell.
struct ClassDistances {
    double colour = 100;              // least ΔE 1976 of the three visions, over pairs that must be told apart
    double perceived = 100;           // the same by CIEDE2000
    Vision hardest = Vision::Protan;  // that `perceived` is of
    double lightness = 100;           // least ΔL* of any two classes: a ramp that folds gives two classes one grey

    bool areColoursEnough() const { return colour >= leastColourDistance && perceived >= leastPerceivedDistance; }
    bool areGreysEnough() const { return lightness >= leastLightnessDistance; }
    bool areEnough() const { return areColoursEnough() && areGreysEnough(); }
};

/// Colours in the order of their classes: neighbours must differ. Fewer than two are never too close.
ClassDistances distancesOfRamp(std::span<const Colour> colours);

/// Colours without an order: any two must differ.
ClassDistances distancesOfCategories(std::span<const Colour> colours);

}  // namespace chiiki
