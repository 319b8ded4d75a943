#include "workbench/desktop/state_sign.h"

#include <QDateTime>
#include <QPainter>
#include <QPainterPath>

#include "workbench/desktop/theme.h"
#include "workbench/desktop/words.h"
#include "workbench/usecases/overlay_output.h"

namespace chiiki::desktop {
namespace {

PluginState stateOf(const OverlayEntry& entry)
{
    if (entry.isRunning)
        return PluginState::Running;
    return entry.run ? entry.run->state : PluginState::Stopped;
}

std::string_view codeOfWord(PluginState state)
{
    switch (state) {
    case PluginState::Valid:
        return "desktop.themes_state_valid";
    case PluginState::Running:
        return "desktop.themes_state_running";
    case PluginState::LastGood:
        return "desktop.themes_state_last_good";
    case PluginState::Unreadable:
        return "desktop.themes_state_unreadable";
    case PluginState::TimedOut:
        return "desktop.themes_state_timed_out";
    case PluginState::AwaitingConsent:
        return "desktop.themes_state_awaiting";
    case PluginState::WrongVersion:
        return "desktop.themes_state_wrong_version";
    case PluginState::Stopped:
        return "desktop.themes_state_stopped";
    case PluginState::Failed:
        return "desktop.themes_state_failed";
    }
    return {};
}

/// 「11/14」 in local time; the text as it is where it is no time.
QString dayOf(const std::string& utc)
{
    const QDateTime at = QDateTime::fromString(QString::fromStdString(utc), Qt::ISODate);
    return at.isValid() ? at.toLocalTime().toString(QStringLiteral("M/d")) : QString::fromStdString(utc);
}

}  // namespace

StateLook lookOf(const OverlayEntry& entry, const Words& words)
{
    StateLook look;
    look.state = stateOf(entry);
    look.isTrouble =
        look.state != PluginState::Valid && look.state != PluginState::Running && look.state != PluginState::Stopped;
    const QString when = look.state == PluginState::LastGood ? dayOf(entry.run->lastGoodAt) : QString();
    look.shortWord = words(codeOfWord(look.state), {when});
    look.word = entry.run && !entry.isRunning ? QString::fromStdString(stateTitle(*entry.run, words.language()))
                                              : look.shortWord;
    return look;
}

QColor colourOf(PluginState state)
{
    switch (state) {
    case PluginState::Valid:
        return qColour(theme::ok);
    case PluginState::Unreadable:
    case PluginState::TimedOut:
    case PluginState::WrongVersion:
    case PluginState::Failed:
        return qColour(theme::act);
    case PluginState::LastGood:
    case PluginState::AwaitingConsent:
        return qColour(theme::text);
    case PluginState::Running:
    case PluginState::Stopped:
        break;
    }
    return qColour(theme::secondText);
}

void drawStateSign(QPainter& painter, const QRectF& box, PluginState state, const QColor& colour)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(box.topLeft());
    painter.scale(box.width() / 16, box.height() / 16);  // drawn in a box of 16
    painter.setPen(QPen(colour, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    switch (state) {
    case PluginState::Valid:
        painter.drawPolyline(QPolygonF({{3, 8.5}, {6.5, 12}, {13, 4}}));
        break;
    case PluginState::Running:
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        for (const double x : {3.5, 8.0, 12.5})
            painter.drawEllipse(QPointF(x, 8), 1.4, 1.4);
        break;
    case PluginState::LastGood: {
        QPainterPath arrow(QPointF(3.5, 7));
        arrow.arcTo(QRectF(3.5, 4, 9, 8.5), 160, -250);
        painter.drawPath(arrow);
        painter.drawPolyline(QPolygonF({{2.5, 3}, {3.3, 7.2}, {7.4, 6.4}}));
        break;
    }
    case PluginState::Unreadable:
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawRect(QRectF(3.5, 3.5, 9, 9));
        break;
    case PluginState::TimedOut:
        painter.drawEllipse(QPointF(8, 9), 5, 5);
        painter.drawPolyline(QPolygonF({{8, 6}, {8, 9}, {10, 10.5}}));
        painter.drawLine(QPointF(6.5, 1.8), QPointF(9.5, 1.8));
        break;
    case PluginState::AwaitingConsent:
        painter.drawEllipse(QPointF(5, 8), 2.6, 2.6);
        painter.drawPolyline(QPolygonF({{7.6, 8}, {14, 8}, {14, 11}}));
        painter.drawLine(QPointF(11.2, 8), QPointF(11.2, 10.4));
        break;
    case PluginState::WrongVersion:
        painter.drawLine(QPointF(3, 6.2), QPointF(13, 6.2));
        painter.drawLine(QPointF(3, 9.8), QPointF(13, 9.8));
        painter.drawLine(QPointF(10.5, 3), QPointF(5.5, 13));
        break;
    case PluginState::Stopped:
        painter.drawLine(QPointF(3.5, 8), QPointF(12.5, 8));
        break;
    case PluginState::Failed:
        painter.drawLine(QPointF(4, 4), QPointF(12, 12));
        painter.drawLine(QPointF(12, 4), QPointF(4, 12));
        break;
    }
    painter.restore();
}

}  // namespace chiiki::desktop
