#include "workbench/desktop/severity_sign.h"

#include <QPainter>

#include "workbench/desktop/theme.h"

namespace chiiki::desktop {

Colour colourOf(Severity severity)
{
    switch (severity) {
    case Severity::Act:
        return theme::act;
    case Severity::Watch:
        return theme::watch;
    case Severity::Note:
        break;
    }
    return theme::note;
}

void drawSeverity(QPainter& painter, const QRect& box, Severity severity)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor ink = qColour(colourOf(severity));
    const double unit = box.width() / 14.0;
    const QRectF sign = QRectF(box).adjusted(2 * unit, 2 * unit, -2 * unit, -2 * unit);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    switch (severity) {
    case Severity::Act:
        painter.drawRect(sign);
        break;
    case Severity::Watch:
        painter.drawPolygon(
            QPolygonF({QPointF(sign.center().x(), sign.top() - unit / 2), sign.bottomRight() + QPointF(unit / 2, 0),
                       sign.bottomLeft() - QPointF(unit / 2, 0)}));
        break;
    case Severity::Note:
        painter.setPen(QPen(ink, 1.8 * unit));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(sign.adjusted(unit / 2, unit / 2, -unit / 2, -unit / 2));
        break;
    }
    painter.restore();
}

}  // namespace chiiki::desktop
