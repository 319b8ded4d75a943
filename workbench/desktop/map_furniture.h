#pragma once

#include <optional>
#include <string>
#include <vector>

#include <QPixmap>
#include <QRectF>

#include "maps/layout/inset_plan.h"
#include "maps/layout/legend.h"
#include "maps/scene/map_layers.h"
#include "workbench/desktop/layered_picture.h"
#include "workbench/desktop/shown_indicator.h"

namespace chiiki::desktop {

/// What lies over the map and does not move with it: legend with scale bar, sources, and the enlarged centre.
class MapFurniture {
public:
    /// Measures legend and sources for a canvas of this size; `content` and `shown` say the same thing. A legend that
    /// would cover most of the map ends with a line that says where the rest is told.
    void measure(const CityScene* city, const MapContent& content, const std::optional<ShownIndicator>& shown,
                 QSizeF size, bool hasScaleBar);

    /// Whether the next measuring makes a legend; it does unless told otherwise.
    void setLegendWanted(bool isWanted) { isLegendWanted_ = isWanted; }

    /// Where the whole city is shown best: above the sources, as large as it can be without a district under legend
    /// or buttons.
    QRectF roomForCity(const CityScene& city) const;

    /// 中心部拡大 beside the city where districts are too small to read and the ground is free; only while
    /// `isWholeCity`, since a map that was moved may lie under it.
    void placeInset(const CityScene& city, const MapFrame& main, bool isWholeCity);

    /// Keeps the lower left corner free for buttons of this size.
    void setButtonsSize(QSizeF size) { buttonsSize_ = size; }
    /// Where they belong.
    Box buttons() const;

    /// What there is to draw.
    struct Layers {
        LayeredPicture::Layer sheet;
        LayeredPicture::Layer insetNames;  // in the enlarged centre, to be laid over its selection
    };
    /// A scale bar needs the map's metres per pixel; 0 makes none.
    Layers layers(const CityScene* city, const MapContent& content, const MapFrame& main, double metresPerPixel) const;

    /// The frame of the enlarged centre.
    const std::optional<MapFrame>& inset() const { return insetFrame_; }
    /// Districts that the inset names with their values.
    std::vector<std::string> insetCodes() const;
    /// Places that names must keep free.
    std::vector<Box> obstacles() const;
    /// The canvas without the sources.
    QRectF ground() const { return {0, 0, size_.width(), size_.height() - stripHeight_}; }
    const Box& legendBox() const { return legendBox_; }
    const std::vector<LegendRow>& legendRows() const { return rows_; }
    /// Where each of them stands.
    std::vector<Box> legendRowBoxes() const;
    /// The sources in full; the strip under the map shows the beginning where it has no room for all.
    const std::string& source() const { return source_; }
    /// Whether the strip has no room for all of them.
    bool hasMoreSources() const { return hasMoreSources_; }
    /// A strip as wide as this one and as high as all of them take.
    QPixmap allSources(double pixelRatio) const;

private:
    bool isCityUnder(const Box& box, const CityScene& city, const QRectF& room) const;
    void appendInset(Scene& scene, const CityScene& city, const MapContent& content, const MapFrame& main) const;
    /// A strip with these lines, its upper edge at `top`.
    void appendSources(Scene& scene, const std::vector<std::string>& lines, double top) const;

    bool isLegendWanted_ = true;
    QSizeF size_;
    std::vector<LegendRow> rows_;
    double legendScale_ = 1;  // the legend is drawn this much larger
    Box legendBox_;
    std::string source_;
    std::vector<std::string> sourceLines_;
    bool hasMoreSources_ = false;
    double stripHeight_ = 0;
    QSizeF buttonsSize_{0, 0};
    std::optional<InsetPlan> inset_;
    std::optional<MapFrame> insetFrame_;
};

/// 出典 and limits of what is shown, as the line under a map says them; empty without an indicator. `content` adds the
/// editions of the facilities and lines drawn.
std::string sourceSentence(const Snapshot& snapshot, const ShownIndicator& shown, const MapContent& content);

}  // namespace chiiki::desktop
