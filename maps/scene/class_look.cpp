#include "maps/scene/class_look.h"

#include <algorithm>
#include <cmath>

#include "core/text/number_text.h"
#include "maps/style/colour_vision.h"
#include "maps/style/palette.h"

namespace chiiki {
namespace {

constexpr double risingAngle = 45;
constexpr double fallingAngle = 135;

/// Lines that leave the colour to be seen: from none to a third of the ground. A diverging ramp grows to both sides.
std::optional<Pattern> linesOver(Colour fill, int index, int count, bool isDiverging)
{
    constexpr double spacing = 5;
    constexpr double mostShare = 0.33;
    const double middle = (count - 1) / 2.0;
    const double share = count < 2 ? 0 : isDiverging ? std::abs(index - middle) / middle : index / (2 * middle);
    if (!(share > 0))
        return std::nullopt;
    const bool isFalling = isDiverging && index < middle;
    return Pattern{Pattern::Kind::Lines, spacing, spacing * mostShare * share, isFalling ? fallingAngle : risingAngle,
                   textOn(fill)};
}

/// Far apart where there are no classes to tell.
ClassDistances distancesOf(const Choropleth& choropleth)
{
    if (choropleth.isCircles || choropleth.indicator.cityOnly)
        return {};
    return choropleth.indicator.kind == IndicatorKind::Category ? distancesOfCategories(choropleth.colours)
                                                                : distancesOfRamp(choropleth.colours);
}

std::string titleOf(Vision vision, Language language)
{
    switch (vision) {
    case Vision::Protan:
        return speak({"maps.vision_protan", {}}, language);
    case Vision::Deutan:
        return speak({"maps.vision_deutan", {}}, language);
    case Vision::Tritan:
        break;
    }
    return speak({"maps.vision_tritan", {}}, language);
}

}  // namespace

ClassInk inkNeeded(const Choropleth& choropleth)
{
    return distancesOf(choropleth).areEnough() ? ClassInk::Colours : ClassInk::Hatched;
}

std::optional<Message> whyHatched(const Choropleth& choropleth, Language language)
{
    const ClassDistances distances = distancesOf(choropleth);
    if (distances.areEnough())
        return std::nullopt;
    const std::string vision = titleOf(distances.hardest, language);
    const std::string colour = groupedText(distances.perceived, 1);
    const std::string grey = groupedText(distances.lightness, 1);
    if (distances.areGreysEnough())
        return Message{"maps.hatched_for_vision", {vision, colour}};
    if (distances.areColoursEnough())
        return Message{"maps.hatched_for_copier", {grey}};
    return Message{"maps.hatched_for_both", {vision, colour, grey}};
}

ClassLook classLook(const Choropleth& choropleth, int index, ClassInk ink)
{
    const int count = choropleth.breaks.classCount();
    const Colour fill = choropleth.colours[static_cast<std::size_t>(index)];
    switch (ink) {
    case ClassInk::Colours:
        break;
    case ClassInk::Hatched:
        return {fill, linesOver(fill, index, count, choropleth.isDiverging)};
    case ClassInk::Copier: {
        const Pattern lines = copierPattern(index, count, choropleth.isDiverging && index < count / 2);
        return {rgb(0xFFFFFF), lines.thickness > 0 ? std::optional(lines) : std::nullopt};
    }
    }
    return {fill, std::nullopt};
}

ClassLook partLook(const ClassLook& whole)
{
    const Colour ink = whole.pattern && whole.fill == rgb(0xFFFFFF) ? whole.pattern->colour : whole.fill;
    return {palette::land, Pattern{Pattern::Kind::Lines, 9, 2.5, 90, ink}};
}

std::string classSign(int index)
{
    std::string sign = "\xE2\x91\xA0";  // ①; those up to ⑳ follow it
    sign.back() = static_cast<char>(sign.back() + std::clamp(index, 0, 19));
    return sign;
}

Pattern copierPattern(int index, int count, bool isFalling)
{
    // Share of the paper that is black; five classes take exactly these.
    constexpr double densities[] = {0, 0.12, 0.25, 0.45, 0.70};
    const double place = count > 1 ? 4.0 * index / (count - 1) : 2;
    const int below = static_cast<int>(place);
    const double density = densities[below] + (densities[std::min(below + 1, 4)] - densities[below]) * (place - below);
    return {Pattern::Kind::Lines, 5, 5 * density, isFalling ? fallingAngle : risingAngle, rgb(0x000000)};
}

}  // namespace chiiki
