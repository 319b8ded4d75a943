#include "workbench/desktop/map_picture.h"

#include <QPainter>

#include "maps/render/paint.h"
#include "maps/scene/page_geometry.h"
#include "maps/style/palette.h"
#include "workbench/desktop/selection_model.h"
#include "workbench/desktop/theme.h"

namespace chiiki::desktop {
namespace {

QPixmap blank(const MapViewport& viewport, double pixelRatio, QColor ground)
{
    QPixmap pixmap((viewport.size() * pixelRatio).toSize().expandedTo({1, 1}));
    pixmap.setDevicePixelRatio(pixelRatio);
    pixmap.fill(ground);
    return pixmap;
}

void paintOnto(QPixmap& pixmap, const Scene& scene)
{
    QPainter painter(&pixmap);
    paintScene(painter, scene);
}

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

void MapPicture::drawGround(const CityScene& city, const MapContent& content, const MapViewport& viewport,
                            double pixelRatio)
{
    MapContent unselected = content;
    unselected.selected.clear();
    unselected.hovered.clear();
    Scene scene;
    appendMap(scene, city, frameOf(viewport), unselected);
    ground_ = blank(viewport, pixelRatio, qColour(palette::sea));
    paintOnto(ground_, scene);
    drawn_ = viewport;
    const MapFrame frame = frameOf(viewport);
    marks_ = content.facilities ? facilityMarks(city, frame, *content.facilities) : std::vector<FacilityMark>{};
    markBoxes_ = markBoxes(marks_, facilityGlyphSize(frame));
}

const FacilityMark* MapPicture::markAt(QPointF place, const MapViewport& viewport) const
{
    if (!shows(viewport))
        return nullptr;
    for (std::size_t i = marks_.size(); i-- > 0;)
        if (markBoxes_[i].contains(Point{place.x(), place.y()}))
            return &marks_[i];
    return nullptr;
}

void MapPicture::drawNames(const CityScene& city, const MapContent& content, const std::vector<Box>& obstacles,
                           const std::vector<std::string>& nameOnly, double pixelRatio)
{
    if (!drawn_)
        return;
    labels_ = placeMapLabels(city, frameOf(*drawn_), content, obstacles, nameOnly);
    Scene scene;
    appendLabels(scene, labels_);
    names_ = blank(*drawn_, pixelRatio, Qt::transparent);
    paintOnto(names_, scene);
}

void MapPicture::paintGround(QPainter& painter, const MapViewport& viewport) const
{
    paint(painter, ground_, viewport);
}

void MapPicture::paintNames(QPainter& painter, const MapViewport& viewport) const
{
    paint(painter, names_, viewport);
}

void MapPicture::paint(QPainter& painter, const QPixmap& pixmap, const MapViewport& viewport) const
{
    if (!drawn_)
        return;
    if (shows(viewport)) {
        painter.drawPixmap(QPointF(0, 0), pixmap);
        return;
    }
    const double scale = drawn_->metresPerPixel() / viewport.metresPerPixel();
    const QRectF place(viewport.toScreen(drawn_->toPlane({0, 0})), drawn_->size() * scale);
    painter.drawPixmap(place, pixmap, QRectF(pixmap.rect()));
}

void paintSelection(QPainter& painter, const CityScene& city, const MapFrame& frame, const SelectionModel& selection,
                    const std::string& focused)
{
    const std::vector<MultiPolygon>& outlines = city.outlines(frame.view.metresPerPixel);
    Extent seen;
    seen.include(frame.view.toPlane({frame.box.x, frame.box.y}));
    seen.include(frame.view.toPlane({frame.box.right(), frame.box.bottom()}));
    Scene scene;
    scene.items.push_back(ClipBegin{frame.box});
    const auto appendOutline = [&](const std::string& code, std::initializer_list<Stroke> strokes) {
        for (std::size_t i = 0; i < outlines.size(); ++i) {
            const DistrictShape& shape = city.districts()[i];
            if (shape.code != code || !shape.extent.intersects(seen))
                continue;
            Path path;
            addArea(path, outlines[i], frame.view, frame.box.grownBy(8));
            for (const Stroke& stroke : strokes)
                scene.items.push_back(PathItem{path, {}, {}, stroke});
        }
    };
    // One of black and white stands out on every class colour; a hue would not.
    const Stroke casing{rgb(0x000000), 4.5, {}, true};
    const Stroke core{rgb(0xFFFFFF), 1.5, {}, true};
    // The hovered one first: on a shared border it must not strike out a selected neighbour.
    if (!selection.hovered().empty() && !selection.contains(selection.hovered()))
        appendOutline(selection.hovered(), {Stroke{rgb(0x000000), 2, {}, true}});
    for (const std::string& code : selection.districts())
        appendOutline(code, {casing, core});
    // Told from the selection by its dashes, not by its hue; black outside where it is selected too.
    const Stroke ground{rgb(0xFFFFFF), 4, {}, true};
    const Stroke dashes{palette::accent, 2.5, {7, 4}, false};
    if (!focused.empty() && selection.contains(focused))
        appendOutline(focused, {Stroke{rgb(0x000000), 7, {}, true}, ground, dashes});
    else if (!focused.empty())
        appendOutline(focused, {ground, dashes});
    scene.items.push_back(ClipEnd{});
    paintScene(painter, scene);
}

}  // namespace chiiki::desktop
