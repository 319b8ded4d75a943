#include "tests/acceptance/pixels.h"

#include <algorithm>
#include <map>

namespace chiiki::acceptance {
namespace {

std::map<QRgb, int> coloursOf(const QImage& picture, const QRect& part)
{
    std::map<QRgb, int> counts;
    const QRect seen = part.intersected(picture.rect());
    for (int y = seen.top(); y <= seen.bottom(); ++y)
        for (int x = seen.left(); x <= seen.right(); ++x)
            ++counts[picture.pixel(x, y) & 0xFFFFFF];
    return counts;
}

QRgb commonest(const std::map<QRgb, int>& counts)
{
    const auto most = std::max_element(counts.begin(), counts.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == counts.end() ? 0 : most->first;
}

}  // namespace

Colour colourAt(const QImage& picture, QPoint place)
{
    return rgb(picture.pixel(place) & 0xFFFFFF);
}

Colour commonestColour(const QImage& picture, const QRect& part)
{
    return rgb(commonest(coloursOf(picture, part)));
}

double readableContrast(const QImage& picture, const QRect& part)
{
    const std::map<QRgb, int> counts = coloursOf(picture, part);
    const Colour ground = rgb(commonest(counts));
    double best = 1;
    for (const auto& [pixel, count] : counts)
        best = std::max(best, contrastOf(rgb(pixel), ground));
    return best;
}

int countOf(const QImage& picture, const QRect& part, Colour colour)
{
    const std::map<QRgb, int> counts = coloursOf(picture, part);
    const auto found = counts.find((static_cast<QRgb>(colour.red) << 16) | (static_cast<QRgb>(colour.green) << 8) |
                                   static_cast<QRgb>(colour.blue));
    return found == counts.end() ? 0 : found->second;
}

}  // namespace chiiki::acceptance
