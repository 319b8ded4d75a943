#include "workbench/desktop/map_furniture.h"

#include <algorithm>
#include <cmath>

#include <QPainter>

#include "maps/layout/page_frame.h"
#include "maps/render/paint.h"
#include "maps/scene/free_box.h"
#include "maps/scene/inset.h"
#include "maps/scene/text_measure.h"
#include "maps/style/palette.h"

namespace chiiki::desktop {
namespace {

constexpr double gap = 12;
constexpr double legendWidth = 200;
constexpr double legendPadding = 12;
constexpr double sourceSize = 12;  // 9 pt, the smallest text there is
constexpr double sourceLine = 17;
constexpr std::size_t sourceLinesShown = 3;
constexpr double captionHeight = 20;
constexpr double largestInset = 420;

template <typename T>
void addOnce(std::vector<T>& list, const T& value)
{
    if (std::find(list.begin(), list.end(), value) == list.end())
        list.push_back(value);
}

Path boxPath(const Box& box)
{
    Path path;
    path.addBox(box);
    return path;
}

FreeGround freeGround(const CityScene& city, const MapFrame& main, const Box& bounds)
{
    FreeGround ground(bounds, 4);
    // District by district: even-odd over all of them together would open shared ground.
    for (const MultiPolygon& area : city.outlines(main.view.metresPerPixel)) {
        std::vector<std::vector<Point>> rings;
        for (const Polygon& polygon : area)
            for (const Ring& ring : polygon.rings) {
                std::vector<Point>& points = rings.emplace_back();
                points.reserve(ring.size());
                for (const Point p : ring)
                    points.push_back(main.view(p));
            }
        ground.takeArea(rings, gap);
    }
    return ground;
}

}  // namespace

std::string sourceSentence(const Snapshot& snapshot, const ShownIndicator& shown, Language language)
{
    std::vector<std::string> ids = shown.result.recipe.sourceIds;
    for (const IndicatorValue& value : shown.result.values)
        if (!value.sourceId.empty())
            addOnce(ids, value.sourceId);
    const Credits credits = creditsOf(snapshot, ids, snapshot.asOf, language);
    std::vector<std::string> limits = credits.limits;
    for (const Text& limit : shown.result.recipe.limits)
        if (!limit.in(language).empty())
            addOnce(limits, limit.in(language));
    std::string sentence =
        credits.sources.empty() ? std::string() : speak({"desktop.source", {credits.sources}}, language);
    for (const std::string& part : limits)
        sentence += (sentence.empty() ? "" : language == Language::Japanese ? "　" : " ") + part;
    for (const std::string& age : credits.ages)
        sentence += (language == Language::Japanese ? "　" : " ") + age;
    return sentence;
}

void MapFurniture::measure(const CityScene* city, const MapContent& content, const std::optional<ShownIndicator>& shown,
                           QSizeF size, bool hasScaleBar)
{
    size_ = size;
    const double barHeight = hasScaleBar ? 32 : 0;
    inset_.reset();
    insetCodes_.clear();
    const double unplaced = shown && shown->result.hasReconciliation ? shown->result.reconciliation.unplaced : 0;
    rows_ = legendRows(city, content, unplaced);
    source_ = city && shown ? sourceSentence(city->snapshot(), *shown, content.language) : std::string();
    sourceLines_.clear();
    if (!source_.empty())
        sourceLines_ = wrapText(source_, sourceSize, false, std::max(100.0, size.width() - 2 * gap));
    if (sourceLines_.size() > sourceLinesShown) {
        sourceLines_.resize(sourceLinesShown);
        sourceLines_.back() += "…";
    }
    stripHeight_ = sourceLines_.empty() ? 0 : static_cast<double>(sourceLines_.size()) * sourceLine + 8;
    const double height = legendHeight(rows_, legendWidth) + 2 * legendPadding + barHeight;
    const double width = legendWidth + 2 * legendPadding;
    legendBox_ = {size.width() - gap - width, ground().bottom() - gap - height, width, height};
    insetTitle_ = speak({"maps.inset_title", {}}, content.language);
}

QRectF MapFurniture::roomForCity(double aspect) const
{
    const QRectF whole = ground().adjusted(gap, gap, -gap, -gap);
    QRectF room = whole;
    room.setRight(legendBox_.x - gap);
    // Beside the legend, unless the city would become much smaller there than under it.
    constexpr double leastShare = 0.7;
    if (room.width() < leastShare * std::min(whole.width(), aspect * whole.height()))
        room = whole;
    // Pushed to the right: what is left over is one free ground for the inset instead of two strips.
    const double cityWidth = std::min(room.width(), aspect * room.height());
    room.setLeft(room.right() - cityWidth);
    return room;
}

void MapFurniture::placeInset(const CityScene& city, const MapFrame& main, bool isWholeCity)
{
    inset_.reset();
    insetCodes_.clear();
    if (!isWholeCity)
        return;
    const auto chosen = chooseInset(city, main.view.metresPerPixel);
    if (!chosen)
        return;
    const QRectF free = ground().adjusted(gap, gap, -gap, -gap);
    FreeGround space = freeGround(city, main, {free.x(), free.y(), free.width(), free.height()});
    space.takeBox(legendBox_.grownBy(gap));
    const double aspect = chosen->extent.width() / chosen->extent.height();
    // An inset that enlarges less than this is not worth its place.
    const double leastWidth = 1.4 * chosen->extent.width() / main.view.metresPerPixel;
    const auto box = space.largestBox(1 / (1 / aspect + captionHeight / 300), leastWidth, largestInset);
    if (!box)
        return;
    const double height = std::min(box->height - captionHeight, box->width / aspect);
    inset_ = fittedFrame({box->x, box->y + captionHeight, height * aspect, height}, chosen->extent);
    inset_->isInset = true;
    insetExtent_ = chosen->extent;
    insetCodes_ = chosen->codes;
}

void MapFurniture::draw(const CityScene* city, const MapContent& content, const MapFrame& main, double metresPerPixel,
                        double pixelRatio)
{
    MapContent unselected = content;  // the selection is painted over it and changes more often
    unselected.selected.clear();
    unselected.primary.clear();
    unselected.hovered.clear();
    Scene scene, names;
    if (city && inset_) {
        appendInset(scene, *city, unselected, main);
        appendLabels(names, placeMapLabels(*city, *inset_, unselected, {}, {}));
    }
    scene.items.push_back(PathItem{boxPath(legendBox_), palette::paper, {}, Stroke{palette::hairline, 1, {}, false}});
    appendLegend(scene, rows_, legendBox_.x + legendPadding, legendBox_.y + legendPadding, legendWidth);
    if (metresPerPixel > 0)
        appendScaleBar(scene, metresPerPixel, {legendBox_.x + legendPadding, legendBox_.bottom() - legendPadding},
                       legendWidth - 60);
    appendSources(scene);
    pixmap_ = painted(scene, pixelRatio);
    names_ = painted(names, pixelRatio);
}

QPixmap MapFurniture::painted(const Scene& scene, double pixelRatio) const
{
    QPixmap pixmap((size_ * pixelRatio).toSize().expandedTo({1, 1}));
    pixmap.setDevicePixelRatio(pixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintScene(painter, scene);
    return pixmap;
}

std::vector<Box> MapFurniture::obstacles() const
{
    std::vector<Box> boxes = {legendBox_, {0, size_.height() - stripHeight_, size_.width(), stripHeight_}};
    if (inset_)
        boxes.push_back(
            {inset_->box.x, inset_->box.y - captionHeight, inset_->box.width, inset_->box.height + captionHeight});
    return boxes;
}

void MapFurniture::appendInset(Scene& scene, const CityScene& city, const MapContent& content,
                               const MapFrame& main) const
{
    const Box& box = inset_->box;
    scene.items.push_back(PathItem{boxPath(box), palette::sea, {}, {}});
    appendMap(scene, city, *inset_, content);

    // The same frame on the main map and one line to it.
    const Point topLeft = main.view({insetExtent_.minX, insetExtent_.maxY});
    const Point bottomRight = main.view({insetExtent_.maxX, insetExtent_.minY});
    const Box looked = {topLeft.x, topLeft.y, bottomRight.x - topLeft.x, bottomRight.y - topLeft.y};
    const bool isRight = looked.centre().x > box.right();
    const Point from = {isRight ? box.right() : std::clamp(looked.centre().x, box.x, box.right()),
                        isRight ? std::clamp(looked.centre().y, box.y, box.bottom()) : box.bottom()};
    const Point to = {isRight ? looked.x : std::clamp(from.x, looked.x, looked.right()),
                      isRight ? looked.centre().y : looked.y};
    Path leader;
    leader.addPolyline({from, to}, false);
    for (const Path& path : {boxPath(looked), leader}) {
        scene.items.push_back(PathItem{path, {}, {}, Stroke{withOpacity(rgb(0xFFFFFF), 0.9), 3, {}, false}});
        scene.items.push_back(PathItem{path, {}, {}, Stroke{palette::secondText, 1, {}, false}});
    }
    scene.items.push_back(PathItem{boxPath(box), {}, {}, Stroke{palette::secondText, 1, {}, false}});
    scene.items.push_back(
        TextItem{{box.x, box.y - 6}, insetTitle_, sourceSize, true, palette::secondText, palette::paper, 2});
}

void MapFurniture::appendSources(Scene& scene) const
{
    if (sourceLines_.empty())
        return;
    const double top = size_.height() - stripHeight_;
    scene.items.push_back(PathItem{boxPath({0, top, size_.width(), stripHeight_}), palette::paper, {}, {}});
    Path hairline;
    hairline.addPolyline({{0, top + 0.5}, {size_.width(), top + 0.5}}, false);
    scene.items.push_back(PathItem{hairline, {}, {}, Stroke{palette::hairline, 1, {}, false}});
    double baseline = top + 4 + sourceSize;
    for (const std::string& line : sourceLines_) {
        scene.items.push_back(TextItem{{gap, baseline}, line, sourceSize, false, palette::secondText, {}, 0});
        baseline += sourceLine;
    }
}

}  // namespace chiiki::desktop
