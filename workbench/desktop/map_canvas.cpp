#include "workbench/desktop/map_canvas.h"

#include <utility>

#include <QPainter>
#include <QStyle>

#include "maps/render/paint.h"
#include "maps/style/palette.h"
#include "workbench/desktop/background.h"
#include "workbench/desktop/city_document.h"
#include "workbench/desktop/empty_map.h"
#include "workbench/desktop/facility_mover.h"
#include "workbench/desktop/legend_control.h"
#include "workbench/desktop/map_buttons.h"
#include "workbench/desktop/map_inset.h"
#include "workbench/desktop/map_pulse.h"
#include "workbench/desktop/selection_model.h"
#include "workbench/desktop/selection_outlines.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/words.h"

namespace chiiki::desktop {
namespace {

constexpr int settleMs = 120;

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
    , empty_(new EmptyMap(desk, this))
    , pulse_(new MapPulse(this))
    , mover_(new FacilityMover(desk, *this))
    , picture_([this] { takePicture(); })
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
    connect(&selection_, &SelectionModel::changed, this, &MapCanvas::takeSelection);
    connect(&selection_, &SelectionModel::hoverChanged, this, qOverload<>(&QWidget::update));
    connect(&selection_, &SelectionModel::focusChanged, this, qOverload<>(&QWidget::update));
    connect(keys_, &DistrictKeys::markingChanged, this, qOverload<>(&QWidget::update));
    connect(keys_, &DistrictKeys::walked, this, &MapCanvas::showFocused);
    connect(keys_, &DistrictKeys::told, this, &MapCanvas::told);
    connect(keys_, &DistrictKeys::chosen, this, &MapCanvas::profileRequested);
    connect(pulse_, &MapPulse::moved, this, qOverload<>(&QWidget::update));
    connect(&selection_, &SelectionModel::changed, pulse_, &MapPulse::clear);
    connect(&desk_.document, &CityDocument::cityChanged, pulse_, &MapPulse::clear);
    connect(mover_, &FacilityMover::moved, this, qOverload<>(&QWidget::update));
    // A right place may lie where the legend is.
    connect(mover_, &FacilityMover::activeChanged, this, [this](bool isActive) {
        furniture_.setLegendWanted(!isActive);
        remeasure();
    });
    connect(&desk_.state, &ViewState::wantsInsetChanged, this, &MapCanvas::remeasure);
    connect(&desk_.words, &Words::changed, this, &MapCanvas::remeasure);
    connect(&desk_.document, &CityDocument::cityChanged, this, [this] {
        picture_.clear();
        takeCity();
    });
    connect(&desk_.document, &CityDocument::snapshotChanged, this, &MapCanvas::takeCity);
    connect(&desk_.document, &CityDocument::indicatorChanged, this, &MapCanvas::takeShown);
    connect(&desk_.state, &ViewState::sightChanged, this, &MapCanvas::takeSight);
    tip_.setText([this](const std::string& code) {
        return city_ && shown_ ? tooltipOf(city_->snapshot(), *shown_, code, desk_.words) : QString();
    });
    if (desk_.document.city())
        takeCity();
    theme::keep(*this, [this] {
        // The map is the same in both themes.
        if (std::exchange(textScale_, theme::textScale()) == theme::textScale())
            return;
        remeasure();
        if (isWholeCity_)
            fitCity();
    });
}

void MapCanvas::takeCity()
{
    city_ = desk_.document.city()->scene;
    shown_ = desk_.document.shown();
    isPrepared_ = false;
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

void MapCanvas::mark(std::optional<Point> lonLat)
{
    if (city_ && lonLat)
        pulse_->begin(city_->toPlane(*lonLat));
    else
        pulse_->clear();
}

std::optional<Point> MapCanvas::marked() const
{
    return pulse_->place();
}

void MapCanvas::setButtons(const QList<QAction*>& actions)
{
    delete buttons_;
    buttons_ = new MapButtons(actions, this);
    placeButtons();
}

void MapCanvas::placeButtons()
{
    empty_->setVisible(city_ && !hasOutlines());
    const QSize size(std::min(width() - 32, theme::px(360)), empty_->sizeHint().height());
    empty_->setGeometry(
        QStyle::alignedRect(Qt::LeftToRight, Qt::AlignCenter, size, rect().adjusted(0, 0, 0, -height() / 3)));
    if (!buttons_)
        return;
    buttons_->setVisible(!city_ || hasOutlines());
    furniture_.setButtonsSize(buttons_->sizeHint());
    const Box box = furniture_.buttons();
    buttons_->setGeometry(QRectF(box.x, box.y, box.width, box.height).toRect());
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
    paint();
    if (!EventLog::instance().isOn() || !city_)
        return;
    EventLog::instance().write("map_frame", EventLog::instance().now() - begun);
    if (picture_.showsSelection())
        selectionEcho_.end();
    hoverEcho_.end();
    const bool isOfNow = isExact() && shown_ && shown_->result.indicator.id == desk_.state.indicator() &&
                         (!desk_.state.year() || shown_->year.year == *desk_.state.year());
    if (isOfNow) {
        yearEcho_.end();
        firstPicture_.end();
    }
}

void MapCanvas::paint()
{
    QPainter painter(this);
    painter.fillRect(rect(), qColour(palette::sea));
    // An opened city comes with its first numbers, in a moment: drawing it before would only be drawing it twice.
    if (!city_ || (!shown_ && desk_.document.isComputing()))
        return;
    if (!picture_.isOrdered() || (!picture_.isOrdered(viewport_) && !settle_.isActive()))
        drawExactly();
    const std::string marked = hasFocus() && keys_->isMarking() ? selection_.focused() : std::string();
    const auto paintFocus = [&](const MapFrame& frame) {
        if (!marked.empty())
            paintScene(painter, focusOutline(*city_, frame, marked, selection_.contains(marked)));
    };
    picture_.paintGround(painter, viewport_);
    paintScene(painter, hoverOutline(*city_, frameOf(viewport_), selection_));
    picture_.paintSelection(painter, viewport_);
    paintFocus(frameOf(viewport_));
    // Names come above outlines and the frame of the enlarged centre, which must not strike them out. Those of a moving
    // picture pass under what does not move.
    const bool isMoving = !picture_.shows(viewport_);
    if (isMoving)
        picture_.paintNames(painter, viewport_);
    picture_.paintFurniture(painter);
    if (const std::optional<MapFrame>& inset = furniture_.inset()) {
        paintScene(painter, hoverOutline(*city_, *inset, selection_));
        picture_.paintInsetSelection(painter);
        paintFocus(*inset);
    }
    if (!isMoving)
        picture_.paintNames(painter, viewport_);
    picture_.paintInsetNames(painter);
    mover_->paint(painter);
    pulse_->paint(painter, viewport_);
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

void MapCanvas::remeasure()
{
    placeButtons();
    furniture_.measure(city_ ? &*city_ : nullptr, content(), shown_, size(), hasOutlines());
    picture_.forget();
    update();
}

/// What closer looks need is made before somebody takes one.
void MapCanvas::prepare()
{
    if (std::exchange(isPrepared_, true))
        return;
    preparing_.start([scene = *city_] {
        giveWay();
        scene.neighbours();
        scene.towns();
    });
}

void MapCanvas::drawExactly()
{
    exact_.begin();
    const MapFrame frame = frameOf(viewport_);
    furniture_.measure(&*city_, content(), shown_, size(), hasOutlines());  // the legend tells what this scale shows
    placeButtons();
    furniture_.placeInset(*city_, frame, isWholeCity_ && desk_.state.wantsInset());
    inset_->place(furniture_.inset(), furniture_.insetCodes(), *city_);
    picture_.draw(*city_, content(), viewport_,
                  furniture_.layers(&*city_, content(), frame, hasOutlines() ? viewport_.metresPerPixel() : 0),
                  aroundNames(), devicePixelRatioF());
    picture_.drawSelection(selection_, furniture_.inset(), devicePixelRatioF());
}

void MapCanvas::takePicture()
{
    if (isExact())
        exact_.end();
    prepare();
    update();
}

void MapCanvas::whenDrawn(const std::function<void()>& then)
{
    settle_.stop();
    if (city_ && !picture_.isOrdered(viewport_))
        drawExactly();
    picture_.whenDrawn(then);
}

void MapCanvas::takeSelection()
{
    picture_.drawSelection(selection_, furniture_.inset(), devicePixelRatioF());
    picture_.drawNames(content(), aroundNames(), devicePixelRatioF());
    update();
}

MapPicture::Around MapCanvas::aroundNames() const
{
    return {furniture_.obstacles(), furniture_.insetCodes()};
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
