#include <algorithm>
#include <cmath>
#include <tuple>

#include <QApplication>
#include <QContextMenuEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include "workbench/desktop/legend_control.h"
#include "workbench/desktop/map_canvas.h"
#include "workbench/desktop/selection_model.h"

// What mouse and keys do on the map.

namespace chiiki::desktop {
namespace {

constexpr double wheelNotch = 120;  // eighths of a degree that a wheel reports a notch

}  // namespace

void MapCanvas::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !city_)
        return;
    pressedAt_ = lastAt_ = event->position();
    pressedSight_ = desk_.state.sight();
    drag_ = Drag::Pressed;
}

void MapCanvas::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF place = event->position();
    const bool isFar = (place - pressedAt_).manhattanLength() >= QApplication::startDragDistance();
    if (drag_ == Drag::Pressed && isFar) {
        drag_ = event->modifiers().testFlag(Qt::ShiftModifier) ? Drag::Rectangle : Drag::Panning;
        tip_.hover({}, {});
        if (drag_ == Drag::Panning) {
            setCursor(Qt::ClosedHandCursor);
            isWholeCity_ = false;
        }
    }
    if (drag_ == Drag::Panning) {
        viewport_.pan(place - lastAt_);
        moved();
    }
    lastAt_ = place;
    if (drag_ == Drag::Rectangle)
        update();
    if (drag_ == Drag::None) {
        const bool isOnSources = city_ && !furniture_.ground().contains(place);
        setToolTip(isOnSources ? QString::fromStdString(furniture_.source()) : QString());
        const std::string code = districtAt(place);
        selection_.setHovered(code);
        tip_.hover(code, event->globalPosition().toPoint(), namesAt(place));
    }
    if (city_)
        emit pointed(planeAt(place));
}

void MapCanvas::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const Drag done = std::exchange(drag_, Drag::None);
    unsetCursor();
    if (done == Drag::Pressed)
        click(event->position(), event->modifiers());
    else if (done == Drag::Rectangle)
        selectInside(QRectF(pressedAt_, event->position()).normalized());
}

bool MapCanvas::event(QEvent* event)
{
    // Esc ends what the mouse is doing before it is anything else's.
    if (event->type() == QEvent::ShortcutOverride && drag_ != Drag::None &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape)
        event->accept();
    return QWidget::event(event);
}

void MapCanvas::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && drag_ != Drag::None)
        cancelDrag();
    else
        QWidget::keyPressEvent(event);
}

void MapCanvas::cancelDrag()
{
    if (std::exchange(drag_, Drag::None) == Drag::Panning)
        desk_.state.setSight(pressedSight_);
    unsetCursor();
    update();
}

void MapCanvas::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (const std::string code = districtAt(event->position()); !code.empty())
        showDistrict(code);
}

void MapCanvas::wheelEvent(QWheelEvent* event)
{
    const double notches = event->angleDelta().y() / wheelNotch;
    if (notches != 0)
        zoomBy(event->position(), std::pow(MapViewport::zoomStep, notches));
    event->accept();
}

void MapCanvas::leaveEvent(QEvent*)
{
    selection_.setHovered({});
    tip_.hover({}, {});
    emit pointed(std::nullopt);
}

void MapCanvas::contextMenuEvent(QContextMenuEvent* event)
{
    if (!city_)
        return;
    tip_.hover({}, {});  // it would lie over the menu
    // The menu key means the district where the keys are.
    const bool isByKey = event->reason() == QContextMenuEvent::Keyboard;
    MenuPlace place;
    place.district = isByKey ? selection_.focused() : districtAt(event->pos());
    if (!isByKey && !place.district.empty() && scaleStepOf(viewport_.metresPerPixel()) != ScaleStep::City)
        place.town = townAt(*city_, planeAt(event->pos()), place.district);
    if (isByKey)
        place.facilities = facilitiesNear(viewport_.centre(), place.district);
    else if (const FacilityMark* mark = isOverMap(event->pos()) ? picture_.markAt(event->pos(), viewport_) : nullptr)
        for (const Facility* facility : mark->facilities)
            place.facilities.push_back(*facility);
    const QPoint global = isByKey ? mapToGlobal(placeOf(place.district).center().toPoint()) : event->globalPos();
    emit menuRequested(global, place);
}

/// Those drawn in sight in a district, the nearest first, as many as a menu holds.
std::vector<Facility> MapCanvas::facilitiesNear(Point plane, const std::string& district) const
{
    constexpr std::size_t most = 12;
    const std::optional<FacilityLayer> layer = content().facilities;
    if (!layer)
        return {};
    std::vector<std::pair<double, const Facility*>> near;
    for (const Facility* facility : facilitiesOf(city_->snapshot(), *layer)) {
        if (!facility->place || facility->placement.districtCode != district)
            continue;
        const Point at = city_->toPlane(*facility->place);
        if (furniture_.ground().contains(viewport_.toScreen(at)))
            near.emplace_back(std::hypot(at.x - plane.x, at.y - plane.y), facility);
    }
    std::sort(near.begin(), near.end(), [](const auto& a, const auto& b) {
        return std::tie(a.first, a.second->id) < std::tie(b.first, b.second->id);
    });
    std::vector<Facility> facilities;
    for (std::size_t i = 0; i < std::min(most, near.size()); ++i)
        facilities.push_back(*near[i].second);
    return facilities;
}

void MapCanvas::click(QPointF place, Qt::KeyboardModifiers modifiers)
{
    // Sea and paper do nothing: a slip must not lose nine picked districts.
    const std::string code = districtAt(place);
    if (code.empty())
        return;
    if (const FacilityMark* mark = picture_.markAt(place, viewport_); mark && mark->count > 1) {
        zoomBy(QPointF(mark->centre.x, mark->centre.y), MapViewport::zoomStep * MapViewport::zoomStep);
        return;
    }
    if (modifiers.testFlag(Qt::ControlModifier))
        selection_.toggle(code);
    else
        selection_.replace(code);
}

void MapCanvas::selectInside(const QRectF& rectangle)
{
    std::vector<std::string> codes;
    for (const DistrictShape& district : city_->districts())
        if (district.labelPoint && rectangle.contains(viewport_.toScreen(*district.labelPoint)))
            codes.push_back(district.code);
    if (!codes.empty())
        selection_.replace(std::move(codes));
    update();
}

}  // namespace chiiki::desktop
