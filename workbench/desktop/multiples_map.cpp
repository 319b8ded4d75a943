#include "workbench/desktop/multiples_map.h"

#include <utility>

#include <QMouseEvent>
#include <QPainter>

#include "maps/render/paint.h"
#include "maps/style/palette.h"
#include "workbench/desktop/city_document.h"
#include "workbench/desktop/district_pointing.h"
#include "workbench/desktop/selection_model.h"
#include "workbench/desktop/selection_outlines.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/words.h"

namespace chiiki::desktop {
namespace {

constexpr double margin = 8;

// The layers of the picture, from the lowest.
enum Layer : std::size_t { ofMap, ofOutlines };

}  // namespace

MultiplesMap::MultiplesMap(const Desk& desk, QWidget* parent)
    : QWidget(parent)
    , desk_(desk)
    , selection_(desk.state.selection())
    , tip_(*this)
{
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    connect(&selection_, &SelectionModel::changed, this, &MultiplesMap::drawSelection);
    connect(&selection_, &SelectionModel::hoverChanged, this, qOverload<>(&QWidget::update));
    tip_.setText([this](const std::string& code) {
        return city_ && item_ ? tooltipOf(city_->snapshot(), item_->shown, code, desk_.words) : QString();
    });
}

void MultiplesMap::show(const MultiplesItem& item)
{
    item_ = item;
    if (const OpenedCity* city = desk_.document.city())
        city_ = city->scene;
    isOrdered_ = false;
    update();
}

void MultiplesMap::whenDrawn(const std::function<void()>& then)
{
    if (city_ && item_ && !isOrdered_)
        draw();
    picture_.whenDrawn(then);
}

std::string MultiplesMap::districtAt(QPointF place) const
{
    const int index = city_ ? city_->districtAt(frame_.view.toPlane({place.x(), place.y()})) : -1;
    return index < 0 ? std::string() : city_->districts()[static_cast<std::size_t>(index)].code;
}

void MultiplesMap::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), qColour(palette::sea));
    if (!city_ || !item_)
        return;
    if (!isOrdered_)
        draw();
    picture_.paint(painter, ofMap);
    paintScene(painter, hoverOutline(*city_, frame_, selection_));
    picture_.paint(painter, ofOutlines);
}

void MultiplesMap::resizeEvent(QResizeEvent*)
{
    isOrdered_ = false;
}

void MultiplesMap::draw()
{
    const QRectF room = rect().toRectF().adjusted(margin, margin, -margin, -margin);
    frame_ =
        fittedFrame({room.x(), room.y(), std::max(1.0, room.width()), std::max(1.0, room.height())}, city_->extent());
    frame_.box = {0, 0, static_cast<double>(width()), static_cast<double>(height())};
    MapContent content;
    content.choropleth = item_->shown.choropleth;
    content.language = desk_.words.language();
    isOrdered_ = true;
    const auto makeMap = [city = *city_, frame = frame_, content] {
        LayeredPicture::Layer layer{qColour(palette::sea), {}};
        appendMap(layer.parts.emplace_back().scene, city, frame, content);
        return layer;
    };
    picture_.draw({QSizeF(size()), devicePixelRatioF(), {makeMap, outlines()}, [this] { update(); }});
}

/// With the whole city selected, six maps of outlines are more than a frame.
void MultiplesMap::drawSelection()
{
    if (isOrdered_)
        picture_.draw({QSizeF(size()), devicePixelRatioF(), {nullptr, outlines()}, [this] { update(); }});
}

std::function<LayeredPicture::Layer()> MultiplesMap::outlines() const
{
    LayeredPicture::Layer layer{Qt::transparent, {{selectionOutlines(*city_, frame_, selection_), 1}}};
    return [layer = std::move(layer)] { return layer; };
}

void MultiplesMap::mousePressEvent(QMouseEvent* event)
{
    pressDistrict(selection_, districtAt(event->position()), *event);
}

void MultiplesMap::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        emit opened();
}

void MultiplesMap::mouseMoveEvent(QMouseEvent* event)
{
    hoverDistrict(selection_, tip_, districtAt(event->position()), *event);
}

void MultiplesMap::leaveEvent(QEvent*)
{
    leaveDistricts(selection_, tip_);
}

}  // namespace chiiki::desktop
