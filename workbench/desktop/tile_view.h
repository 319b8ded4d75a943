#pragma once

#include <optional>
#include <string>
#include <vector>

#include <QWidget>

#include "maps/layout/map_sheet.h"
#include "workbench/desktop/desk.h"
#include "workbench/desktop/district_access.h"
#include "workbench/desktop/district_keys.h"
#include "workbench/desktop/district_picture.h"
#include "workbench/desktop/district_tip.h"
#include "workbench/desktop/map_furniture.h"
#include "workbench/desktop/map_menu.h"

namespace chiiki::desktop {

class LegendControl;
class SelectionModel;

/// タイル図: one tile a district, so that 白石 speaks as loudly as 阿東. Colours, legend and selection are the map's.
/// Arrow keys go to the next tile of the row or column, over the holes.
class TileView : public QWidget, public DistrictPicture, public DrawnInBackground {
    Q_OBJECT

public:
    explicit TileView(const Desk& desk, QWidget* parent = nullptr);

    DistrictTip& tip() { return tip_; }

    /// Where each district's tile stands in the widget, in the snapshot's order.
    const std::vector<TileBox>& tiles() const { return tiles_; }

    QWidget& widget() override { return *this; }
    void whenDrawn(const std::function<void()>& then) override;
    std::vector<std::string> codes() const override;
    QRectF placeOf(const std::string& code) const override;
    std::string districtAt(QPointF place) const override;

    QSize minimumSizeHint() const override { return {240, 240}; }

signals:
    /// A sentence for the status bar.
    void told(const QString& sentence);
    /// Enter on a district.
    void profileRequested();
    /// The right button or the menu key: where on the screen, and which district.
    void menuRequested(QPoint global, const chiiki::desktop::MenuPlace& place);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void takeContent();
    void draw();
    std::string tileAfter(const std::string& code, Heading heading) const;
    MapContent content() const;

    const Desk desk_;
    SelectionModel& selection_;
    DistrictTip tip_;
    DistrictKeys* keys_;
    DistrictAccess access_;
    LegendControl* legend_;
    std::optional<CityScene> city_;
    std::optional<ShownIndicator> shown_;
    MapFurniture furniture_;
    std::vector<TileBox> tiles_;
    bool isOrdered_ = false;  // what is true now
    LayeredPicture picture_;
};

}  // namespace chiiki::desktop
