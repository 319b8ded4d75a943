#include "workbench/desktop/legend_control.h"

#include <algorithm>
#include <utility>

#include <QContextMenuEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QWidget>

#include "maps/style/palette.h"
#include "workbench/desktop/city_document.h"
#include "workbench/desktop/class_change.h"
#include "workbench/desktop/legend_menu.h"
#include "workbench/desktop/map_furniture.h"
#include "workbench/desktop/selection_model.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/view_state.h"
#include "workbench/desktop/words.h"

namespace chiiki::desktop {
namespace {

constexpr double reach = 4;         // px on each side of a limit's line
constexpr double swatchWidth = 36;  // where a limit is taken hold of; the rest of the row is the class
constexpr double mostShare = 0.95;  // of a row: a limit never reaches the next one

QRectF rectOf(const Box& box)
{
    return {box.x, box.y, box.width, box.height};
}

}  // namespace

LegendControl::LegendControl(const Desk& desk, QWidget& picture, const MapFurniture& furniture)
    : QObject(&picture)
    , desk_(desk)
    , picture_(picture)
    , furniture_(furniture)
    , menu_(new LegendMenu(desk, &picture))
{
    picture.installEventFilter(this);
}

bool LegendControl::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick:
        if (press(*static_cast<QMouseEvent*>(event)))
            return true;
        break;
    case QEvent::MouseMove:
        if (move(*static_cast<QMouseEvent*>(event)))
            return true;
        break;
    case QEvent::MouseButtonRelease:
        if (release(*static_cast<QMouseEvent*>(event)))
            return true;
        break;
    case QEvent::Leave:
        hover(std::nullopt);
        break;
    case QEvent::ContextMenu:
        if (const auto* asked = static_cast<QContextMenuEvent*>(event); isOver(asked->pos())) {
            menu_->popup(asked->globalPos());
            return true;
        }
        break;
    case QEvent::ShortcutOverride:
        if (pressed_ && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape)
            event->accept();
        break;
    case QEvent::KeyPress:
        if (pressed_ && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
            cancel();
            return true;
        }
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

bool LegendControl::isOver(QPointF place) const
{
    return furniture_.legendBox().contains(Point{place.x(), place.y()});
}

QRectF LegendControl::rowBox(int classIndex) const
{
    const std::vector<LegendRow>& rows = furniture_.legendRows();
    const std::vector<Box> boxes = furniture_.legendRowBoxes();
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (rows[i].classIndex == classIndex)
            return rectOf(boxes[i]);
    return {};
}

bool LegendControl::canChange() const
{
    const std::optional<ShownIndicator>& shown = desk_.document.shown();
    return shown && hasChoosableClasses(*shown) && desk_.document.writer().canWrite();
}

std::optional<LegendControl::Spot> LegendControl::spotAt(QPointF place) const
{
    const std::optional<ShownIndicator>& shown = desk_.document.shown();
    if (!shown || !isOver(place))
        return std::nullopt;
    const int classes = shown->choropleth.breaks.classCount();
    for (int i = 0; i + 1 < classes && canChange(); ++i) {
        const QRectF above = rowBox(i);
        const QRectF line(above.left(), above.bottom() - reach, swatchWidth, 2 * reach);
        if (!rowBox(i + 1).isEmpty() && !above.isEmpty() && line.contains(place))
            return Spot{Spot::Kind::Limit, i, line};
    }
    for (int i = 0; i < classes; ++i)
        if (const QRectF row = rowBox(i); row.contains(place))
            return Spot{Spot::Kind::Class, i, row};
    return std::nullopt;
}

bool LegendControl::press(const QMouseEvent& event)
{
    if (!isOver(event.position()))
        return false;
    if (event.button() == Qt::LeftButton) {
        pressed_ = spotAt(event.position());
        pressedAt_ = lastAt_ = event.position();
    }
    return event.button() == Qt::LeftButton;  // no drag of the map begins on its legend
}

bool LegendControl::move(const QMouseEvent& event)
{
    lastAt_ = event.position();
    if (pressed_) {
        picture_.update();
        return true;
    }
    if (event.buttons() == Qt::NoButton)
        hover(spotAt(event.position()));
    return false;
}

bool LegendControl::release(const QMouseEvent& event)
{
    if (event.button() != Qt::LeftButton || !pressed_)
        return false;
    const double value = pressed_->kind == Spot::Kind::Limit ? dragged() : 0;
    const Spot done = *std::exchange(pressed_, std::nullopt);
    picture_.update();
    const std::optional<ShownIndicator>& shown = desk_.document.shown();
    if (!shown || done.index >= shown->choropleth.breaks.classCount())
        return true;
    if (done.kind == Spot::Kind::Limit) {
        const ClassBreaks& breaks = shown->choropleth.breaks;
        if (value != breaks.limits[static_cast<std::size_t>(done.index)]) {
            ClassStyle style = chosenClasses(desk_);
            style.manualLimits = limitsWith(breaks, done.index, value);
            changeClasses(desk_, style);
        }
    } else if (done.box.contains(event.position())) {
        std::vector<std::string> codes = districtsOfClass(*shown, done.index);
        SelectionModel& selection = desk_.state.selection();
        if (event.modifiers().testFlag(Qt::ControlModifier))
            codes.insert(codes.begin(), selection.districts().begin(), selection.districts().end());
        if (!codes.empty())
            selection.replace(std::move(codes));
    }
    return true;
}

void LegendControl::hover(std::optional<Spot> spot)
{
    if (spot == hovered_)
        return;
    hovered_ = spot;
    if (!spot)
        picture_.unsetCursor();
    else
        picture_.setCursor(spot->kind == Spot::Kind::Limit ? Qt::SplitVCursor : Qt::PointingHandCursor);
    if (spot)
        QToolTip::showText(
            picture_.mapToGlobal(spot->box.bottomLeft().toPoint()),
            spot->kind == Spot::Kind::Limit
                ? desk_.words("desktop.legend_tip_limit")
                : desk_.words("desktop.legend_tip_class",
                              {QString::number(districtsOfClass(*desk_.document.shown(), spot->index).size())}),
            &picture_);
    else
        QToolTip::hideText();
    picture_.update();
}

double LegendControl::dragged() const
{
    const double rows = (lastAt_.y() - pressedAt_.y()) / rowBox(pressed_->index).height();
    return movedLimit(desk_.document.shown()->choropleth.breaks, pressed_->index,
                      std::clamp(rows, -mostShare, mostShare));
}

void LegendControl::cancel()
{
    pressed_.reset();
    picture_.update();
}

void LegendControl::paint(QPainter& painter) const
{
    const std::optional<ShownIndicator>& shown = desk_.document.shown();
    const std::optional<Spot>& spot = pressed_ ? pressed_ : hovered_;
    if (!spot || !shown || spot->index >= shown->choropleth.breaks.classCount())
        return;
    painter.setBrush(Qt::NoBrush);
    if (spot->kind == Spot::Kind::Class) {
        painter.setPen(QPen(qColour(palette::accent), 1));
        painter.drawRect(spot->box.adjusted(-3.5, 0.5, 3.5, -0.5));
        return;
    }
    const QRectF above = rowBox(spot->index);
    double y = above.bottom();
    if (pressed_)
        y += std::clamp(lastAt_.y() - pressedAt_.y(), -mostShare * above.height(), mostShare * above.height());
    painter.setPen(QPen(qColour(palette::accent), 2));
    painter.drawLine(QPointF(above.left() - 4, y), QPointF(above.left() + swatchWidth, y));
    if (!pressed_)
        return;
    const ClassBreaks& breaks = shown->choropleth.breaks;
    const QString text = desk_.words("desktop.legend_moving",
                                     {limitsText(*shown, {breaks.limits[static_cast<std::size_t>(spot->index)]}, {}),
                                      limitsText(*shown, {dragged()}, {})});
    painter.setFont(theme::font(theme::captionPoints, true));
    const QFontMetricsF metrics(painter.font());
    // Left of the legend, so that the classes stay in sight.
    const QSizeF size(metrics.horizontalAdvance(text) + 16, metrics.height() + 8);
    const QRectF bubble(QPointF(furniture_.legendBox().x - size.width() - 8, y - size.height() / 2), size);
    painter.setPen(QPen(qColour(palette::accent), 1));
    painter.setBrush(qColour(palette::paper));
    painter.drawRect(bubble);
    painter.setPen(qColour(palette::text));
    painter.drawText(bubble, Qt::AlignCenter, text);
}

}  // namespace chiiki::desktop
