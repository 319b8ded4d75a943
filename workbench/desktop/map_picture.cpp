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
    ordered_ = std::make_shared<Ground>(Ground{viewport, city, {}, {}});
    const auto labels = std::make_shared<Labels>();
    LayeredPicture::Order order{viewport.size(), pixelRatio, {}, {}};
    order.layers.resize(layerCount);
    const MapFrame frame = frameOf(viewport);
    order.layers[ground] = [made = ordered_, frame, content] { return makeGround(*made, frame, content); };
    order.layers[Layer::furniture] = [layer = std::move(furniture.sheet)] { return layer; };
    order.layers[insetNames] = [layer = std::move(furniture.insetNames)] { return layer; };
    order.layers[names] = [labels, city, frame, content, around] {
        return makeNames(*labels, city, frame, content, around);
    };
    order.shown = [this, made = ordered_, labels] {
        drawn_ = made;
        labels_ = labels;
        shown_();
    };
    layers_.draw(std::move(order));
}

void MapPicture::drawNames(const MapContent& content, const Around& around, double pixelRatio)
{
    if (!ordered_)
        return;
    const auto labels = std::make_shared<Labels>();
    LayeredPicture::Order order{ordered_->viewport.size(), pixelRatio, {}, {}};
    order.layers.resize(layerCount);
    order.layers[names] = [labels, city = ordered_->city, frame = frameOf(ordered_->viewport), content, around] {
        return makeNames(*labels, city, frame, content, around);
    };
    order.shown = [this, labels] {
        labels_ = labels;
        shown_();
    };
    layers_.draw(std::move(order));
}

LayeredPicture::Layer MapPicture::makeGround(Ground& ground, const MapFrame& frame, const MapContent& content)
{
    MapContent unselected = content;
    unselected.selected.clear();
    unselected.hovered.clear();
    if (content.facilities)
        ground.marks = facilityMarks(ground.city, frame, *content.facilities);
    ground.markBoxes = markBoxes(ground.marks, facilityGlyphSize(frame));
    LayeredPicture::Layer layer{qColour(palette::sea), {}};
    appendMap(layer.parts.emplace_back().scene, ground.city, frame, unselected);
    return layer;
}

LayeredPicture::Layer MapPicture::makeNames(Labels& labels, const CityScene& city, const MapFrame& frame,
                                            const MapContent& content, const Around& around)
{
    labels = placeMapLabels(city, frame, content, around.obstacles, around.nameOnly);
    LayeredPicture::Layer layer;
    appendLabels(layer.parts.emplace_back().scene, labels);
    return layer;
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
                    {[map = std::move(map)] { return map; }, [enlarged = std::move(enlarged)] { return enlarged; }},
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
    labels_.reset();
    outlined_.reset();
    layers_.clear();
    outlines_.clear();
}

const std::vector<PlacedLabel>& MapPicture::labels() const
{
    static const Labels none;
    return labels_ ? *labels_ : none;
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
