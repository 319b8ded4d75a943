#pragma once

#include <cstdint>
#include <string>

namespace chiiki {

/// An sRGB colour, straight alpha.
struct Colour {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;
    std::uint8_t alpha = 255;

    bool operator==(const Colour&) const = default;
};

/// rgb(0xE6EEF2)
constexpr Colour rgb(std::uint32_t hex)
{
    return {static_cast<std::uint8_t>(hex >> 16), static_cast<std::uint8_t>(hex >> 8), static_cast<std::uint8_t>(hex),
            255};
}

/// The same colour seen through: opacity 0..1.
constexpr Colour withOpacity(Colour colour, double opacity)
{
    colour.alpha = static_cast<std::uint8_t>(opacity * 255 + 0.5);
    return colour;
}

/// "#E6EEF2"; alpha is not said.
std::string hexOf(Colour colour);

/// WCAG 2 contrast of two opaque colours, 1..21.
double contrastOf(Colour a, Colour b);

/// Black or white, whichever reads better on `ground`.
Colour textOn(Colour ground);

}  // namespace chiiki
