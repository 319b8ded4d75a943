#include "workbench/desktop/map_furniture.h"

#include <algorithm>

#include <QPainter>

#include "core/base/add_once.h"
#include "maps/layout/page_frame.h"
#include "maps/layout/sheet_texts.h"
#include "maps/render/paint.h"
#include "maps/scene/facility_layer.h"
#include "maps/scene/map_labels.h"
#include "maps/scene/text_measure.h"
#include "maps/style/palette.h"
#include "workbench/desktop/labels.h"
#include "workbench/desktop/map_viewport.h"
#include "workbench/desktop/theme.h"

namespace chiiki::desktop {
namespace {

constexpr double gap = 12;
constexpr double legendWidth = 200;
constexpr double legendPadding = 12;
constexpr double sourceSize = 12;  // 9 pt, the smallest text there is
constexpr double sourceLine = 17;
constexpr std::size_t sourceLinesShown = 3;
constexpr double largestInset = 420;
constexpr double mostOfMap = 0.6;     // as high as the legend may be
constexpr double widestOfMap = 0.45;  // and as wide, when it grows with the text

Path boxPath(const Box& box)
{
    Path path;
    path.addBox(box);
    return path;
}

std::vector<std::string> linesOf(const std::string& source, double width)
{
    if (source.empty())
        return {};
    return wrapText(source, sourceSize * theme::textScale(), false, std::max(100.0, width - 2 * gap));
}

double heightOf(const std::vector<std::string>& lines)
{
    return lines.empty() ? 0 : static_cast<double>(lines.size()) * sourceLine * theme::textScale() + 8;
}

/// Only as many rows as fit; the last one says where the rest is told.
void shorten(std::vector<LegendRow>& rows, double width, double mostHeight, Language language)
{
    if (legendHeight(rows, width) <= mostHeight)
        return;
    LegendRow more;
    more.sign = LegendRow::Sign::Note;
    more.text = label({"desktop.legend_more", {}}, language);
    rows.push_back(more);
    while (rows.size() > 2 && legendHeight(rows, width) > mostHeight)
        rows.erase(rows.end() - 2);
}

}  // namespace

std::string sourceSentence(const Snapshot& snapshot, const ShownIndicator& shown, const MapContent& content)
{
    const Language language = content.language;
    std::vector<std::string> ids = shown.result.recipe.sourceIds;
    for (const IndicatorValue& value : shown.result.values)
        if (!value.sourceId.empty())
            addOnce(ids, value.sourceId);
    for (const std::string& id : drawnSources(snapshot, content))
        addOnce(ids, id);
    const Credits credits = creditsOf(snapshot, ids, snapshot.asOf, language);
    std::vector<std::string> limits = credits.limits;
    for (const Text& limit : shown.result.recipe.limits)
        if (!limit.in(language).empty())
            addOnce(limits, limit.in(language));
    std::string sentence =
        credits.sources.empty() ? std::string() : label({"desktop.source", {credits.sources}}, language);
    for (const std::string& part : limits)
        sentence += (sentence.empty() ? "" : language == Language::Japanese ? "　" : " ") + part;
    for (const Credits::Age& age : credits.ages)
        sentence += (language == Language::Japanese ? "　" : " ") + age.badge;
    return sentence;
}

void MapFurniture::measure(const CityScene* city, const MapContent& content, const std::optional<ShownIndicator>& shown,
                           QSizeF size, bool hasScaleBar)
{
    size_ = size;
    const double barHeight = hasScaleBar ? 32 : 0;
    inset_.reset();
    insetFrame_.reset();
    const double unplaced = shown && shown->result.hasReconciliation ? shown->result.reconciliation.unplaced : 0;
    rows_ = chiiki::legendRows(city, content, unplaced);
    const double textScale = theme::textScale();
    source_ = city && shown ? sourceSentence(city->snapshot(), *shown, content) : std::string();
    sourceLines_ = linesOf(source_, size.width());
    hasMoreSources_ = sourceLines_.size() > sourceLinesShown;
    if (hasMoreSources_) {
        sourceLines_.resize(sourceLinesShown);
        sourceLines_.back() += "…";
    }
    stripHeight_ = heightOf(sourceLines_);
    if (!isLegendWanted_) {
        rows_.clear();
        legendBox_ = {size.width(), ground().bottom(), 0, 0};
        return;
    }
    const double room = mostOfMap * ground().height();
    legendScale_ = textScale;
    // Larger text must not cost it a class: it grows as far as all of it fits.
    while (legendScale_ > 1 && (legendHeight(rows_, legendWidth) * legendScale_ > room ||
                                legendWidth * legendScale_ > widestOfMap * size.width()))
        legendScale_ = std::max(1.0, legendScale_ - 0.125);
    shorten(rows_, legendWidth, room / legendScale_, content.language);
    const double height = (legendHeight(rows_, legendWidth) + 2 * legendPadding + barHeight) * legendScale_;
    const double width = (legendWidth + 2 * legendPadding) * legendScale_;
    legendBox_ = {size.width() - gap - width, ground().bottom() - gap - height, width, height};
}

QRectF MapFurniture::roomForCity(const CityScene& city) const
{
    const Extent extent = city.extent();
    const QRectF whole = ground().adjusted(gap, gap, -gap, -gap);
    const double aspect = extent.width() / extent.height();
    const double fullWidth = std::min(whole.width(), aspect * whole.height());
    // At an end of the free ground: what is left over is one piece for the inset instead of two strips.
    const auto room = [&](double share, double right) {
        const QSizeF size(share * fullWidth, share * fullWidth / aspect);
        const double top = share < 1 ? whole.top() : whole.center().y() - size.height() / 2;
        return QRectF({std::max(whole.left(), right - size.width()), top}, size);
    };
    // A legend over a corner of the city is less of a loss than a city too small to read.
    constexpr double leastShare = 0.5;
    constexpr double step = 0.03;
    for (double share = 1; share >= leastShare; share -= step)
        for (const double right : {whole.right(), legendBox_.x - gap, whole.left()})
            if (!isCityUnder(legendBox_, city, room(share, right)) && !isCityUnder(buttons(), city, room(share, right)))
                return room(share, right);
    return room(1, whole.right());
}

bool MapFurniture::isCityUnder(const Box& box, const CityScene& city, const QRectF& room) const
{
    if (box.width <= 0)
        return false;
    MapViewport viewport;
    viewport.resize(size_);
    viewport.fit(city.extent(), room);
    const Box kept = box.grownBy(gap / 2);
    Extent under;
    under.include(viewport.toPlane({kept.x, kept.y}));
    under.include(viewport.toPlane({kept.right(), kept.bottom()}));
    for (const MultiPolygon& district : city.outlines(viewport.metresPerPixel()))
        for (const Polygon& polygon : district)
            for (const Ring& ring : polygon.rings)
                if (std::any_of(ring.begin(), ring.end(), [&](const Point& corner) { return under.contains(corner); }))
                    return true;
    // The box may lie inside of a district without one of its corners.
    return city.districtAt(viewport.toPlane({kept.centre().x, kept.centre().y})) >= 0;
}

void MapFurniture::placeInset(const CityScene& city, const MapFrame& main, bool isWholeCity)
{
    inset_.reset();
    insetFrame_.reset();
    if (!isWholeCity)
        return;
    const QRectF free = ground().adjusted(gap, gap, -gap, -gap);
    inset_ = planInset(city, main,
                       {{free.x(), free.y(), free.width(), free.height()},
                        {legendBox_.grownBy(gap), buttons().grownBy(gap)},
                        gap,
                        largestInset});
    if (inset_) {
        insetFrame_ = inset_->frame();
        insetFrame_->textScale = theme::textScale();
    }
}

Box MapFurniture::buttons() const
{
    return {gap, ground().bottom() - gap - buttonsSize_.height(), buttonsSize_.width(), buttonsSize_.height()};
}

std::vector<Box> MapFurniture::legendRowBoxes() const
{
    std::vector<Box> boxes = chiiki::legendRowBoxes(rows_, legendPadding, legendPadding, legendWidth);
    for (Box& box : boxes)
        box = {legendBox_.x + box.x * legendScale_, legendBox_.y + box.y * legendScale_, box.width * legendScale_,
               box.height * legendScale_};
    return boxes;
}

std::vector<std::string> MapFurniture::insetCodes() const
{
    return inset_ ? inset_->inset.codes : std::vector<std::string>{};
}

MapFurniture::Layers MapFurniture::layers(const CityScene* city, const MapContent& content, const MapFrame& main,
                                          double metresPerPixel) const
{
    MapContent unselected = content;  // the selection is painted over it and changes more often
    unselected.selected.clear();
    unselected.primary.clear();
    unselected.hovered.clear();
    Scene scene, names, legend;
    if (city && inset_) {
        appendInset(scene, *city, unselected, main);
        appendLabels(names, placeMapLabels(*city, *insetFrame_, unselected, {}, {}));
    }
    appendSources(scene, sourceLines_, ground().bottom());
    if (isLegendWanted_) {
        scene.items.push_back(
            PathItem{boxPath(legendBox_), palette::paper, {}, Stroke{palette::hairline, 1, {}, false}});
        const double left = legendBox_.x / legendScale_ + legendPadding;
        appendLegend(legend, rows_, left, legendBox_.y / legendScale_ + legendPadding, legendWidth);
        if (metresPerPixel > 0)
            appendScaleBar(legend, metresPerPixel * legendScale_,
                           {left, legendBox_.bottom() / legendScale_ - legendPadding}, legendWidth - 60);
    }
    Layers made;
    made.sheet.parts = {{std::move(scene), 1}, {std::move(legend), legendScale_}};
    made.insetNames.parts = {{std::move(names), 1}};
    return made;
}

std::vector<Box> MapFurniture::obstacles() const
{
    std::vector<Box> boxes = {legendBox_, {0, size_.height() - stripHeight_, size_.width(), stripHeight_}, buttons()};
    if (inset_)
        boxes.push_back(inset_->taken());
    return boxes;
}

void MapFurniture::appendInset(Scene& scene, const CityScene& city, const MapContent& content,
                               const MapFrame& main) const
{
    scene.items.push_back(PathItem{boxPath(inset_->box), palette::sea, {}, {}});
    appendMap(scene, city, *insetFrame_, content);
    appendInsetLink(scene, *inset_, main);
    appendInsetFrame(scene, *inset_, content.language);
}

QPixmap MapFurniture::allSources(double pixelRatio) const
{
    const std::vector<std::string> lines = linesOf(source_, size_.width());
    QPixmap pixmap((QSizeF(size_.width(), heightOf(lines)) * pixelRatio).toSize().expandedTo({1, 1}));
    pixmap.setDevicePixelRatio(pixelRatio);
    Scene scene;
    appendSources(scene, lines, 0);
    QPainter painter(&pixmap);
    paintScene(painter, scene);
    return pixmap;
}

void MapFurniture::appendSources(Scene& scene, const std::vector<std::string>& lines, double top) const
{
    if (lines.empty())
        return;
    scene.items.push_back(PathItem{boxPath({0, top, size_.width(), heightOf(lines)}), palette::paper, {}, {}});
    Path hairline;
    hairline.addPolyline({{0, top + 0.5}, {size_.width(), top + 0.5}}, false);
    scene.items.push_back(PathItem{hairline, {}, {}, Stroke{palette::hairline, 1, {}, false}});
    const double textScale = theme::textScale();
    double baseline = top + 4 + sourceSize * textScale;
    for (const std::string& line : lines) {
        scene.items.push_back(
            TextItem{{gap, baseline}, line, sourceSize * textScale, false, palette::secondText, {}, 0});
        baseline += sourceLine * textScale;
    }
}

}  // namespace chiiki::desktop
