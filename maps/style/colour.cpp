#include "maps/style/colour.h"

#include <algorithm>
#include <cmath>

namespace chiiki {
namespace {

double linear(std::uint8_t channel)
{
    const double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(Colour colour)
{
    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

}  // namespace

std::string hexOf(Colour colour)
{
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string hex = "#";
    for (const std::uint8_t channel : {colour.red, colour.green, colour.blue}) {
        hex += digits[channel >> 4];
        hex += digits[channel & 15];
    }
    return hex;
}

double contrastOf(Colour a, Colour b)
{
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

Colour textOn(Colour ground)
{
    constexpr Colour black = rgb(0x000000);
    constexpr Colour white = rgb(0xFFFFFF);
    return contrastOf(black, ground) >= contrastOf(white, ground) ? black : white;
}

}  // namespace chiiki
