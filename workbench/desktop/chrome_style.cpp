#include "workbench/desktop/chrome_style.h"

#include <algorithm>

#include <QAbstractSpinBox>
#include <QPainter>
#include <QSlider>
#include <QStyleFactory>
#include <QStyleOption>

#include "workbench/desktop/theme.h"

namespace chiiki::desktop {
namespace {

// px at 100 % of the text's size.
constexpr double boxSize = 15;
constexpr double sliderSize = 18;

enum class Box { Square, Round, InRow };

void drawTickBox(QPainter& painter, const QStyleOption& option, Box kind)
{
    const bool isRound = kind == Box::Round;
    // On the ground of a selected row, which has the accent's colour itself.
    const bool isInverse = kind == Box::InRow && option.state.testFlag(QStyle::State_Selected);
    const bool isOn = option.state.testFlag(QStyle::State_On);
    const bool isPartly = option.state.testFlag(QStyle::State_NoChange);
    const bool isEnabled = option.state.testFlag(QStyle::State_Enabled);
    const bool isFocused = option.state.testFlag(QStyle::State_HasFocus);
    const double side = std::min(option.rect.width(), option.rect.height()) - 2;
    QRectF box(0, 0, side, side);
    box.moveCenter(QRectF(option.rect).center());
    const theme::Token line = !isEnabled                      ? theme::hairline
                              : isOn || isPartly || isFocused ? theme::accent
                                                              : theme::controlBorder;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(qColour(line), isFocused ? 2 : 1.2));
    const bool isFilled = (isOn || isPartly) && isEnabled && !isInverse;
    painter.setBrush(qColour(isFilled ? theme::accent : theme::surface));
    if (isRound)
        painter.drawEllipse(box);
    else
        painter.drawRoundedRect(box, 2, 2);
    const QColor ink = qColour(!isEnabled ? theme::controlBorder : isInverse ? theme::accent : theme::onAccent);
    const auto at = [&box](double x, double y) { return box.topLeft() + QPointF(x, y) * box.width(); };
    if (isOn && isRound) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink);
        painter.drawEllipse(box.center(), 0.22 * side, 0.22 * side);
    } else if (isOn) {
        painter.setPen(QPen(ink, 0.13 * side, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(QPolygonF({at(0.24, 0.52), at(0.43, 0.72), at(0.77, 0.3)}));
    } else if (isPartly) {
        painter.setPen(QPen(ink, 0.13 * side, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(at(0.26, 0.5), at(0.74, 0.5));
    }
    painter.restore();
}

/// A chevron in the middle of `room`, pointing `up`, down, left or right.
void drawChevron(QPainter& painter, const QRectF& room, Qt::ArrowType way, const QColor& ink)
{
    const double reach = std::min({room.width() / 2, room.height() / 2, theme::px(80) / 20.0});
    const QPointF middle = room.center();
    const auto at = [&](double along, double across) {
        switch (way) {
        case Qt::UpArrow:
            return middle + QPointF(across, -along) * reach;
        case Qt::LeftArrow:
            return middle + QPointF(-along, across) * reach;
        case Qt::RightArrow:
            return middle + QPointF(along, across) * reach;
        default:
            return middle + QPointF(across, along) * reach;
        }
    };
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(ink, std::max(1.3, 0.35 * reach), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(QPolygonF({at(-0.45, -0.9), at(0.45, 0), at(-0.45, 0.9)}));
    painter.restore();
}

void drawField(QPainter& painter, const QStyleOption& option)
{
    const bool isEnabled = option.state.testFlag(QStyle::State_Enabled);
    const bool isFocused = isEnabled && option.state.testFlag(QStyle::State_HasFocus);
    const bool isHovered = isEnabled && option.state.testFlag(QStyle::State_MouseOver);
    const theme::Token line = !isEnabled               ? theme::hairline
                              : isFocused || isHovered ? theme::accent
                                                       : theme::controlBorder;
    const double width = isFocused ? 2 : 1;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(qColour(line), width));
    painter.setBrush(qColour(theme::surface));
    painter.drawRoundedRect(QRectF(option.rect).adjusted(width / 2, width / 2, -width / 2, -width / 2), 2, 2);
    painter.restore();
}

QColor arrowInk(bool isEnabled)
{
    return qColour(isEnabled ? theme::text : theme::controlBorder);
}

void drawSlider(QPainter& painter, const QStyleOptionSlider& option, const QRectF& handle)
{
    const bool isEnabled = option.state.testFlag(QStyle::State_Enabled);
    const bool isFocused = isEnabled && option.state.testFlag(QStyle::State_HasFocus);
    const QRectF room(option.rect);
    const bool isAcross = option.orientation == Qt::Horizontal;
    const QPointF from =
        isAcross ? QPointF(room.left() + 2, handle.center().y()) : QPointF(handle.center().x(), room.bottom() - 2);
    const QPointF to =
        isAcross ? QPointF(room.right() - 2, handle.center().y()) : QPointF(handle.center().x(), room.top() + 2);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(qColour(theme::controlBorder), 2, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(from, to);
    const QColor ink = qColour(isEnabled ? theme::accent : theme::controlBorder);
    painter.setPen(QPen(ink, 4, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(option.upsideDown == isAcross ? to : from, handle.center());
    painter.setPen(QPen(ink, isFocused ? 4 : 2));
    painter.setBrush(qColour(theme::surface));
    const double radius = std::min(handle.width(), handle.height()) / 2 - 2;
    painter.drawEllipse(handle.center(), radius, radius);
    painter.restore();
}

}  // namespace

ChromeStyle::ChromeStyle()
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
{
}

void ChromeStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                                const QWidget* widget) const
{
    const auto ink = [option] {
        const bool isOnAccent = option->state.testFlag(State_Selected);
        return isOnAccent ? qColour(theme::onAccent) : arrowInk(option->state.testFlag(State_Enabled));
    };
    switch (element) {
    case PE_IndicatorCheckBox:
        drawTickBox(*painter, *option, Box::Square);
        return;
    case PE_IndicatorItemViewItemCheck:
        drawTickBox(*painter, *option, Box::InRow);
        return;
    case PE_IndicatorRadioButton:
        drawTickBox(*painter, *option, Box::Round);
        return;
    case PE_IndicatorArrowUp:
        drawChevron(*painter, option->rect, Qt::UpArrow, ink());
        return;
    case PE_IndicatorArrowDown:
        drawChevron(*painter, option->rect, Qt::DownArrow, ink());
        return;
    case PE_IndicatorArrowLeft:
        drawChevron(*painter, option->rect, Qt::LeftArrow, ink());
        return;
    case PE_IndicatorArrowRight:
        drawChevron(*painter, option->rect, Qt::RightArrow, ink());
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void ChromeStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                                     const QWidget* widget) const
{
    const bool isEnabled = option->state.testFlag(State_Enabled);
    const auto room = [&](SubControl part) { return QRectF(proxy()->subControlRect(control, option, part, widget)); };
    switch (control) {
    case CC_ComboBox:
        drawField(*painter, *option);
        drawChevron(*painter, room(SC_ComboBoxArrow), Qt::DownArrow, arrowInk(isEnabled));
        return;
    case CC_SpinBox: {
        const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option);
        drawField(*painter, *option);
        if (!spin || spin->buttonSymbols == QAbstractSpinBox::NoButtons)
            return;
        const bool canGoUp = isEnabled && spin->stepEnabled.testFlag(QAbstractSpinBox::StepUpEnabled);
        const bool canGoDown = isEnabled && spin->stepEnabled.testFlag(QAbstractSpinBox::StepDownEnabled);
        drawChevron(*painter, room(SC_SpinBoxUp), Qt::UpArrow, arrowInk(canGoUp));
        drawChevron(*painter, room(SC_SpinBoxDown), Qt::DownArrow, arrowInk(canGoDown));
        return;
    }
    case CC_Slider:
        if (const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option)) {
            if (slider->tickPosition != QSlider::NoTicks) {
                QStyleOptionSlider ticks = *slider;
                ticks.subControls = SC_SliderTickmarks;
                QProxyStyle::drawComplexControl(control, &ticks, painter, widget);
            }
            drawSlider(*painter, *slider, room(SC_SliderHandle));
        }
        return;
    default:
        QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

QRect ChromeStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                                  const QWidget* widget) const
{
    const QRect whole = option->rect;
    const int arrow = theme::px(24);
    const QRect right = QRect(whole.right() - arrow + 1, whole.top(), arrow, whole.height()).adjusted(0, 1, -1, -1);
    if (control == CC_ComboBox && part == SC_ComboBoxArrow)
        return visualRect(option->direction, whole, right);
    if (control == CC_ComboBox && part == SC_ComboBoxEditField)
        return visualRect(option->direction, whole, whole.adjusted(theme::px(6), 1, -arrow, -1));
    const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option);
    if (control == CC_SpinBox && spin) {
        const bool hasButtons = spin->buttonSymbols != QAbstractSpinBox::NoButtons;
        const int half = right.height() / 2;
        if (part == SC_SpinBoxEditField)
            return visualRect(option->direction, whole,
                              whole.adjusted(theme::px(6), 2, hasButtons ? -arrow : -theme::px(6), -2));
        if (part == SC_SpinBoxUp)
            return hasButtons ? visualRect(option->direction, whole, right.adjusted(0, 0, 0, -half)) : QRect();
        if (part == SC_SpinBoxDown)
            return hasButtons ? visualRect(option->direction, whole, right.adjusted(0, half, 0, 0)) : QRect();
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

QSize ChromeStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                                    const QWidget* widget) const
{
    const QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
    switch (type) {
    case CT_ComboBox:
    case CT_SpinBox:
        return {std::max(size.width(), contents.width() + theme::px(24 + 12)), std::max(size.height(), theme::px(28))};
    default:
        return size;
    }
}

int ChromeStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                           QStyleHintReturn* data) const
{
    // A list below its field, as long as it needs to be, in place of a menu over it.
    if (hint == SH_ComboBox_Popup)
        return 0;
    return QProxyStyle::styleHint(hint, option, widget, data);
}

QIcon ChromeStyle::standardIcon(StandardPixmap icon, const QStyleOption* option, const QWidget* widget) const
{
    if (icon != SP_LineEditClearButton)
        return QProxyStyle::standardIcon(icon, option, widget);
    constexpr double side = 32;  // fine enough for 200 %
    QPixmap cross(side, side);
    cross.fill(Qt::transparent);
    QPainter painter(&cross);
    painter.setRenderHint(QPainter::Antialiasing);
    // A field keeps the sign it was given, through changes of the theme: this grey stands out in both.
    painter.setPen(QPen(QColor(0x80, 0x88, 0x90), side / 10, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(QPointF(0.28, 0.28) * side, QPointF(0.72, 0.72) * side);
    painter.drawLine(QPointF(0.72, 0.28) * side, QPointF(0.28, 0.72) * side);
    return QIcon(cross);
}

int ChromeStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return theme::px(boxSize);
    case PM_SliderThickness:
    case PM_SliderControlThickness:
    case PM_SliderLength:
        return theme::px(sliderSize);
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

}  // namespace chiiki::desktop
