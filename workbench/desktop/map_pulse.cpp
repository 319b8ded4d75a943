#include "workbench/desktop/map_pulse.h"

#include <QPainter>
#include <QStyle>
#include <QWidget>

#include "maps/style/palette.h"
#include "workbench/desktop/map_viewport.h"
#include "workbench/desktop/theme.h"

namespace chiiki::desktop {
namespace {

constexpr int pulseMs = 200;
constexpr double restingPx = 15;  // round a glyph of a facility
constexpr double toPx = 44;

}  // namespace

bool wantsLessMotion(const QWidget& widget)
{
    return widget.style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, &widget) <= 0;
}

MapPulse::MapPulse(QWidget* map)
    : QObject(map)
    , map_(*map)
{
    ring_.setStartValue(0.0);
    ring_.setEndValue(1.0);
    ring_.setDuration(pulseMs);
    ring_.setEasingCurve(QEasingCurve::OutCubic);
    connect(&ring_, &QVariantAnimation::valueChanged, this, &MapPulse::moved);
    connect(&ring_, &QVariantAnimation::finished, this, &MapPulse::moved);
}

void MapPulse::begin(Point plane)
{
    ring_.stop();
    place_ = plane;
    if (!wantsLessMotion(map_))
        ring_.start();
    emit moved();
}

void MapPulse::clear()
{
    ring_.stop();
    place_.reset();
    emit moved();
}

void MapPulse::paint(QPainter& painter, const MapViewport& viewport) const
{
    if (!place_)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    const QPointF place = viewport.toScreen(*place_);
    const auto ring = [&](double radius) {
        for (const QPen& pen : {QPen(Qt::white, 6), QPen(qColour(palette::accent), 3)}) {
            painter.setPen(pen);
            painter.drawEllipse(place, radius, radius);
        }
    };
    ring(restingPx);
    if (isRunning())
        ring(restingPx + ring_.currentValue().toDouble() * (toPx - restingPx));
    painter.restore();
}

}  // namespace chiiki::desktop
