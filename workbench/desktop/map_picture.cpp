#include "workbench/desktop/map_picture.h"

#include <QPainter>

#include "maps/style/palette.h"
#include "workbench/desktop/selection_outlines.h"
#include "workbench/desktop/theme.h"

namespace chiiki::desktop {
namespace {

// The layers of the picture, from the lowest.
enum Layer : std::size_t { ground, furniture, insetNames, names, layerCount };
enum Outlines : std::size_t { ofMap, ofInset };

}  // namespace

MapFrame frameOf(const MapViewport& viewport)
{
    MapFrame frame;
    frame.box = {0, 0, viewport.size().width(), viewport.size().height()};
    frame.view = viewport.toPage();
    frame.nameSize = districtNameSize(scaleStepOf(viewport.metresPerPixel()));
    frame.textScale = theme::textScale();
    return frame;
}

void MapPicture::draw(const CityScene& city, const MapContent& content, const MapViewport& viewport,
                      MapFurniture::Layers furniture, const Around& around, double pixelRatio)
{
    MapContent unselected = content;
    unselected.selected.clear();
    unselected.hovered.clear();
    const MapFrame frame = frameOf(viewport);
    Scene scene;
    appendMap(scene, city, frame, unselected);
    ordered_.emplace(Content{viewport, city, {}, {}, {}});
    if (content.facilities)
        ordered_->marks = facilityMarks(city, frame, *content.facilities);
    ordered_->markBoxes = markBoxes(ordered_->marks, facilityGlyphSize(frame));
    std::vector<std::optional<LayeredPicture::Layer>> layers(layerCount);
    layers[ground].emplace(LayeredPicture::Layer{qColour(palette::sea), {{std::move(scene), 1}}});
    layers[Layer::furniture] = std::move(furniture.sheet);
    layers[insetNames] = std::move(furniture.insetNames);
    layers[names] = placeNames(content, around);
    order(std::move(layers), pixelRatio);
}

void MapPicture::drawNames(const MapContent& content, const Around& around, double pixelRatio)
{
    if (!ordered_)
        return;
    std::vector<std::optional<LayeredPicture::Layer>> layers(layerCount);
    layers[names] = placeNames(content, around);
    order(std::move(layers), pixelRatio);
}

LayeredPicture::Layer MapPicture::placeNames(const MapContent& content, const Around& around)
{
    ordered_->labels =
        placeMapLabels(ordered_->city, frameOf(ordered_->viewport), content, around.obstacles, around.nameOnly);
    LayeredPicture::Layer layer;
    layer.parts.emplace_back();
    appendLabels(layer.parts.back().scene, ordered_->labels);
    return layer;
}

void MapPicture::order(std::vector<std::optional<LayeredPicture::Layer>> layers, double pixelRatio)
{
    layers_.draw({ordered_->viewport.size(), pixelRatio, std::move(layers), [this, content = *ordered_] {
                      drawn_ = content;
                      shown_();
                  }});
}

void MapPicture::drawSelection(const SelectionModel& selection, const std::optional<MapFrame>& inset, double pixelRatio)
{
    if (!ordered_)
        return;
    LayeredPicture::Layer map, enlarged;
    map.parts = {{selectionOutlines(ordered_->city, frameOf(ordered_->viewport), selection), 1}};
    if (inset)
        enlarged.parts = {{selectionOutlines(ordered_->city, *inset, selection), 1}};
    outlines_.draw({ordered_->viewport.size(),
                    pixelRatio,
                    {std::move(map), std::move(enlarged)},
                    [this, viewport = ordered_->viewport] {
                        outlined_ = viewport;
                        shown_();
                    }});
}

void MapPicture::whenDrawn(const std::function<void()>& then)
{
    layers_.whenDrawn([this, then] { outlines_.whenDrawn(then); });
}

void MapPicture::clear()
{
    ordered_.reset();
    drawn_.reset();
    outlined_.reset();
    layers_.clear();
    outlines_.clear();
}

const std::vector<PlacedLabel>& MapPicture::labels() const
{
    static const std::vector<PlacedLabel> none;
    return drawn_ ? drawn_->labels : none;
}

const FacilityMark* MapPicture::markAt(QPointF place, const MapViewport& viewport) const
{
    if (!shows(viewport))
        return nullptr;
    for (std::size_t i = drawn_->marks.size(); i-- > 0;)
        if (drawn_->markBoxes[i].contains(Point{place.x(), place.y()}))
            return &drawn_->marks[i];
    return nullptr;
}

void MapPicture::paintGround(QPainter& painter, const MapViewport& viewport) const
{
    if (drawn_)
        paint(painter, layers_, ground, drawn_->viewport, viewport);
}

void MapPicture::paintNames(QPainter& painter, const MapViewport& viewport) const
{
    if (drawn_)
        paint(painter, layers_, names, drawn_->viewport, viewport);
}

void MapPicture::paintSelection(QPainter& painter, const MapViewport& viewport) const
{
    if (outlined_)
        paint(painter, outlines_, ofMap, *outlined_, viewport);
}

void MapPicture::paintFurniture(QPainter& painter) const
{
    layers_.paint(painter, furniture);
}

void MapPicture::paintInsetSelection(QPainter& painter) const
{
    outlines_.paint(painter, ofInset);
}

void MapPicture::paintInsetNames(QPainter& painter) const
{
    layers_.paint(painter, insetNames);
}

void MapPicture::paint(QPainter& painter, const LayeredPicture& picture, std::size_t layer, const MapViewport& drawn,
                       const MapViewport& viewport)
{
    if (drawn == viewport) {
        picture.paint(painter, layer);
        return;
    }
    const double scale = drawn.metresPerPixel() / viewport.metresPerPixel();
    picture.paint(painter, layer, QRectF(viewport.toScreen(drawn.toPlane({0, 0})), drawn.size() * scale));
}

}  // namespace chiiki::desktop
