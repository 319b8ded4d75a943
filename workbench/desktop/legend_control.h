#pragma once

#include <optional>

#include <QObject>
#include <QPointF>
#include <QRectF>

#include "workbench/desktop/desk.h"

class QKeyEvent;
class QMouseEvent;
class QPainter;
class QWidget;

namespace chiiki::desktop {

class LegendMenu;
class MapFurniture;

/// The legend as a control, on the map and the tile map: a click on a class selects its districts (Ctrl adds them),
/// the line between two classes is dragged to another limit, the right button opens the menu. Esc gives a drag up.
class LegendControl : public QObject {
    Q_OBJECT

public:
    /// Watches the mouse over `picture`, where `furniture` draws the legend. Both must outlive this.
    LegendControl(const Desk& desk, QWidget& picture, const MapFurniture& furniture);

    /// What is pointed at or dragged, over the drawn legend.
    void paint(QPainter& painter) const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Spot {
        enum class Kind { Class, Limit };
        Kind kind = Kind::Class;
        int index = 0;  // of the class, or of the limit above the class of the same index + 1
        QRectF box;

        bool operator==(const Spot&) const = default;
    };

    bool isOver(QPointF place) const;
    std::optional<Spot> spotAt(QPointF place) const;
    QRectF rowBox(int classIndex) const;
    bool canChange() const;
    bool press(const QMouseEvent& event);
    bool move(const QMouseEvent& event);
    bool release(const QMouseEvent& event);
    void hover(std::optional<Spot> spot);
    double dragged() const;
    void cancel();

    const Desk desk_;
    QWidget& picture_;
    const MapFurniture& furniture_;
    LegendMenu* menu_;
    std::optional<Spot> hovered_;
    std::optional<Spot> pressed_;
    QPointF pressedAt_;
    QPointF lastAt_;
};

}  // namespace chiiki::desktop
