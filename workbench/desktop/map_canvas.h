#pragma once

#include <optional>
#include <string>

#include <QThreadPool>
#include <QTimer>
#include <QWidget>

#include "maps/scene/city_scene.h"
#include "workbench/desktop/desk.h"
#include "workbench/desktop/district_access.h"
#include "workbench/desktop/district_keys.h"
#include "workbench/desktop/district_picture.h"
#include "workbench/desktop/district_tip.h"
#include "workbench/desktop/event_log.h"
#include "workbench/desktop/map_furniture.h"
#include "workbench/desktop/map_menu.h"
#include "workbench/desktop/map_picture.h"
#include "workbench/desktop/map_viewport.h"
#include "workbench/desktop/shown_indicator.h"
#include "workbench/desktop/view_state.h"

namespace chiiki::desktop {

class FacilityMover;
class EmptyMap;
class LegendControl;
class MapButtons;
class MapInset;
class MapPulse;
class SelectionModel;

/// The map: drag pans, the wheel zooms at the pointer, a click selects, on the enlarged centre too; a click on several
/// facilities in one mark zooms in on them. Arrow keys walk from district to district over real borders. The closer the
/// map, the more of the city it shows (withDetail). It shows document and state of the desk; what it looks at is the
/// state's sight. While something moves the last picture is moved; 120 ms after the last movement it is drawn exactly,
/// away from the window's thread.
class MapCanvas : public QWidget, public DistrictPicture, public DrawnInBackground {
    Q_OBJECT

public:
    explicit MapCanvas(const Desk& desk, QWidget* parent = nullptr);

    const MapViewport& viewport() const { return viewport_; }
    const MapFurniture& furniture() const { return furniture_; }
    /// The names as they stand in the last exact picture.
    const std::vector<PlacedLabel>& labels() const { return picture_.labels(); }
    /// Whether the picture shows all that is true now; false while the map moves and a moment after.
    bool isExact() const { return picture_.isExact(viewport_); }
    DistrictTip& tip() { return tip_; }
    const DistrictAccess& access() const { return access_; }

    /// Buttons for these in the lower left corner.
    void setButtons(const QList<QAction*>& actions);

    void zoomIn();
    void zoomOut();
    void showCity();
    /// The selected districts; the whole city where none is selected.
    void showSelection();
    void showDistrict(const std::string& code);
    /// Streets around a place given in lon/lat.
    void showPlace(Point lonLat);
    /// Streets around a place given in plane metres.
    void showPlane(Point plane);
    /// Moves the map where the place would be outside or at its edge; the scale stays.
    void keepInSight(Point plane);
    /// A ring about a place given in lon/lat, until other districts are selected; it opens once, unless the system asks
    /// for less motion. nullopt: none any more.
    void mark(std::optional<Point> lonLat);
    /// Plane metres of what is marked.
    std::optional<Point> marked() const;
    FacilityMover& mover() { return *mover_; }
    /// What the mouse is doing is over, and did nothing.
    void cancelDrag();

    QWidget& widget() override { return *this; }
    void whenDrawn(const std::function<void()>& then) override;
    std::vector<std::string> codes() const override;
    QRectF placeOf(const std::string& code) const override;
    /// Empty for sea, other cities and what lies over the map.
    std::string districtAt(QPointF place) const override;
    /// Plane metres of a place of the widget, in the enlarged centre those that it shows there.
    Point planeAt(QPointF place) const;

    QSize sizeHint() const override { return {640, 640}; }
    QSize minimumSizeHint() const override { return {240, 240}; }

signals:
    /// Plane metres under the pointer; nullopt where it left the map.
    void pointed(std::optional<chiiki::Point> plane);
    void viewChanged();
    /// A sentence for the status bar.
    void told(const QString& sentence);
    /// Enter on a district.
    void profileRequested();
    /// The right button: where on the screen, and what is there.
    void menuRequested(QPoint global, const chiiki::desktop::MenuPlace& place);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    enum class Drag { None, Pressed, Panning, Rectangle };

    void takeCity();
    void takeShown();
    void takeSight();
    void tellSight();
    void fitCity();
    void click(QPointF place, Qt::KeyboardModifiers modifiers);
    void selectInside(const QRectF& rectangle);
    void zoomBy(QPointF place, double factor);
    void showFocused(const std::string& code);
    void showExtent(const Extent& extent, const Extent& clear);
    QRectF roomForDistricts() const;
    void moved();
    void remeasure();
    void paint();
    void placeButtons();
    bool hasOutlines() const { return city_ && !city_->extent().isEmpty(); }
    void prepare();
    void drawExactly();
    void takeSelection();
    void takePicture();
    MapPicture::Around aroundNames() const;
    MapContent content() const;
    bool isOverMap(QPointF place) const;
    QString namesAt(QPointF place) const;
    std::vector<Facility> facilitiesNear(Point plane, const std::string& district) const;

    const Desk desk_;
    SelectionModel& selection_;
    DistrictTip tip_;
    DistrictKeys* keys_;
    DistrictAccess access_;
    MapInset* inset_;
    LegendControl* legend_;
    MapButtons* buttons_ = nullptr;
    EmptyMap* empty_;
    MapPulse* pulse_;
    FacilityMover* mover_;
    QThreadPool preparing_;
    std::optional<CityScene> city_;
    std::optional<ShownIndicator> shown_;
    MapViewport viewport_;
    MapPicture picture_;
    MapFurniture furniture_;
    double textScale_ = 1;  // that it was drawn with
    EchoTimer selectionEcho_{"selection_echo"};
    EchoTimer hoverEcho_{"hover_echo"};
    EchoTimer yearEcho_{"year_echo"};
    EchoTimer firstPicture_{"first_picture"};
    EchoTimer exact_{"map_exact"};
    QTimer settle_;
    bool isPrepared_ = false;  // this city for closer looks
    bool isWholeCity_ = true;  // a resize keeps the whole city in sight until somebody zooms or pans
    bool isTelling_ = false;   // the state is told of a move of ours
    Drag drag_ = Drag::None;
    QPointF pressedAt_;
    QPointF lastAt_;
    std::optional<Sight> pressedSight_;  // what was looked at before a drag
};

}  // namespace chiiki::desktop
