#include "workbench/desktop/facility_mover.h"

#include <cmath>
#include <utility>

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include "core/geo/crs.h"
#include "core/geo/transform.h"
#include "maps/render/paint.h"
#include "maps/scene/facility_layer.h"
#include "maps/style/glyph.h"
#include "maps/style/number_format.h"
#include "maps/style/palette.h"
#include "workbench/desktop/city_document.h"
#include "workbench/desktop/facility_move_bar.h"
#include "workbench/desktop/map_canvas.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/view_state.h"
#include "workbench/desktop/words.h"
#include "workbench/usecases/facility_move.h"

namespace chiiki::desktop {
namespace {

constexpr double stepM = 10;
constexpr double largeStepM = 100;
constexpr double holdPx = 14;   // round the mark's middle, where a press takes hold of it
constexpr double markPx = 20;   // as wide as the mark is drawn
constexpr double sameM = 0.05;  // nobody means so little

double distanceM(Point a, Point b)
{
    return std::hypot(a.x - b.x, a.y - b.y);
}

std::optional<Point> middleOfTown(const Snapshot& snapshot, const std::string& address)
{
    std::string_view best;
    for (const DemandArea& block : snapshot.demandAreas)
        if (block.town.size() > best.size() && address.find(block.town) != std::string::npos)
            best = block.town;
    Extent extent;
    for (const DemandArea& block : snapshot.demandAreas)
        if (!best.empty() && block.town == best)
            extent.include(block.representativePoint);
    if (extent.isEmpty())
        return std::nullopt;
    return Point{(extent.minX + extent.maxX) / 2, (extent.minY + extent.maxY) / 2};
}

}  // namespace

Point likelyPlaceOf(const Facility& facility, const CityScene& city)
{
    if (facility.place)
        return city.toPlane(*facility.place);
    if (const auto town = middleOfTown(city.snapshot(), facility.address))
        return city.toPlane(*town);
    for (const DistrictShape& district : city.districts())
        if (district.code == facility.placement.districtCode && district.labelPoint)
            return *district.labelPoint;
    const Extent& extent = city.extent();
    return {(extent.minX + extent.maxX) / 2, (extent.minY + extent.maxY) / 2};
}

FacilityMover::FacilityMover(const Desk& desk, MapCanvas& map)
    : QObject(&map)
    , desk_(desk)
    , map_(map)
    , bar_(new FacilityMoveBar(desk, map))
{
    map.installEventFilter(this);
    connect(bar_, &FacilityMoveBar::kept, this, &FacilityMover::keep);
    connect(bar_, &FacilityMoveBar::left, this, &FacilityMover::leave);
    connect(&desk_.document, &CityDocument::cityChanged, this, &FacilityMover::leave);
    connect(&desk_.state, &ViewState::pictureChanged, this, &FacilityMover::leave);
    connect(&desk_.words, &Words::changed, this, &FacilityMover::showTexts);
}

void FacilityMover::begin(const Facility& facility)
{
    const OpenedCity* city = desk_.document.city();
    if (!city || !desk_.document.writer().canWrite())
        return;
    facility_ = facility;
    const FacilityKind* kind = findFacilityKind(*city->snapshot, facility.kind);
    glyph_ = kind && !kind->glyph.empty() ? kind->glyph : std::string(glyphNameOfKind(facility.kind));
    origin_ = facility.place ? std::optional(city->scene.toPlane(*facility.place)) : std::nullopt;
    place_ = likelyPlaceOf(facility, city->scene);
    isHeld_ = isDragged_ = isPressed_ = false;
    // Where only the city is to be seen, nobody can tell a right place from a wrong one.
    const bool isTooFar = scaleStepOf(map_.viewport().metresPerPixel()) == ScaleStep::City;
    if (isTooFar || !map_.rect().contains(markOnScreen().toPoint()))
        map_.showPlane(place_);
    showTexts();
    bar_->show();
    bar_->raise();
    map_.setFocus(Qt::OtherFocusReason);
    emit activeChanged(true);
    emit moved();
}

void FacilityMover::keep()
{
    if (!facility_)
        return;
    const bool isElsewhere = !origin_ || distanceM(*origin_, place_) > sameM;
    const auto toLonLat = Transform::between(desk_.document.city()->snapshot->city.planeEpsg, storedEpsg);
    if (isElsewhere && toLonLat)
        desk_.document.writer().change(
            [request = FacilityMoveRequest{facility_->sourceId, facility_->kind, facility_->id, (*toLonLat)(place_)}](
                Workspace& workspace, const ChangeStamp& stamp) -> Result<SnapshotPtr> {
                auto done = moveFacility(workspace, request, stamp);
                if (!done)
                    return tl::unexpected(done.error());
                return done->snapshot;
            });
    end();
}

void FacilityMover::leave()
{
    if (facility_)
        end();
}

void FacilityMover::end()
{
    facility_.reset();
    isHeld_ = isDragged_ = isPressed_ = false;
    const bool hadFocus = bar_->isAncestorOf(QApplication::focusWidget());
    bar_->hide();
    if (hadFocus)
        map_.setFocus(Qt::OtherFocusReason);
    map_.unsetCursor();
    emit activeChanged(false);
    emit moved();
}

void FacilityMover::put(Point plane)
{
    place_ = plane;
    showTexts();
    emit moved();
}

void FacilityMover::showTexts()
{
    const OpenedCity* city = desk_.document.city();
    if (!facility_ || !city)
        return;
    const Words& words = desk_.words;
    const int at = city->scene.districtAt(place_);
    const QString district = at < 0
                                 ? words("desktop.move_outside")
                                 : QString::fromStdString(city->scene.districts()[static_cast<std::size_t>(at)].name);
    QString far = words("desktop.move_from_nowhere", {district});
    if (origin_)
        far = words("desktop.move_far",
                    {QString::fromStdString(formatNumber(std::round(distanceM(*origin_, place_)), 0)), district});
    bar_->tell(words("desktop.move_how", {QString::fromStdString(facility_->name)}), far,
               !origin_ || distanceM(*origin_, place_) > sameM);
}

QPointF FacilityMover::markOnScreen() const
{
    return map_.viewport().toScreen(place_);
}

bool FacilityMover::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize)
        bar_->place();
    if (!facility_)
        return QObject::eventFilter(watched, event);
    const auto mouse = [event] { return static_cast<QMouseEvent*>(event); };
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        return mouse()->button() == Qt::LeftButton && press(mouse()->position());
    case QEvent::MouseMove:
        return drag(mouse()->position());
    case QEvent::MouseButtonRelease:
        return mouse()->button() == Qt::LeftButton && release(mouse()->position());
    case QEvent::MouseButtonDblClick:
        return true;  // its first click put the mark there
    case QEvent::ShortcutOverride:
        if (static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
            event->accept();
            return true;
        }
        break;
    case QEvent::KeyPress:
        return pressKey(*static_cast<QKeyEvent*>(event));
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

bool FacilityMover::press(QPointF at)
{
    pressedAt_ = at;
    const QPointF apart = at - markOnScreen();
    isHeld_ = std::hypot(apart.x(), apart.y()) <= holdPx;
    isPressed_ = !isHeld_;
    isDragged_ = false;
    heldAt_ = place_;
    return isHeld_;
}

bool FacilityMover::drag(QPointF at)
{
    if (!isHeld_) {
        if (isPressed_ && (at - pressedAt_).manhattanLength() >= QApplication::startDragDistance())
            isPressed_ = false;  // the map is being moved
        const QPointF apart = at - markOnScreen();
        const bool isOver = std::hypot(apart.x(), apart.y()) <= holdPx;
        if (!isPressed_ && QApplication::mouseButtons() == Qt::NoButton)
            map_.setCursor(isOver ? Qt::OpenHandCursor : Qt::CrossCursor);
        return false;
    }
    if (!isDragged_ && (at - pressedAt_).manhattanLength() < QApplication::startDragDistance())
        return true;
    isDragged_ = true;
    map_.setCursor(Qt::ClosedHandCursor);
    // The mark keeps its distance to the pointer, so that it does not jump when it is taken.
    const Point from = map_.viewport().toPlane(pressedAt_);
    const Point to = map_.viewport().toPlane(at);
    put({heldAt_.x + to.x - from.x, heldAt_.y + to.y - from.y});
    return true;
}

bool FacilityMover::release(QPointF at)
{
    if (std::exchange(isHeld_, false)) {
        if (isDragged_)
            keep();
        return true;
    }
    if (std::exchange(isPressed_, false)) {
        map_.cancelDrag();
        put(map_.viewport().toPlane(at));
        return true;
    }
    return false;
}

bool FacilityMover::pressKey(const QKeyEvent& event)
{
    const double step = event.modifiers().testFlag(Qt::ShiftModifier) ? largeStepM : stepM;
    switch (event.key()) {
    case Qt::Key_Escape:
        leave();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        keep();
        return true;
    case Qt::Key_Up:
        put({place_.x, place_.y + step});
        break;
    case Qt::Key_Down:
        put({place_.x, place_.y - step});
        break;
    case Qt::Key_Left:
        put({place_.x - step, place_.y});
        break;
    case Qt::Key_Right:
        put({place_.x + step, place_.y});
        break;
    case Qt::Key_Space:
        return true;  // selects nothing by the way
    default:
        return false;
    }
    map_.keepInSight(place_);
    return true;
}

void FacilityMover::paint(QPainter& painter) const
{
    if (!facility_)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    const QPointF mark = markOnScreen();
    const QColor casing = QColor(255, 255, 255, 230);
    const QColor accent = qColour(palette::accent);
    if (origin_ && distanceM(*origin_, place_) > sameM) {
        const QPointF from = map_.viewport().toScreen(*origin_);
        for (const QPen& pen : {QPen(casing, 4), QPen(accent, 1.5, Qt::DashLine)}) {
            painter.setPen(pen);
            painter.drawLine(from, mark);
            painter.drawEllipse(from, markPx / 2, markPx / 2);
        }
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(casing);
    painter.drawEllipse(mark, markPx * 0.8, markPx * 0.8);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(accent, 2));
    painter.drawEllipse(mark, markPx * 0.8, markPx * 0.8);
    Scene scene;
    appendGlyph(scene, glyph_, {mark.x(), mark.y()}, markPx);
    paintScene(painter, scene);
    painter.restore();
}

}  // namespace chiiki::desktop
