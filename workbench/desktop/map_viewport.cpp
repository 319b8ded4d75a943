#include "workbench/desktop/map_viewport.h"

#include <algorithm>

#include "maps/style/class_breaks.h"

namespace chiiki::desktop {

QPointF MapViewport::toScreen(Point plane) const
{
    return {size_.width() / 2 + (plane.x - centre_.x) / metresPerPixel_,
            size_.height() / 2 - (plane.y - centre_.y) / metresPerPixel_};
}

Point MapViewport::toPlane(QPointF screen) const
{
    return {centre_.x + (screen.x() - size_.width() / 2) * metresPerPixel_,
            centre_.y - (screen.y() - size_.height() / 2) * metresPerPixel_};
}

Extent MapViewport::extent() const
{
    Extent extent;
    extent.include(toPlane({0, 0}));
    extent.include(toPlane({size_.width(), size_.height()}));
    return extent;
}

PlaneToPage MapViewport::toPage() const
{
    return {metresPerPixel_, toPlane({0, 0})};
}

void MapViewport::pan(QPointF pixels)
{
    centre_.x -= pixels.x() * metresPerPixel_;
    centre_.y += pixels.y() * metresPerPixel_;
}

void MapViewport::zoomAt(QPointF screen, double factor)
{
    const Point held = toPlane(screen);
    metresPerPixel_ = std::clamp(metresPerPixel_ / factor, limits_.finest, limits_.coarsest);
    const Point now = toPlane(screen);
    centre_.x += held.x - now.x;
    centre_.y += held.y - now.y;
}

void MapViewport::look(Point centre, double metresPerPixel)
{
    centre_ = centre;
    metresPerPixel_ = std::clamp(metresPerPixel, limits_.finest, limits_.coarsest);
}

void MapViewport::fit(const Extent& extent, QRectF room)
{
    if (extent.isEmpty() || room.isEmpty())
        return;
    const double needed = std::max(extent.width() / room.width(), extent.height() / room.height());
    if (needed > 0)
        metresPerPixel_ = std::clamp(needed, limits_.finest, limits_.coarsest);
    centre_ = extent.centre();
    pan(room.center() - QPointF(size_.width() / 2, size_.height() / 2));
}

bool MapViewport::operator==(const MapViewport& other) const
{
    return size_ == other.size_ && centre_ == other.centre_ && metresPerPixel_ == other.metresPerPixel_;
}

double scaleDenominator(double metresPerPixel, double dotsPerInch)
{
    constexpr double metresPerInch = 0.0254;
    return roundedToSignificant(metresPerPixel * dotsPerInch / metresPerInch, 2);
}

}  // namespace chiiki::desktop
