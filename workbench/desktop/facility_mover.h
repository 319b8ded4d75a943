#pragma once

#include <optional>
#include <string>

#include <QObject>
#include <QPointF>

#include "core/model/facility.h"
#include "workbench/desktop/desk.h"

class QKeyEvent;
class QPainter;

namespace chiiki {
class CityScene;
}

namespace chiiki::desktop {

class FacilityMoveBar;
class MapCanvas;

/// 位置を直す: takes one facility to its right place on the map. It is asked for by name, from the menu or a finding,
/// so that nobody moves a facility while panning. Its mark is dragged, put down by a click, or pushed by the arrow keys
/// (10 m, with Shift 100 m). Dropping the mark and Enter write its place, one step that can be undone; Esc leaves
/// everything as it was. The map can be moved and zoomed meanwhile.
class FacilityMover : public QObject {
    Q_OBJECT

public:
    /// Watches mouse and keys of `map`, which must outlive this.
    FacilityMover(const Desk& desk, MapCanvas& map);

    /// Begins with the facility in sight, at its place or where it is likely to be; does nothing where the city can
    /// only be read. What was begun before is left.
    void begin(const Facility& facility);
    bool isActive() const { return facility_.has_value(); }
    /// Where the mark stands, in plane metres.
    Point place() const { return place_; }

    /// Writes the place.
    void keep();
    /// Nothing happened.
    void leave();

    /// The mark, and from where it came.
    void paint(QPainter& painter) const;

signals:
    void activeChanged(bool isActive);
    void moved();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool press(QPointF at);
    bool drag(QPointF at);
    bool release(QPointF at);
    bool pressKey(const QKeyEvent& event);
    void put(Point plane);
    void end();
    void showTexts();
    QPointF markOnScreen() const;

    const Desk desk_;
    MapCanvas& map_;
    FacilityMoveBar* bar_;
    std::optional<Facility> facility_;
    std::string glyph_;
    std::optional<Point> origin_;  // plane metres; nullopt = it had no place
    Point place_;
    bool isHeld_ = false;     // the mark is under the pressed button
    bool isDragged_ = false;  // and was moved
    bool isPressed_ = false;  // the button went down beside the mark
    QPointF pressedAt_;
    Point heldAt_;  // its place before the drag
};

/// Where a facility stands, in plane metres; one without a place: the middle of the town (町丁) that its address names,
/// of its district, or of the city, whichever is the first that is known.
Point likelyPlaceOf(const Facility& facility, const CityScene& city);

}  // namespace chiiki::desktop
