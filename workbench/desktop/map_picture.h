#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "maps/scene/facility_layer.h"
#include "maps/scene/map_labels.h"
#include "workbench/desktop/layered_picture.h"
#include "workbench/desktop/map_furniture.h"
#include "workbench/desktop/map_viewport.h"

class QPainter;

namespace chiiki::desktop {

class SelectionModel;

/// The drawn map, kept so that a frame while dragging costs two copies. Ground (fills, lines, circles), what does not
/// move with it, and names are layers: names follow the selection, the ground does not.
class MapPicture {
public:
    /// `shown` is called whenever what was ordered is the picture.
    explicit MapPicture(std::function<void()> shown)
        : shown_(std::move(shown))
    {
    }

    /// What names must keep clear of.
    struct Around {
        std::vector<Box> obstacles;
        std::vector<std::string> nameOnly;  // districts that have their value elsewhere
    };

    /// Orders the map exactly as the viewport shows it, without selection, and what lies over it.
    void draw(const CityScene& city, const MapContent& content, const MapViewport& viewport,
              MapFurniture::Layers furniture, const Around& around, double pixelRatio);

    /// Orders other names for the ground as it was ordered last.
    void drawNames(const MapContent& content, const Around& around, double pixelRatio);

    /// Orders the outlines of what is selected for the ground as it was ordered last, apart from all else: they are
    /// what a click is answered with. `inset`: the frame of the enlarged centre.
    void drawSelection(const SelectionModel& selection, const std::optional<MapFrame>& inset, double pixelRatio);

    /// What was ordered is out of date; the next frame must order. What is shown stays until then.
    void forget() { ordered_.reset(); }
    /// Nothing is shown any more.
    void clear();
    void whenDrawn(const std::function<void()>& then);

    bool isOrdered() const { return ordered_ != nullptr; }
    bool isOrdered(const MapViewport& viewport) const { return ordered_ && ordered_->viewport == viewport; }
    bool shows(const MapViewport& viewport) const { return drawn_ && drawn_->viewport == viewport; }
    /// Whether it shows what is selected now.
    bool showsSelection() const { return !outlines_.isDrawing(); }
    /// Whether it shows all that is true now.
    bool isExact(const MapViewport& viewport) const
    {
        return isOrdered(viewport) && !layers_.isDrawing() && showsSelection();
    }

    /// Exact where shows(viewport); otherwise the last picture moved and scaled to where it would be.
    void paintGround(QPainter& painter, const MapViewport& viewport) const;
    void paintSelection(QPainter& painter, const MapViewport& viewport) const;
    void paintNames(QPainter& painter, const MapViewport& viewport) const;
    /// What does not move.
    void paintFurniture(QPainter& painter) const;
    void paintInsetSelection(QPainter& painter) const;
    void paintInsetNames(QPainter& painter) const;

    /// As they stand in the picture.
    const std::vector<PlacedLabel>& labels() const;

    /// The mark drawn at a place of the widget, the uppermost; nullptr where there is none, or while the map moves.
    const FacilityMark* markAt(QPointF place, const MapViewport& viewport) const;

private:
    struct Ground {
        MapViewport viewport;
        CityScene city;  // whose names the marks show
        std::vector<FacilityMark> marks;
        std::vector<Box> markBoxes;
    };
    using Labels = std::vector<PlacedLabel>;

    static LayeredPicture::Layer makeGround(Ground& ground, const MapFrame& frame, const MapContent& content);
    static LayeredPicture::Layer makeNames(Labels& labels, const CityScene& city, const MapFrame& frame,
                                           const MapContent& content, const Around& around);
    static void paint(QPainter& painter, const LayeredPicture& picture, std::size_t layer, const MapViewport& drawn,
                      const MapViewport& viewport);

    std::function<void()> shown_;
    // Filled where they are drawn, read once they are the picture.
    std::shared_ptr<Ground> ordered_;
    std::shared_ptr<const Ground> drawn_;
    std::shared_ptr<const Labels> labels_;
    std::optional<MapViewport> outlined_;  // that the outlines were drawn for
    LayeredPicture layers_;
    LayeredPicture outlines_;
};

/// The whole viewport as the maps part takes it.
MapFrame frameOf(const MapViewport& viewport);

}  // namespace chiiki::desktop
