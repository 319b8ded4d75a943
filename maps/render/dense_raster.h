#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/model/geometry.h"
#include "maps/style/colour.h"

class QImage;

namespace chiiki {

/// Plane metres (y north) to device pixels (y down) of an image.
struct RasterView {
    double pixelsPerMetre = 1;
    double pixelsPerPx = 1;  // device pixels a page px: 2 on a sharp screen
    Point origin;            // plane position of the image's corner
};

/// Draws a disc at each place into an ARGB32_Premultiplied image. Places that fall on the same pixel are drawn once,
/// centred on that pixel: a million points cost what the picture's pixels cost. As one layer of one colour: where
/// discs meet nothing becomes darker.
void rasterPoints(QImage& image, std::span<const Point> places, const RasterView& view, double radius, Colour colour);

/// Draws polylines, antialiased, with round ends, as one layer of one colour: lines[i] = places[starts[i],
/// starts[i + 1]). Pieces that stay within a pixel are joined to the next; what lies outside the image costs a test.
void rasterLines(QImage& image, std::span<const Point> places, std::span<const std::uint32_t> starts,
                 const RasterView& view, double width, Colour colour);

}  // namespace chiiki
