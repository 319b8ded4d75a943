#pragma once

#include <functional>
#include <optional>

#include <QWidget>

#include "maps/scene/map_layers.h"
#include "workbench/desktop/desk.h"
#include "workbench/desktop/district_tip.h"
#include "workbench/desktop/layered_picture.h"
#include "workbench/desktop/multiples_plan.h"

namespace chiiki::desktop {

class SelectionModel;

/// One of the linked maps: the whole city without names, with the selection and the hovered district of all of them.
/// A double click opens it large.
class MultiplesMap : public QWidget, public DrawnInBackground {
    Q_OBJECT

public:
    explicit MultiplesMap(const Desk& desk, QWidget* parent = nullptr);

    void show(const MultiplesItem& item);
    const std::optional<MultiplesItem>& item() const { return item_; }
    const MapFrame& frame() const { return frame_; }
    void whenDrawn(const std::function<void()>& then) override;
    /// The district drawn there; empty for the sea.
    std::string districtAt(QPointF place) const;

    QSize minimumSizeHint() const override { return {120, 120}; }
    QSize sizeHint() const override { return {300, 120}; }

signals:
    void opened();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void draw();
    void drawSelection();
    std::function<LayeredPicture::Layer()> outlines() const;

    const Desk desk_;
    SelectionModel& selection_;
    DistrictTip tip_;
    std::optional<MultiplesItem> item_;
    std::optional<CityScene> city_;
    MapFrame frame_;
    bool isOrdered_ = false;  // what is true now
    LayeredPicture picture_;
};

}  // namespace chiiki::desktop
