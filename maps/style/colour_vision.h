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

/// What neighbouring classes need: ΔE in each of the three visions, and ΔL* in grey.
inline constexpr double leastColourDistance = 10;
inline constexpr double leastLightnessDistance = 10;

/// How far apart the classes of a map are where they are hardest to tell.
struct ClassDistances {
    double colour = 100;     // least ΔE of the three visions, over pairs that must be told apart
    double lightness = 100;  // least ΔL* of any two classes: a ramp that folds gives two classes one grey

    bool areEnough() const { return colour >= leastColourDistance && lightness >= leastLightnessDistance; }
};

/// Colours in the order of their classes: neighbours must differ. Fewer than two are never too close.
ClassDistances distancesOfRamp(std::span<const Colour> colours);

/// Colours without an order: any two must differ.
ClassDistances distancesOfCategories(std::span<const Colour> colours);

}  // namespace chiiki
