#pragma once

#include <optional>
#include <string>

#include "core/base/message.h"
#include "maps/scene/scene.h"
#include "maps/style/choropleth.h"

namespace chiiki {

/// How the areas of a class are told from those of another.
enum class ClassInk {
    Colours,
    Hatched,  // colours under lines, where colours alone are too alike; each class carries its number
    Copier,   // black and white: line densities alone; each class carries its number
};

struct ClassLook {
    Colour fill;
    std::optional<Pattern> pattern;
};

/// Colours, or Hatched where the map's colours cannot be told apart by everybody and on a copier. Circles and
/// indicators of the whole city have no classes to tell.
ClassInk inkNeeded(const Choropleth& choropleth);

/// Why the map is hatched: in whose sight or on which paper its colours are too alike, and how far they are apart.
/// nullopt where colours tell.
std::optional<Message> whyHatched(const Choropleth& choropleth, Language language);

/// How areas, tiles and legend show class `index`. The falling side of a diverging ramp runs the other way.
ClassLook classLook(const Choropleth& choropleth, int index, ClassInk ink);

/// The same where a value is of a part of an area: upright stripes of it on the colour of land.
ClassLook partLook(const ClassLook& whole);

/// The number of class `index` as maps and legend print it where colours do not tell: "①" for the first.
std::string classSign(int index);

/// How class `index` of `count` is filled in a copier's black and white.
Pattern copierPattern(int index, int count, bool isFalling);

}  // namespace chiiki
