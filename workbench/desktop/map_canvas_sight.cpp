#include <algorithm>

#include "workbench/desktop/map_canvas.h"
#include "workbench/desktop/selection_model.h"

// What the map looks at.

namespace chiiki::desktop {
namespace {

constexpr double margin = 24;  // px between a district zoomed to and the edge

}  // namespace

void MapCanvas::takeSight()
{
    if (isTelling_ || !city_)
        return;
    const std::optional<Sight>& sight = desk_.state.sight();
    isWholeCity_ = !sight;
    fitCity();
    if (sight)
        viewport_.look(sight->centre, sight->metresPerPixel);
    settle_.stop();
    update();
    emit viewChanged();
}

void MapCanvas::tellSight()
{
    isTelling_ = true;
    desk_.state.setSight(isWholeCity_ ? std::nullopt
                                      : std::optional(Sight{viewport_.centre(), viewport_.metresPerPixel()}));
    isTelling_ = false;
}

void MapCanvas::zoomIn()
{
    zoomBy(rect().toRectF().center(), MapViewport::zoomStep);
}

void MapCanvas::zoomOut()
{
    zoomBy(rect().toRectF().center(), 1 / MapViewport::zoomStep);
}

void MapCanvas::zoomBy(QPointF place, double factor)
{
    if (!city_)
        return;
    isWholeCity_ = false;
    viewport_.zoomAt(place, factor);
    moved();
}

void MapCanvas::showCity()
{
    isWholeCity_ = true;
    fitCity();
    settle_.stop();
    update();
    tellSight();
    emit viewChanged();
}

/// Puts the whole city into sight where that is what is looked at; sets how far zooming goes in any case. Not before
/// there is a size to fit to: resizeEvent() does it then.
void MapCanvas::fitCity()
{
    if (!city_ || viewport_.size() != QSizeF(size()) || city_->extent().isEmpty())
        return;
    const Extent whole = city_->extent();
    // What the legend tells, and so its size, depends on the scale, which depends on the room beside the legend: two or
    // three rounds agree, and where they would not, a legend that is a little too large does no harm.
    constexpr int mostRounds = 4;
    double before = 0;
    if (isWholeCity_)
        viewport_.fit(whole, furniture_.ground());
    for (int i = 0; isWholeCity_ && i < mostRounds && viewport_.metresPerPixel() != before; ++i) {
        before = viewport_.metresPerPixel();
        furniture_.measure(&*city_, content(), shown_, size(), hasOutlines());
        viewport_.fit(whole, furniture_.roomForCity(*city_));
    }
    const QRectF room = furniture_.roomForCity(*city_);
    // Out to three times the city, in until a house fills the canvas: beyond both there is nothing to see.
    const double fitting =
        std::max(whole.width() / std::max(1.0, room.width()), whole.height() / std::max(1.0, room.height()));
    viewport_.setLimits({0.2, std::max(1.0, 3 * fitting)});
    if (isWholeCity_)
        viewport_.fit(whole, room);
}

void MapCanvas::showSelection()
{
    if (!city_)
        return;
    Extent extent;
    for (const DistrictShape& district : city_->districts())
        if (selection_.contains(district.code))
            extent.include(district.extent);
    if (extent.isEmpty())
        showCity();
    else
        showExtent(extent, extent);
}

void MapCanvas::showDistrict(const std::string& code)
{
    if (!city_)
        return;
    for (const DistrictShape& district : city_->districts())
        if (district.code == code)
            showExtent(district.extent, district.extent);
}

void MapCanvas::showPlace(Point lonLat)
{
    if (city_)
        showPlane(city_->toPlane(lonLat));
}

void MapCanvas::showPlane(Point plane)
{
    constexpr double reachM = 600;
    if (!city_)
        return;
    Extent around;
    around.include(Point{plane.x - reachM, plane.y - reachM});
    around.include(Point{plane.x + reachM, plane.y + reachM});
    Extent place;
    place.include(plane);
    showExtent(around, place);
}

/// `clear`: the part of it that must not lie under the legend.
void MapCanvas::showExtent(const Extent& extent, const Extent& clear)
{
    isWholeCity_ = false;
    viewport_.fit(extent, roomForDistricts());
    // The closer the look, the more the legend has to tell: what is looked at must not lie under it then.
    for (int turn = 0; turn < 2; ++turn) {
        furniture_.measure(&*city_, content(), shown_, size(), hasOutlines());
        const Box& legend = furniture_.legendBox();
        const QRectF covered(legend.x - margin, legend.y - margin, legend.width + 2 * margin,
                             legend.height + 2 * margin);
        const QRectF seen(viewport_.toScreen({clear.minX, clear.maxY}), viewport_.toScreen({clear.maxX, clear.minY}));
        if (!seen.adjusted(0, 0, 1, 1).intersects(covered))
            break;
        QRectF left = roomForDistricts(), above = left;
        left.setRight(std::max(left.left() + 1, covered.left()));
        above.setBottom(std::max(above.top() + 1, covered.top()));
        const auto pixelsPerMetre = [&](const QRectF& room) {
            return std::min(room.width() / extent.width(), room.height() / extent.height());
        };
        viewport_.fit(extent, pixelsPerMetre(left) >= pixelsPerMetre(above) ? left : above);
    }
    settle_.stop();
    update();
    tellSight();
    emit viewChanged();
}

void MapCanvas::showFocused(const std::string& code)
{
    for (const DistrictShape& district : city_->districts())
        if (district.code == code && district.labelPoint)
            keepInSight(*district.labelPoint);
}

void MapCanvas::keepInSight(Point plane)
{
    const QPointF place = viewport_.toScreen(plane);
    if (!city_ || (roomForDistricts().contains(place) && !furniture_.legendBox().contains(Point{place.x(), place.y()})))
        return;
    isWholeCity_ = false;
    viewport_.look(plane, viewport_.metresPerPixel());
    moved();
}

QRectF MapCanvas::roomForDistricts() const
{
    return furniture_.ground().adjusted(margin, margin, -margin, -margin);
}

void MapCanvas::moved()
{
    settle_.start();
    update();
    tellSight();
    emit viewChanged();
}

}  // namespace chiiki::desktop
