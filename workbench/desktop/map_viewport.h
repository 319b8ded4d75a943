#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include "core/geo/extent.h"
#include "maps/scene/scene.h"

namespace chiiki::desktop {

/// Which part of the plane a canvas shows: centre and scale over a size in device-independent px. Plane metres have x
/// east and y north, the screen has y down.
class MapViewport {
public:
    static constexpr double zoomStep = 1.25;

    void resize(QSizeF size) { size_ = size; }
    QSizeF size() const { return size_; }

    double metresPerPixel() const { return metresPerPixel_; }
    Point centre() const { return centre_; }

    QPointF toScreen(Point plane) const;
    Point toPlane(QPointF screen) const;
    /// The part of the plane on screen.
    Extent extent() const;
    /// The same view as the maps part takes it.
    PlaneToPage toPage() const;

    /// Moves the picture by so many px: what is under the pointer stays under it while dragging.
    void pan(QPointF pixels);

    /// Enlarges by `factor` (below 1 shrinks) and keeps the plane position under `screen` where it is. The scale stays
    /// between limits().
    void zoomAt(QPointF screen, double factor);

    /// Shows this middle at this scale, within limits().
    void look(Point centre, double metresPerPixel);

    /// The largest scale at which `extent` fits into `room`, centred there. An empty extent changes nothing; one
    /// without width and height is centred at the present scale.
    void fit(const Extent& extent, QRectF room);

    /// Finest and coarsest metres per px that zooming goes to.
    struct Limits {
        double finest = 0.25;
        double coarsest = 1000;
    };
    void setLimits(Limits limits) { limits_ = limits; }
    Limits limits() const { return limits_; }

    bool operator==(const MapViewport& other) const;

private:
    QSizeF size_{1, 1};
    Point centre_;
    double metresPerPixel_ = 100;
    Limits limits_;
};

/// n of a scale 1:n for a screen of `dotsPerInch`, rounded to two digits: what people read, not what is computed with.
double scaleDenominator(double metresPerPixel, double dotsPerInch);

}  // namespace chiiki::desktop
