#include "workbench/desktop/tile_view.h"

#include <algorithm>

#include <QMouseEvent>
#include <QPainter>

#include "maps/layout/tile_sheet.h"
#include "maps/render/paint.h"
#include "maps/style/palette.h"
#include "workbench/desktop/city_document.h"
#include "workbench/desktop/selection_model.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/view_state.h"
#include "workbench/desktop/words.h"

namespace chiiki::desktop {
namespace {

constexpr double margin = 16;

}  // namespace

TileView::TileView(const Desk& desk, QWidget* parent)
    : QWidget(parent)
    , desk_(desk)
    , selection_(desk.state.selection())
    , tip_(*this)
{
    setObjectName(QStringLiteral("tileView"));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    connect(&selection_, &SelectionModel::changed, this, qOverload<>(&QWidget::update));
    connect(&selection_, &SelectionModel::hoverChanged, this, qOverload<>(&QWidget::update));
    connect(&desk_.words, &Words::changed, this, &TileView::takeContent);
    connect(&desk_.document, &CityDocument::cityChanged, this, &TileView::takeContent);
    connect(&desk_.document, &CityDocument::snapshotChanged, this, &TileView::takeContent);
    connect(&desk_.document, &CityDocument::indicatorChanged, this, &TileView::takeContent);
    takeContent();
    tip_.setText([this](const std::string& code) {
        return city_ && shown_ ? tooltipOf(city_->snapshot(), *shown_, code, desk_.words) : QString();
    });
}

void TileView::takeContent()
{
    if (const OpenedCity* city = desk_.document.city())
        city_ = city->scene;
    shown_ = desk_.document.shown();
    pixmap_ = {};
    update();
}

void TileView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), qColour(palette::paper));
    if (!city_)
        return;
    if (pixmap_.isNull())
        draw();
    painter.drawPixmap(QPointF(0, 0), pixmap_);
    painter.drawPixmap(QPointF(0, 0), furniture_.pixmap());
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
    }
    if (hasFocus()) {
        painter.setPen(QPen(qColour(palette::accent), 2, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

void TileView::resizeEvent(QResizeEvent*)
{
    pixmap_ = {};
}

void TileView::mousePressEvent(QMouseEvent* event)
{
    const std::string code = districtAt(event->position());
    if (event->button() != Qt::LeftButton || code.empty())
        return;
    if (event->modifiers().testFlag(Qt::ControlModifier))
        selection_.toggle(code);
    else
        selection_.replace(code);
}

void TileView::mouseMoveEvent(QMouseEvent* event)
{
    const std::string code = districtAt(event->position());
    selection_.setHovered(code);
    tip_.hover(code, event->globalPosition().toPoint());
}

void TileView::leaveEvent(QEvent*)
{
    selection_.setHovered({});
    tip_.hover({}, {});
}

void TileView::draw()
{
    furniture_.measure(&*city_, content(), shown_, size(), false);
    furniture_.draw(nullptr, content(), {}, 0, devicePixelRatioF());
    QRectF room = furniture_.ground().adjusted(margin, margin, -margin, -margin);
    room.setRight(std::max(room.left() + 1, furniture_.legendBox().x - margin));
    Scene scene;
    tiles_ = appendTiles(scene, city_->snapshot(), {room.x(), room.y(), room.width(), room.height()}, content());
    pixmap_ = QPixmap((QSizeF(size()) * devicePixelRatioF()).toSize());
    pixmap_.setDevicePixelRatio(devicePixelRatioF());
    pixmap_.fill(qColour(palette::paper));
    QPainter painter(&pixmap_);
    paintScene(painter, scene);
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
