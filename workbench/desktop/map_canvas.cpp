#include "workbench/desktop/map_canvas.h"

#include <cmath>

#include <QApplication>
#include <QContextMenuEvent>
#include <QElapsedTimer>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include "maps/style/palette.h"
#include "workbench/desktop/city_document.h"
#include "workbench/desktop/legend_control.h"
#include "workbench/desktop/map_buttons.h"
#include "workbench/desktop/map_inset.h"
#include "workbench/desktop/selection_model.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/words.h"

namespace chiiki::desktop {
namespace {

constexpr int settleMs = 120;
constexpr double margin = 24;       // px between a district zoomed to and the edge
constexpr double wheelNotch = 120;  // eighths of a degree that a wheel reports a notch

std::string neighbourOf(const std::optional<CityScene>& city, const std::string& code, Heading heading)
{
    if (!city)
        return {};
    const std::vector<DistrictShape>& districts = city->districts();
    for (std::size_t i = 0; i < districts.size(); ++i)
        if (districts[i].code == code)
            if (const auto next = city->neighbours()[i][static_cast<std::size_t>(heading)])
                return districts[*next].code;
    return {};
}

QString nothingThere(Heading heading, const Words& words)
{
    static constexpr std::string_view directions[] = {"desktop.map_north", "desktop.map_south", "desktop.map_west",
                                                      "desktop.map_east"};
    return words("desktop.map_no_neighbour", {words(directions[static_cast<std::size_t>(heading)])});
}

}  // namespace

MapCanvas::MapCanvas(const Desk& desk, QWidget* parent)
    : QWidget(parent)
    , desk_(desk)
    , selection_(desk.state.selection())
    , tip_(*this)
    , keys_(new DistrictKeys(
          desk, *this, [this](const std::string& from, Heading heading) { return neighbourOf(city_, from, heading); },
          [this](Heading heading) { return nothingThere(heading, desk_.words); }))
    , access_(desk, *this)
    , inset_(new MapInset(desk, *this))
    , legend_(new LegendControl(desk, *this, furniture_))
{
    setObjectName(QStringLiteral("mapView"));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    settle_.setSingleShot(true);
    settle_.setInterval(settleMs);
    connect(&settle_, &QTimer::timeout, this, qOverload<>(&QWidget::update));
    firstPicture_.begin();
    connect(&selection_, &SelectionModel::changed, this, [this] { selectionEcho_.begin(); });
    connect(&selection_, &SelectionModel::hoverChanged, this, [this] { hoverEcho_.begin(); });
    connect(&desk_.state, &ViewState::indicatorChanged, this, [this] { yearEcho_.begin(); });
    connect(&selection_, &SelectionModel::changed, this, &MapCanvas::drawNames);
    connect(&selection_, &SelectionModel::hoverChanged, this, qOverload<>(&QWidget::update));
    connect(&selection_, &SelectionModel::focusChanged, this, qOverload<>(&QWidget::update));
    connect(keys_, &DistrictKeys::markingChanged, this, qOverload<>(&QWidget::update));
    connect(keys_, &DistrictKeys::walked, this, &MapCanvas::showFocused);
    connect(keys_, &DistrictKeys::told, this, &MapCanvas::told);
    connect(keys_, &DistrictKeys::chosen, this, &MapCanvas::profileRequested);
    connect(&desk_.state, &ViewState::wantsInsetChanged, this, &MapCanvas::remeasure);
    connect(&desk_.words, &Words::changed, this, &MapCanvas::remeasure);
    connect(&desk_.document, &CityDocument::cityChanged, this, &MapCanvas::takeCity);
    connect(&desk_.document, &CityDocument::snapshotChanged, this, &MapCanvas::takeCity);
    connect(&desk_.document, &CityDocument::indicatorChanged, this, &MapCanvas::takeShown);
    connect(&desk_.state, &ViewState::sightChanged, this, &MapCanvas::takeSight);
    tip_.setText([this](const std::string& code) {
        return city_ && shown_ ? tooltipOf(city_->snapshot(), *shown_, code, desk_.words) : QString();
    });
    if (desk_.document.city())
        takeCity();
}

void MapCanvas::takeCity()
{
    city_ = desk_.document.city()->scene;
    shown_ = desk_.document.shown();
    // What closer looks need is made before somebody takes one.
    preparing_.start([scene = *city_] {
        scene.neighbours();
        scene.towns();
    });
    remeasure();
    takeSight();
}

void MapCanvas::takeShown()
{
    shown_ = desk_.document.shown();
    remeasure();
    if (!isWholeCity_)
        return;
    fitCity();
    emit viewChanged();
}

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

void MapCanvas::setButtons(const QList<QAction*>& actions)
{
    delete buttons_;
    buttons_ = new MapButtons(actions, this);
    placeButtons();
}

void MapCanvas::placeButtons()
{
    if (!buttons_)
        return;
    furniture_.setButtonsSize(buttons_->sizeHint());
    const Box box = furniture_.buttons();
    buttons_->setGeometry(QRectF(box.x, box.y, box.width, box.height).toRect());
}

void MapCanvas::zoomIn()
{
    zoomBy(rect().toRectF().center(), MapViewport::zoomStep);
}

void MapCanvas::zoomOut()
{
    zoomBy(rect().toRectF().center(), 1 / MapViewport::zoomStep);
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

/// Puts the whole city into sight where that is what is looked at; sets how far zooming goes in any case.
void MapCanvas::fitCity()
{
    if (!city_ || city_->extent().isEmpty())
        return;
    const Extent whole = city_->extent();
    // What the legend tells, and so its size, depends on the scale.
    if (isWholeCity_) {
        viewport_.fit(whole, furniture_.roomForCity(*city_));
        furniture_.measure(&*city_, content(), shown_, size(), true);
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
        showExtent(extent, roomForDistricts());
}

void MapCanvas::showDistrict(const std::string& code)
{
    if (!city_)
        return;
    for (const DistrictShape& district : city_->districts())
        if (district.code == code)
            showExtent(district.extent, roomForDistricts());
}

void MapCanvas::showPlace(Point lonLat)
{
    constexpr double reachM = 600;
    if (!city_)
        return;
    const Point plane = city_->toPlane(lonLat);
    Extent around;
    around.include(Point{plane.x - reachM, plane.y - reachM});
    around.include(Point{plane.x + reachM, plane.y + reachM});
    showExtent(around, roomForDistricts());
}

std::vector<std::string> MapCanvas::codes() const
{
    std::vector<std::string> codes;
    if (city_)
        for (const DistrictShape& district : city_->districts())
            codes.push_back(district.code);
    return codes;
}

QRectF MapCanvas::placeOf(const std::string& code) const
{
    if (city_)
        for (const DistrictShape& district : city_->districts())
            if (district.code == code && !district.extent.isEmpty())
                return QRectF(viewport_.toScreen({district.extent.minX, district.extent.maxY}),
                              viewport_.toScreen({district.extent.maxX, district.extent.minY}))
                    .intersected(furniture_.ground());
    return {};
}

std::string MapCanvas::districtAt(QPointF place) const
{
    if (!city_ || !isOverMap(place))
        return {};
    const int index = city_->districtAt(planeAt(place));
    return index < 0 ? std::string() : city_->districts()[static_cast<std::size_t>(index)].code;
}

bool MapCanvas::isOverMap(QPointF place) const
{
    return furniture_.ground().contains(place) && !furniture_.legendBox().contains(Point{place.x(), place.y()});
}

QString MapCanvas::namesAt(QPointF place) const
{
    constexpr qsizetype mostNames = 8;
    const FacilityMark* mark = isOverMap(place) ? picture_.markAt(place, viewport_) : nullptr;
    if (!mark)
        return {};
    QStringList names;
    for (const std::string_view name : mark->names)
        names.append(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())));
    const qsizetype rest = names.size() - mostNames;
    if (rest > 0) {
        names.resize(mostNames);
        names.append(desk_.words("desktop.and_more", {QString::number(rest)}).trimmed());
    }
    return names.join(u'\n');
}

Point MapCanvas::planeAt(QPointF place) const
{
    const Point page = {place.x(), place.y()};
    const std::optional<MapFrame>& inset = furniture_.inset();
    return inset && inset->box.contains(page) ? inset->view.toPlane(page) : viewport_.toPlane(place);
}

void MapCanvas::paintEvent(QPaintEvent*)
{
    const double begun = EventLog::instance().isOn() ? EventLog::instance().now() : 0;
    const bool isComplete = paint();
    if (!EventLog::instance().isOn() || !city_)
        return;
    EventLog::instance().write(isComplete ? "map_exact" : "map_frame", EventLog::instance().now() - begun);
    selectionEcho_.end();
    hoverEcho_.end();
    const bool isOfNow = shown_ && shown_->result.indicator.id == desk_.state.indicator() &&
                         (!desk_.state.year() || shown_->year.year == *desk_.state.year());
    if (isOfNow) {
        yearEcho_.end();
        firstPicture_.end();
    }
}

/// Returns whether everything was drawn anew.
bool MapCanvas::paint()
{
    QPainter painter(this);
    painter.fillRect(rect(), qColour(palette::sea));
    if (!city_)
        return false;
    const bool isDue = picture_.isEmpty() || (!picture_.shows(viewport_) && !settle_.isActive());
    if (isDue)
        drawExactly();
    picture_.paintGround(painter, viewport_);
    const std::string marked = hasFocus() && keys_->isMarking() ? selection_.focused() : std::string();
    paintSelection(painter, *city_, frameOf(viewport_), selection_, marked);
    // Names come above outlines and the frame of the enlarged centre, which must not strike them out. Those of a moving
    // picture pass under what does not move.
    const bool isMoving = !picture_.shows(viewport_);
    if (isMoving)
        picture_.paintNames(painter, viewport_);
    painter.drawPixmap(QPointF(0, 0), furniture_.pixmap());
    if (furniture_.inset())
        paintSelection(painter, *city_, *furniture_.inset(), selection_, marked);
    if (!isMoving)
        picture_.paintNames(painter, viewport_);
    painter.drawPixmap(QPointF(0, 0), furniture_.names());
    if (drag_ == Drag::Rectangle) {
        painter.setPen(QPen(qColour(palette::accent), 1, Qt::DashLine));
        painter.setBrush(qColour(withOpacity(palette::accent, 0.12)));
        painter.drawRect(QRectF(pressedAt_, lastAt_).normalized());
    }
    legend_->paint(painter);
    if (hasFocus()) {
        painter.setPen(QPen(qColour(palette::accent), 2, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
    return isDue;
}

void MapCanvas::resizeEvent(QResizeEvent*)
{
    viewport_.resize(size());
    remeasure();
    fitCity();
    settle_.stop();
    update();
    emit viewChanged();
}

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

void MapCanvas::showFocused(const std::string& code)
{
    for (const DistrictShape& district : city_->districts())
        if (district.code == code && district.labelPoint &&
            !roomForDistricts().contains(viewport_.toScreen(*district.labelPoint))) {
            isWholeCity_ = false;
            viewport_.look(*district.labelPoint, viewport_.metresPerPixel());
            moved();
        }
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
    // The menu key means the district where the keys are.
    const bool isByKey = event->reason() == QContextMenuEvent::Keyboard;
    MenuPlace place;
    place.district = isByKey ? selection_.focused() : districtAt(event->pos());
    if (!isByKey && !place.district.empty() && scaleStepOf(viewport_.metresPerPixel()) != ScaleStep::City)
        place.town = townAt(*city_, planeAt(event->pos()), place.district);
    const QPoint global = isByKey ? mapToGlobal(placeOf(place.district).center().toPoint()) : event->globalPos();
    emit menuRequested(global, place);
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

void MapCanvas::zoomBy(QPointF place, double factor)
{
    if (!city_)
        return;
    isWholeCity_ = false;
    viewport_.zoomAt(place, factor);
    moved();
}

void MapCanvas::showExtent(const Extent& extent, const QRectF& room)
{
    isWholeCity_ = false;
    viewport_.fit(extent, room);
    settle_.stop();
    update();
    tellSight();
    emit viewChanged();
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

void MapCanvas::remeasure()
{
    placeButtons();
    furniture_.measure(city_ ? &*city_ : nullptr, content(), shown_, size(), true);
    picture_.forget();
    update();
}

void MapCanvas::drawExactly()
{
    QElapsedTimer timer;
    timer.start();
    const MapFrame frame = frameOf(viewport_);
    furniture_.measure(&*city_, content(), shown_, size(), true);  // the legend tells what this scale shows
    placeButtons();
    picture_.drawGround(*city_, content(), viewport_, devicePixelRatioF());
    furniture_.placeInset(*city_, frame, isWholeCity_ && desk_.state.wantsInset());
    inset_->place(furniture_.inset(), furniture_.insetCodes(), *city_);
    furniture_.draw(&*city_, content(), frame, viewport_.metresPerPixel(), devicePixelRatioF());
    drawNames();
    lastDrawMs_ = static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

void MapCanvas::drawNames()
{
    if (city_)
        picture_.drawNames(*city_, content(), furniture_.obstacles(), furniture_.insetCodes(), devicePixelRatioF());
    update();
}

MapContent MapCanvas::content() const
{
    MapContent content;
    if (shown_)
        content.choropleth = shown_->choropleth;
    content.language = desk_.words.language();
    content.selected = selection_.districts();
    content.primary = selection_.primary();
    return city_ ? withDetail(std::move(content), city_->snapshot(), viewport_.metresPerPixel()) : content;
}

}  // namespace chiiki::desktop
