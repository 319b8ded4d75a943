#pragma once

#include <QVariantAnimation>

#include "core/model/geometry.h"

class QPainter;

namespace chiiki::desktop {

class MapViewport;

/// A ring that opens once about a place, so that the eye finds it: 200 ms, and not at all where the system asks for
/// less motion.
class MapPulse : public QObject {
    Q_OBJECT

public:
    explicit MapPulse(QWidget* map);

    void begin(Point plane);
    bool isRunning() const { return ring_.state() == QAbstractAnimation::Running; }
    void paint(QPainter& painter, const MapViewport& viewport) const;

signals:
    void moved();

private:
    QWidget& map_;
    QVariantAnimation ring_;  // 0 to 1
    Point place_;             // plane metres
};

/// Whether the system asks for less motion: its style animates nothing.
bool wantsLessMotion(const QWidget& widget);

}  // namespace chiiki::desktop
