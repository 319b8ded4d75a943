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

void addPair(ClassDistances& least, Colour a, Colour b)
{
    for (const Vision vision : {Vision::Protan, Vision::Deutan, Vision::Tritan}) {
        const Colour seenA = asSeenWith(vision, a);
        const Colour seenB = asSeenWith(vision, b);
        least.colour = std::min(least.colour, colourDistance(seenA, seenB));
        const double perceived = perceivedDistance(labOf(seenA), labOf(seenB));
        if (perceived < least.perceived) {
            least.perceived = perceived;
            least.hardest = vision;
        }
    }
}

ClassDistances distancesOf(std::span<const Colour> colours, bool areOrdered)
{
    ClassDistances least;
    for (std::size_t i = 0; i < colours.size(); ++i)
        for (std::size_t j = i + 1; j < colours.size(); ++j) {
            if (!areOrdered || j == i + 1)
                addPair(least, colours[i], colours[j]);
            least.lightness = std::min(least.lightness, std::abs(lightnessOf(colours[i]) - lightnessOf(colours[j])));
        }
    return least;
}

constexpr double pi = 3.14159265358979323846;

double radians(double degrees)
{
    return degrees * pi / 180;
}

/// 0..360; 0 for a grey.
double hueOf(double a, double b)
{
    if (a == 0 && b == 0)
        return 0;
    const double degrees = std::atan2(b, a) * 180 / pi;
    return degrees < 0 ? degrees + 360 : degrees;
}

/// How much of a chroma the eye's blue end twists: sqrt(C^7 / (C^7 + 25^7)).
double chromaShare(double chroma)
{
    const double power = std::pow(chroma, 7);
    return std::sqrt(power / (power + std::pow(25, 7)));
}

}  // namespace

Colour asSeenWith(Vision vision, Colour colour)
{
    const Matrix& matrix = vision == Vision::Protan ? protan : vision == Vision::Deutan ? deutan : tritan;
    const Triple seen = times(matrix, linearOf(colour));
    return {encoded(seen[0]), encoded(seen[1]), encoded(seen[2]), colour.alpha};
}

Lab labOf(Colour colour)
{
    const Triple xyz = times(toRelativeXyz, linearOf(colour));
    const auto f = [](double t) { return t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116; };
    return {116 * f(xyz[1]) - 16, 500 * (f(xyz[0]) - f(xyz[1])), 200 * (f(xyz[1]) - f(xyz[2]))};
}

double lightnessOf(Colour colour)
{
    return labOf(colour).lightness;
}

double colourDistance(Colour a, Colour b)
{
    const Lab from = labOf(a);
    const Lab to = labOf(b);
    return std::hypot(from.lightness - to.lightness, from.a - to.a, from.b - to.b);
}

double perceivedDistance(const Lab& a, const Lab& b)
{
    const double meanOfChroma = (std::hypot(a.a, a.b) + std::hypot(b.a, b.b)) / 2;
    const double stretch = 1 + 0.5 * (1 - chromaShare(meanOfChroma));
    const double chromaA = std::hypot(stretch * a.a, a.b), chromaB = std::hypot(stretch * b.a, b.b);
    const double hueA = hueOf(stretch * a.a, a.b), hueB = hueOf(stretch * b.a, b.b);
    const bool isGrey = chromaA * chromaB == 0;

    double turn = isGrey ? 0 : hueB - hueA;
    if (std::abs(turn) > 180)
        turn += turn > 0 ? -360 : 360;
    double hue = isGrey ? hueA + hueB : (hueA + hueB) / 2;
    if (!isGrey && std::abs(hueA - hueB) > 180)
        hue += hueA + hueB < 360 ? 180 : -180;

    const double lightness = (a.lightness + b.lightness) / 2 - 50;
    const double chroma = (chromaA + chromaB) / 2;
    const double wave = 1 - 0.17 * std::cos(radians(hue - 30)) + 0.24 * std::cos(radians(2 * hue)) +
                        0.32 * std::cos(radians(3 * hue + 6)) - 0.20 * std::cos(radians(4 * hue - 63));
    const double byLightness =
        (b.lightness - a.lightness) / (1 + 0.015 * lightness * lightness / std::sqrt(20 + lightness * lightness));
    const double byChroma = (chromaB - chromaA) / (1 + 0.045 * chroma);
    const double byHue = 2 * std::sqrt(chromaA * chromaB) * std::sin(radians(turn / 2)) / (1 + 0.015 * chroma * wave);
    const double blue = (hue - 275) / 25;
    const double twist = -std::sin(radians(60 * std::exp(-blue * blue))) * 2 * chromaShare(chroma);
    return std::sqrt(byLightness * byLightness + byChroma * byChroma + byHue * byHue + twist * byChroma * byHue);
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
