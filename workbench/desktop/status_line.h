#pragma once

#include <optional>
#include <string>

#include <QStatusBar>
#include <QTimer>

#include "core/geo/transform.h"
#include "core/model/placement.h"
#include "core/model/snapshot.h"
#include "workbench/desktop/desk.h"

class QLabel;

namespace chiiki::desktop {

class SelectionModel;

/// The line at the foot of the window: whether the file can be changed, what is selected, whether the parts add up,
/// where the pointer is and at what scale.
class StatusLine : public QStatusBar {
    Q_OBJECT

public:
    explicit StatusLine(const Desk& desk, QWidget* parent = nullptr);

    /// Plane metres of the city's zone; nullopt where the pointer is off the map.
    void setPosition(std::optional<Point> plane);
    void setScale(double metresPerPixel);

    /// A short message in place of the selection for six seconds; afterwards it stands in history().
    void tell(const QString& message);
    /// Into the history alone.
    void remember(const QString& message);
    /// Newest last, each with its time.
    const QStringList& history() const { return history_; }

signals:
    /// 照合 was pressed: what it is made of is asked for. `place` is on the screen.
    void reconcileAsked(const QRect& place);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void takeCity();
    void retranslate();
    void showSelection();
    void showReconciliation();
    void showPosition();
    void showFileState();

    const Desk desk_;
    const SelectionModel& selection_;
    SnapshotPtr snapshot_;
    std::optional<Transform> toLonLat_;
    std::optional<Point> position_;
    QLabel* fileState_;
    QLabel* selected_;
    QLabel* reconcile_;
    QTimer messageEnds_;
    QStringList history_;
    QLabel* coordinates_;
    QLabel* scale_;
};

/// 「III」 for EPSG:6671: the zone of a JGD2011 plane rectangular code; empty for any other code.
QString planeZoneNumeral(int planeEpsg);

/// "131.4724E 34.1790N"
QString lonLatText(Point lonLat);

}  // namespace chiiki::desktop
