#pragma once

#include <optional>

#include <QVariantAnimation>

#include "core/model/geometry.h"

class QPainter;

namespace chiiki::desktop {

class MapViewport;

/// A ring about a place, which stays until something else is looked at. It opens once, so that the eye finds it: 200
/// ms, and not at all where the system asks for less motion.
class MapPulse : public QObject {
    Q_OBJECT

public:
    explicit MapPulse(QWidget* map);

    void begin(Point plane);
    void clear();
    const std::optional<Point>& place() const { return place_; }
    bool isRunning() const { return ring_.state() == QAbstractAnimation::Running; }
    void paint(QPainter& painter, const MapViewport& viewport) const;

signals:
    void moved();

private:
    QWidget& map_;
    QVariantAnimation ring_;      // 0 to 1
    std::optional<Point> place_;  // plane metres
};

/// Whether the system asks for less motion: its style animates nothing.
bool wantsLessMotion(const QWidget& widget);

}  // namespace chiiki::desktop
