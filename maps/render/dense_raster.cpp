#include "maps/render/dense_raster.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

// Before Qt, whose word `emit` would break it.
#include <tbb/info.h>
#include <tbb/parallel_for.h>

#include <QImage>

namespace chiiki {
namespace {

/// How much of each pixel the layer covers, 0..255; the most of all that was drawn there.
class Coverage {
public:
    Coverage(int width, int height)
        : width_(width)
        , height_(height)
        , cells_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 0)
    {
    }

    int width() const { return width_; }
    int height() const { return height_; }
    std::uint8_t* row(int y) { return cells_.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width_); }

    void include(const Coverage& other, int y)
    {
        std::uint8_t* to = row(y);
        const std::uint8_t* from = other.cells_.data() + (to - cells_.data());
        for (int x = 0; x < width_; ++x)
            to[x] = std::max(to[x], from[x]);
    }

    void layOver(int y, QRgb* to, Colour colour)
    {
        const std::uint8_t* from = row(y);
        for (int x = 0; x < width_; ++x) {
            if (from[x] == 0)
                continue;
            const int alpha = from[x] * colour.alpha / 255;
            const QRgb under = to[x];
            const auto mix = [alpha](int over, int below) {
                return (over * alpha + below * (255 - alpha) + 127) / 255;
            };
            to[x] = qRgba(mix(colour.red, qRed(under)), mix(colour.green, qGreen(under)),
                          mix(colour.blue, qBlue(under)), mix(255, qAlpha(under)));
        }
    }

private:
    int width_;
    int height_;
    std::vector<std::uint8_t> cells_;
};

/// How many equal parts a list is drawn in at once, each on ground of its own. The most of all parts is the same
/// however many they are, so the picture does not depend on the machine.
std::size_t partsFor(std::size_t count)
{
    constexpr std::size_t worthAPart = 20000;
    constexpr std::size_t most = 8;
    return std::clamp<std::size_t>(
        count / worthAPart, 1, std::min(most, static_cast<std::size_t>(std::max(1, tbb::info::default_concurrency()))));
}

/// The parts' coverage together, over the image.
void layOver(QImage& image, std::vector<Coverage>& parts, Colour colour)
{
    std::vector<QRgb*> rows;  // scanLine() may copy a shared image: once, before the threads
    for (int y = 0; y < image.height(); ++y)
        rows.push_back(reinterpret_cast<QRgb*>(image.scanLine(y)));
    tbb::parallel_for(0, image.height(), [&](int y) {
        for (std::size_t part = 1; part < parts.size(); ++part)
            parts.front().include(parts[part], y);
        parts.front().layOver(y, rows[static_cast<std::size_t>(y)], colour);
    });
}

/// Coverage of a pixel whose centre lies `distance` from the middle of a stroke: full inside, a px of slope at its
/// edge.
std::uint8_t coverageAt(float distance, float halfWidth)
{
    const float c = halfWidth + 0.5F - distance;
    // A line thinner than a pixel never covers all of one.
    const float most = std::min(1.0F, 2 * halfWidth);
    return static_cast<std::uint8_t>(std::clamp(c, 0.0F, most) * 255.0F + 0.5F);
}

struct Pixel {
    float x, y;
};

/// One straight piece with round ends: walks the longer axis and asks only the pixels near the line.
void strokePiece(Coverage& coverage, Pixel a, Pixel b, float halfWidth)
{
    const float reach = halfWidth + 0.5F;
    const float dx = b.x - a.x;
    const float dy = b.y - a.y;
    const float lengthSquared = dx * dx + dy * dy;
    const float inverse = lengthSquared > 0 ? 1 / lengthSquared : 0;
    const auto cover = [&](int x, int y) {
        const float px = static_cast<float>(x) + 0.5F - a.x;
        const float py = static_cast<float>(y) + 0.5F - a.y;
        const float share = std::clamp((px * dx + py * dy) * inverse, 0.0F, 1.0F);
        const float ox = px - share * dx;
        const float oy = py - share * dy;
        const std::uint8_t c = coverageAt(std::sqrt(ox * ox + oy * oy), halfWidth);
        std::uint8_t& cell = coverage.row(y)[x];
        cell = std::max(cell, c);
    };
    const bool isFlat = std::abs(dx) >= std::abs(dy);
    const float slope = isFlat ? (dx != 0 ? dy / dx : 0) : dx / dy;
    // Across the walk the stroke is this wide on each side; the ends are round, so they reach no further.
    const float side = reach * std::sqrt(1 + slope * slope);
    const float from = isFlat ? std::min(a.x, b.x) : std::min(a.y, b.y);
    const float to = isFlat ? std::max(a.x, b.x) : std::max(a.y, b.y);
    const int walkEnd = isFlat ? coverage.width() : coverage.height();
    const int sideEnd = isFlat ? coverage.height() : coverage.width();
    const int first = std::max(0, static_cast<int>(std::floor(from - reach)));
    const int last = std::min(walkEnd - 1, static_cast<int>(std::floor(to + reach)));
    for (int step = first; step <= last; ++step) {
        const float at = std::clamp(static_cast<float>(step) + 0.5F, from, to);
        const float middle = isFlat ? a.y + (at - a.x) * slope : a.x + (at - a.y) * slope;
        const int low = std::max(0, static_cast<int>(std::floor(middle - side)));
        const int high = std::min(sideEnd - 1, static_cast<int>(std::floor(middle + side)));
        for (int other = low; other <= high; ++other)
            isFlat ? cover(step, other) : cover(other, step);
    }
}

}  // namespace

void rasterPoints(QImage& image, std::span<const Point> places, const RasterView& view, double radius, Colour colour)
{
    const int width = image.width();
    const int height = image.height();
    if (width == 0 || height == 0)
        return;
    const int reach = static_cast<int>(std::ceil(radius + 0.5));
    // Pixels whose disc may be seen, those just beyond the edge included.
    const int columns = width + 2 * reach;
    const int rows = height + 2 * reach;
    const std::size_t cells = static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows);
    const std::size_t count = partsFor(places.size());
    std::vector<std::vector<std::uint8_t>> hitsByPart(count, std::vector<std::uint8_t>(cells, 0));
    const double k = view.pixelsPerMetre;
    const double offsetX = reach - view.origin.x * k;
    const double offsetY = reach + view.origin.y * k;
    tbb::parallel_for(std::size_t{0}, count, [&](std::size_t part) {
        std::vector<std::uint8_t>& hits = hitsByPart[part];
        for (std::size_t i = places.size() * part / count; i < places.size() * (part + 1) / count; ++i) {
            const double x = places[i].x * k + offsetX;
            const double y = offsetY - places[i].y * k;
            if (x >= 0 && y >= 0 && x < columns && y < rows)  // false for NaN too
                hits[static_cast<std::size_t>(y) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(x)] = 1;
        }
    });

    const int side = 2 * reach + 1;
    std::vector<std::uint8_t> stamp(static_cast<std::size_t>(side * side));
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x)
            stamp[static_cast<std::size_t>(y * side + x)] =
                coverageAt(static_cast<float>(std::hypot(x - reach, y - reach)), static_cast<float>(radius));
    std::vector<std::uint8_t>& isHit = hitsByPart.front();
    tbb::parallel_for(0, rows, [&](int row) {
        const std::size_t first = static_cast<std::size_t>(row) * static_cast<std::size_t>(columns);
        for (std::size_t part = 1; part < count; ++part)
            for (std::size_t i = first; i < first + static_cast<std::size_t>(columns); ++i)
                isHit[i] |= hitsByPart[part][i];
    });
    std::vector<Coverage> parts(1, Coverage(width, height));
    // Bands of the image; a stamp that reaches over an edge is drawn in both, each its own rows.
    constexpr int bandHeight = 128;
    const auto drawBand = [&](int band) {
        Coverage& coverage = parts.front();
        const int firstRow = band * bandHeight;
        const int endRow = std::min(height, firstRow + bandHeight);
        for (int row = firstRow; row < std::min(rows, endRow + 2 * reach); ++row)
            for (int column = 0; column < columns; ++column) {
                if (!isHit[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
                           static_cast<std::size_t>(column)])
                    continue;
                const int top = row - 2 * reach;  // of the stamp in the image: its middle is row - reach
                const int left = column - 2 * reach;
                const int firstX = std::max(0, -left);
                const int lastX = std::min(side, width - left);
                for (int y = std::max(0, firstRow - top); y < std::min(side, endRow - top); ++y) {
                    std::uint8_t* to = coverage.row(top + y) + left;
                    const std::uint8_t* from = stamp.data() + y * side;
                    for (int x = firstX; x < lastX; ++x)
                        to[x] = std::max(to[x], from[x]);
                }
            }
    };
    tbb::parallel_for(0, (height + bandHeight - 1) / bandHeight, drawBand);
    layOver(image, parts, colour);
}

void rasterLines(QImage& image, std::span<const Point> places, std::span<const std::uint32_t> starts,
                 const RasterView& view, double width, Colour colour)
{
    if (image.width() == 0 || image.height() == 0)
        return;
    const float halfWidth = static_cast<float>(width / 2);
    const float margin = halfWidth + 1;
    const double k = view.pixelsPerMetre;
    const auto toPixel = [&](Point p) {
        return Pixel{static_cast<float>((p.x - view.origin.x) * k), static_cast<float>((view.origin.y - p.y) * k)};
    };
    const float right = static_cast<float>(image.width()) + margin;
    const float bottom = static_cast<float>(image.height()) + margin;
    const auto isSeen = [&](Pixel a, Pixel b) {
        return std::max(a.x, b.x) >= -margin && std::min(a.x, b.x) <= right && std::max(a.y, b.y) >= -margin &&
               std::min(a.y, b.y) <= bottom;
    };
    const auto drawLine = [&](Coverage& coverage, std::size_t line) {
        if (starts[line] >= starts[line + 1])
            return;
        Pixel from = toPixel(places[starts[line]]);
        for (std::uint32_t i = starts[line] + 1; i < starts[line + 1]; ++i) {
            const Pixel to = toPixel(places[i]);
            const bool isLast = i + 1 == starts[line + 1];
            // A step under 0.7 px would be drawn over itself many times at small scales.
            const float dx = to.x - from.x;
            const float dy = to.y - from.y;
            if (!isLast && dx * dx + dy * dy < 0.5F)
                continue;
            if (isSeen(from, to))
                strokePiece(coverage, from, to, halfWidth);
            from = to;
        }
    };
    const std::size_t lines = starts.empty() ? 0 : starts.size() - 1;
    const std::size_t count = partsFor(std::min(places.size(), lines * 8));
    std::vector<Coverage> parts(count, Coverage(image.width(), image.height()));
    tbb::parallel_for(std::size_t{0}, count, [&](std::size_t part) {
        for (std::size_t line = lines * part / count; line < lines * (part + 1) / count; ++line)
            drawLine(parts[part], line);
    });
    layOver(image, parts, colour);
}

}  // namespace chiiki
