#pragma once

#include <optional>
#include <string>
#include <vector>

#include <QPixmap>

#include "maps/scene/facility_layer.h"
#include "maps/scene/map_labels.h"
#include "workbench/desktop/map_viewport.h"

class QPainter;

namespace chiiki::desktop {

class SelectionModel;

/// The drawn map, kept as pixmaps so that a frame while dragging costs two copies. Ground (fills, lines, circles) and
/// names are apart: names follow the selection, the ground does not.
class MapPicture {
public:
    /// The map exactly as the viewport shows it, without selection and names.
    void drawGround(const CityScene& city, const MapContent& content, const MapViewport& viewport, double pixelRatio);

    /// Names for the ground as it was drawn. Districts in `nameOnly` have their value elsewhere.
    void drawNames(const CityScene& city, const MapContent& content, const std::vector<Box>& obstacles,
                   const std::vector<std::string>& nameOnly, double pixelRatio);

    /// Nothing is known any more; the next frame must draw.
    void forget() { drawn_.reset(); }

    bool shows(const MapViewport& viewport) const { return drawn_ && *drawn_ == viewport; }
    bool isEmpty() const { return !drawn_; }

    /// Exact where shows(viewport); otherwise the last picture moved and scaled to where it would be.
    void paintGround(QPainter& painter, const MapViewport& viewport) const;
    void paintNames(QPainter& painter, const MapViewport& viewport) const;

    const std::vector<PlacedLabel>& labels() const { return labels_; }

    /// The mark drawn at a place of the widget, the uppermost; nullptr where there is none, or while the map moves.
    const FacilityMark* markAt(QPointF place, const MapViewport& viewport) const;

private:
    void paint(QPainter& painter, const QPixmap& pixmap, const MapViewport& viewport) const;

    std::optional<MapViewport> drawn_;
    QPixmap ground_;
    QPixmap names_;
    std::vector<PlacedLabel> labels_;
    std::vector<FacilityMark> marks_;
    std::vector<Box> markBoxes_;
};

/// The whole viewport as the maps part takes it.
MapFrame frameOf(const MapViewport& viewport);

/// Double outlines of the selected districts, the outline of the hovered one and the dashed one of `focused` (empty:
/// none), straight onto the painter and cut to the frame.
void paintSelection(QPainter& painter, const CityScene& city, const MapFrame& frame, const SelectionModel& selection,
                    const std::string& focused = {});

}  // namespace chiiki::desktop
