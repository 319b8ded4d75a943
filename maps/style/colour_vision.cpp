#include "maps/style/colour_vision.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace chiiki {
namespace {

using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

// Machado et al. 2009, table 1, severity 1.0.
constexpr Matrix protan = {
    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
constexpr Matrix deutan = {
    {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
constexpr Matrix tritan = {
    {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}};

// sRGB to XYZ of D65, each row over its white: what CIELAB takes.
constexpr Matrix toRelativeXyz = {{{0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047},
                                   {0.2126729, 0.7151522, 0.0721750},
                                   {0.0193339 / 1.08883, 0.1191920 / 1.08883, 0.9503041 / 1.08883}}};

Triple times(const Matrix& matrix, const Triple& v)
{
    Triple result{};
    for (std::size_t row = 0; row < 3; ++row)
        for (std::size_t column = 0; column < 3; ++column)
            result[row] += matrix[row][column] * v[column];
    return result;
}

double linear(std::uint8_t channel)
{
    const double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

std::uint8_t encoded(double c)
{
    c = std::clamp(c, 0.0, 1.0);
    return static_cast<std::uint8_t>(
        std::lround(255 * (c <= 0.0031308 ? 12.92 * c : 1.055 * std::pow(c, 1 / 2.4) - 0.055)));
}

Triple linearOf(Colour colour)
{
    return {linear(colour.red), linear(colour.green), linear(colour.blue)};
}

/// L*, a*, b*.
Triple labOf(Colour colour)
{
    const Triple xyz = times(toRelativeXyz, linearOf(colour));
    const auto f = [](double t) { return t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116; };
    return {116 * f(xyz[1]) - 16, 500 * (f(xyz[0]) - f(xyz[1])), 200 * (f(xyz[1]) - f(xyz[2]))};
}

double hardestDistance(Colour a, Colour b)
{
    double least = 1000;
    for (const Vision vision : {Vision::Protan, Vision::Deutan, Vision::Tritan})
        least = std::min(least, colourDistance(asSeenWith(vision, a), asSeenWith(vision, b)));
    return least;
}

ClassDistances distancesOf(std::span<const Colour> colours, bool areOrdered)
{
    ClassDistances least;
    for (std::size_t i = 0; i < colours.size(); ++i)
        for (std::size_t j = i + 1; j < colours.size(); ++j) {
            if (!areOrdered || j == i + 1)
                least.colour = std::min(least.colour, hardestDistance(colours[i], colours[j]));
            least.lightness = std::min(least.lightness, std::abs(lightnessOf(colours[i]) - lightnessOf(colours[j])));
        }
    return least;
}

}  // namespace

Colour asSeenWith(Vision vision, Colour colour)
{
    const Matrix& matrix = vision == Vision::Protan ? protan : vision == Vision::Deutan ? deutan : tritan;
    const Triple seen = times(matrix, linearOf(colour));
    return {encoded(seen[0]), encoded(seen[1]), encoded(seen[2]), colour.alpha};
}

double lightnessOf(Colour colour)
{
    return labOf(colour)[0];
}

double colourDistance(Colour a, Colour b)
{
    const Triple from = labOf(a);
    const Triple to = labOf(b);
    return std::hypot(from[0] - to[0], from[1] - to[1], from[2] - to[2]);
}

ClassDistances distancesOfRamp(std::span<const Colour> colours)
{
    return distancesOf(colours, true);
}

ClassDistances distancesOfCategories(std::span<const Colour> colours)
{
    return distancesOf(colours, false);
}

}  // namespace chiiki
