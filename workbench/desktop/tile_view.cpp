#include "workbench/desktop/tile_view.h"

#include <algorithm>
#include <utility>

#include <QContextMenuEvent>
#include <QMouseEvent>
#include <QPainter>

#include "maps/layout/tile_sheet.h"
#include "maps/scene/tile_grid.h"
#include "maps/style/palette.h"
#include "workbench/desktop/city_document.h"
#include "workbench/desktop/district_pointing.h"
#include "workbench/desktop/legend_control.h"
#include "workbench/desktop/selection_model.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/view_state.h"
#include "workbench/desktop/words.h"

namespace chiiki::desktop {
namespace {

constexpr double margin = 8;

QString noTileThere(Heading heading, const Words& words)
{
    static constexpr std::string_view directions[] = {"desktop.map_above", "desktop.map_below", "desktop.map_left",
                                                      "desktop.map_right"};
    return words("desktop.map_no_tile", {words(directions[static_cast<std::size_t>(heading)])});
}

}  // namespace

TileView::TileView(const Desk& desk, QWidget* parent)
    : QWidget(parent)
    , desk_(desk)
    , selection_(desk.state.selection())
    , tip_(*this)
    , keys_(new DistrictKeys(
          desk, *this, [this](const std::string& from, Heading heading) { return tileAfter(from, heading); },
          [this](Heading heading) { return noTileThere(heading, desk_.words); }))
    , access_(desk, *this)
    , legend_(new LegendControl(desk, *this, furniture_))
{
    setObjectName(QStringLiteral("tileView"));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    connect(&selection_, &SelectionModel::changed, this, qOverload<>(&QWidget::update));
    connect(&selection_, &SelectionModel::hoverChanged, this, qOverload<>(&QWidget::update));
    connect(&selection_, &SelectionModel::focusChanged, this, qOverload<>(&QWidget::update));
    connect(keys_, &DistrictKeys::markingChanged, this, qOverload<>(&QWidget::update));
    connect(keys_, &DistrictKeys::told, this, &TileView::told);
    connect(keys_, &DistrictKeys::chosen, this, &TileView::profileRequested);
    connect(&desk_.words, &Words::changed, this, &TileView::takeContent);
    connect(&desk_.document, &CityDocument::cityChanged, this, &TileView::takeContent);
    connect(&desk_.document, &CityDocument::snapshotChanged, this, &TileView::takeContent);
    connect(&desk_.document, &CityDocument::indicatorChanged, this, &TileView::takeContent);
    theme::keep(*this, [this] { takeContent(); });
    tip_.setText([this](const std::string& code) {
        return city_ && shown_ ? tooltipOf(city_->snapshot(), *shown_, code, desk_.words) : QString();
    });
}

void TileView::takeContent()
{
    if (const OpenedCity* city = desk_.document.city())
        city_ = city->scene;
    shown_ = desk_.document.shown();
    isOrdered_ = false;
    update();
}

void TileView::whenDrawn(const std::function<void()>& then)
{
    if (city_ && !isOrdered_)
        draw();
    picture_.whenDrawn(then);
}

void TileView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), qColour(palette::paper));
    if (!city_)
        return;
    if (!isOrdered_)
        draw();
    for (const std::size_t layer : {0, 1})
        picture_.paint(painter, layer);
    const auto outline = [&](const Box& box, double width, Qt::GlobalColor colour) {
        painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
        painter.drawRect(QRectF(box.x, box.y, box.width, box.height));
    };
    for (const TileBox& tile : tiles_) {
        if (selection_.contains(tile.districtCode)) {
            outline(tile.box, 4.5, Qt::black);
            outline(tile.box, 1.5, Qt::white);
        } else if (tile.districtCode == selection_.hovered())
            outline(tile.box, 2, Qt::black);
        if (hasFocus() && keys_->isMarking() && tile.districtCode == selection_.focused()) {
            // Inside the tile, so that it is seen beside the selection's lines.
            const QRectF inside =
                QRectF(tile.box.x, tile.box.y, tile.box.width, tile.box.height).adjusted(5, 5, -5, -5);
            painter.setPen(QPen(Qt::white, 4, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
            painter.drawRect(inside);
            painter.setPen(QPen(qColour(palette::accent), 2, Qt::DashLine, Qt::FlatCap, Qt::MiterJoin));
            painter.drawRect(inside);
        }
    }
    legend_->paint(painter);
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(qColour(palette::accent), 2, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

void TileView::resizeEvent(QResizeEvent*)
{
    isOrdered_ = false;
}

void TileView::mousePressEvent(QMouseEvent* event)
{
    pressDistrict(selection_, districtAt(event->position()), *event);
}

void TileView::mouseMoveEvent(QMouseEvent* event)
{
    hoverDistrict(selection_, tip_, districtAt(event->position()), *event);
}

void TileView::leaveEvent(QEvent*)
{
    leaveDistricts(selection_, tip_);
}

void TileView::contextMenuEvent(QContextMenuEvent* event)
{
    if (!city_)
        return;
    tip_.hover({}, {});  // it would lie over the menu
    // The menu key means the district where the keys are.
    const bool isByKey = event->reason() == QContextMenuEvent::Keyboard;
    MenuPlace place;
    place.district = isByKey ? selection_.focused() : districtAt(event->pos());
    emit menuRequested(isByKey ? mapToGlobal(placeOf(place.district).center().toPoint()) : event->globalPos(), place);
}

void TileView::draw()
{
    furniture_.measure(&*city_, content(), shown_, size(), false);
    constexpr double textSize = 12;
    const TileGrid grid = arrangeTiles(city_->snapshot());
    QRectF room = furniture_.ground().adjusted(margin, margin, -margin, -margin);
    if (grid.isAutomatic)
        room.adjust(0, 0, 0, -textSize * theme::textScale());
    Scene scene;
    // On a page whose px are as much larger as the text is.
    const double scale = theme::textScale();
    const auto onPage = [scale](const Box& box) {
        return Box{box.x / scale, box.y / scale, box.width / scale, box.height / scale};
    };
    tiles_ = appendTiles(
        scene, city_->snapshot(),
        roomForTiles(grid, onPage({room.x(), room.y(), room.width(), room.height()}), onPage(furniture_.legendBox())),
        content());
    for (TileBox& tile : tiles_)
        tile.box = {tile.box.x * scale, tile.box.y * scale, tile.box.width * scale, tile.box.height * scale};
    if (grid.isAutomatic) {
        // Under the tiles, which it takes a line from.
        scene.items.push_back(TextItem{{room.left() / scale, room.bottom() / scale + textSize},
                                       speak({"maps.auto_tiles", {}}, desk_.words.language()),
                                       textSize,
                                       true,
                                       palette::secondText,
                                       {},
                                       0});
    }
    isOrdered_ = true;
    LayeredPicture::Layer tiles{qColour(palette::paper), {{std::move(scene), scale}}};
    picture_.draw({QSizeF(size()),
                   devicePixelRatioF(),
                   {[tiles = std::move(tiles)] { return tiles; },
                    [sheet = furniture_.layers(nullptr, content(), {}, 0).sheet] { return sheet; }},
                   [this] { update(); }});
}

std::vector<std::string> TileView::codes() const
{
    std::vector<std::string> codes;
    if (city_)
        for (const DistrictShape& district : city_->districts())
            codes.push_back(district.code);
    return codes;
}

QRectF TileView::placeOf(const std::string& code) const
{
    for (const TileBox& tile : tiles_)
        if (tile.districtCode == code)
            return {tile.box.x, tile.box.y, tile.box.width, tile.box.height};
    return {};
}

std::string TileView::tileAfter(const std::string& code, Heading heading) const
{
    if (!city_)
        return {};
    const std::vector<District>& districts = city_->snapshot().districts;
    const TileGrid grid = arrangeTiles(city_->snapshot());
    const auto from =
        std::find_if(districts.begin(), districts.end(), [&](const District& d) { return d.code == code; });
    if (from == districts.end())
        return {};
    const TilePlace at = grid.places[static_cast<std::size_t>(from - districts.begin())];
    std::string nearest;
    int nearestSteps = 0;
    for (std::size_t i = 0; i < districts.size(); ++i) {
        const int right = grid.places[i].column - at.column;
        const int down = grid.places[i].row - at.row;
        const bool isVertical = heading == Heading::Up || heading == Heading::Down;
        if ((isVertical ? right : down) != 0)
            continue;
        const int steps = heading == Heading::Up     ? -down
                          : heading == Heading::Down ? down
                          : heading == Heading::Left ? -right
                                                     : right;
        if (steps > 0 && (nearest.empty() || steps < nearestSteps)) {
            nearest = districts[i].code;
            nearestSteps = steps;
        }
    }
    return nearest;
}

std::string TileView::districtAt(QPointF place) const
{
    const auto found = std::find_if(tiles_.begin(), tiles_.end(), [&](const TileBox& tile) {
        return tile.box.contains(Point{place.x(), place.y()});
    });
    return found == tiles_.end() ? std::string() : found->districtCode;
}

MapContent TileView::content() const
{
    MapContent content;
    if (shown_)
        content.choropleth = shown_->choropleth;
    content.language = desk_.words.language();
    return content;
}

}  // namespace chiiki::desktop
