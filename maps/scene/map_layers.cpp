#include "maps/scene/map_layers.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/analysis/circle_union.h"
#include "core/geo/geometry.h"
#include "maps/scene/facility_layer.h"
#include "maps/scene/page_geometry.h"
#include "maps/scene/route_layer.h"
#include "maps/scene/text_measure.h"
#include "maps/style/glyph.h"
#include "maps/style/number_format.h"
#include "maps/style/palette.h"

namespace chiiki {
namespace {

constexpr double largestRadius = 26;
constexpr double seenMargin = 20;  // px beyond a frame where strokes may still reach into it

bool contains(const std::vector<std::string>& codes, const std::string& code)
{
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

struct Looks {
    Colour fill = palette::land;
    std::optional<Pattern> pattern;
};

Pattern absentHatch()
{
    return {Pattern::Kind::Lines, 6, 1, 45, palette::absentInk};
}

Pattern absentDots()
{
    return {Pattern::Kind::Dots, 6, 1.5, 0, palette::absentInk};
}

Looks looksOf(const DistrictReading& reading, const Choropleth& choropleth, bool isCopier)
{
    if (!reading.value.isNumber()) {
        switch (reading.value.absence()) {
        case Absence::Missing:
            return {palette::absentGround, absentHatch()};
        case Absence::Suppressed:
            return {palette::absentGround, absentDots()};
        case Absence::NotApplicable:
            return {choropleth.indicator.cityOnly ? palette::land : palette::paper, {}};
        }
    }
    if (choropleth.isCircles)
        return {};
    if (isCopier) {
        const bool isFalling =
            reading.classIndex < choropleth.breaks.classCount() / 2 && rampOf(choropleth.indicator) == Ramp::Change;
        const Pattern lines = copierPattern(reading.classIndex, choropleth.breaks.classCount(), isFalling);
        return {rgb(0xFFFFFF), lines.thickness > 0 ? std::optional(lines) : std::nullopt};
    }
    return {*choropleth.colourOf(reading), {}};
}

std::vector<Path> districtPaths(const CityScene& city, const MapFrame& frame)
{
    const std::vector<MultiPolygon>& outlines = city.outlines(frame.view.metresPerPixel);
    const Extent seen = [&] {
        Extent extent;
        extent.include(frame.view.toPlane({frame.box.x, frame.box.y}));
        extent.include(frame.view.toPlane({frame.box.right(), frame.box.bottom()}));
        return extent.grownBy(seenMargin * frame.view.metresPerPixel);
    }();
    std::vector<Path> paths(outlines.size());
    for (std::size_t i = 0; i < outlines.size(); ++i)
        if (city.districts()[i].extent.intersects(seen))
            addArea(paths[i], outlines[i], frame.view, frame.box.grownBy(seenMargin));
    return paths;
}

/// Each border once: a line drawn for both of its districts would come out thicker than the coast.
void appendBorders(Scene& scene, const CityScene& city, const MapFrame& frame)
{
    Path borders;
    addLines(borders, city.borders(frame.view.metresPerPixel), frame.view, frame.box.grownBy(seenMargin));
    scene.items.push_back(PathItem{borders, {}, {}, Stroke{palette::borderCasing, 1.8, {}, true}});
    scene.items.push_back(PathItem{borders, {}, {}, Stroke{palette::border, 1, {}, true}});
}

void appendCoverage(Scene& scene, const CityScene& city, const MapFrame& frame, const CoverageLayer& layer)
{
    std::vector<std::vector<Point>> centres(layer.centresByKind.size());
    for (std::size_t kind = 0; kind < centres.size(); ++kind)
        for (const Point place : layer.centresByKind[kind])
            centres[kind].push_back(city.toPlane(place));
    if (!(layer.radiusM > 0) || layer.atLeast < 1)
        return;
    const CircleUnion region(centres, layer.radiusM, layer.atLeast);
    Path outline;
    addArea(outline, region.outline(frame.view.metresPerPixel / 4), frame.view, frame.box.grownBy(seenMargin));
    if (outline.isEmpty())
        return;
    scene.items.push_back(
        PathItem{outline, withOpacity(palette::accent, 0.16), {}, Stroke{palette::paper, 2.2, {}, true}});
    scene.items.push_back(PathItem{outline, {}, {}, Stroke{palette::accent, 1.1, {}, true}});
}

void appendCircles(Scene& scene, const CityScene& city, const MapFrame& frame, const Choropleth& choropleth)
{
    struct Circle {
        Point centre;
        double radius;
    };
    std::vector<Circle> circles;
    const double largest = largestCircleValue(choropleth);
    for (std::size_t i = 0; i < choropleth.districts.size(); ++i) {
        const auto number = choropleth.districts[i].value.number();
        const auto place = city.districts()[i].labelPoint;
        if (number && place && *number != 0)
            circles.push_back({frame.view(*place), circleRadius(*number, largest)});
    }
    std::stable_sort(circles.begin(), circles.end(),
                     [](const Circle& a, const Circle& b) { return a.radius > b.radius; });
    for (const Circle& circle : circles) {
        // Half a circle at the edge of an inset would be read as a smaller value.
        if (frame.isInset && !frame.box.contains(Box{circle.centre.x, circle.centre.y, 0, 0}.grownBy(circle.radius)))
            continue;
        Path path;
        path.addCircle(circle.centre, circle.radius);
        scene.items.push_back(
            PathItem{path, withOpacity(choropleth.colours.back(), 0.72), {}, Stroke{rgb(0xFFFFFF), 1.2, {}, true}});
    }
}

void appendSelection(Scene& scene, const CityScene& city, const std::vector<Path>& paths, const MapContent& content)
{
    for (std::size_t i = 0; i < paths.size(); ++i) {
        const std::string& code = city.districts()[i].code;
        if (paths[i].isEmpty())
            continue;
        if (contains(content.selected, code)) {
            scene.items.push_back(PathItem{paths[i], {}, {}, Stroke{rgb(0x000000), 3 + 1.5, {}, true}});
            scene.items.push_back(PathItem{paths[i], {}, {}, Stroke{rgb(0xFFFFFF), 1.5, {}, true}});
        } else if (code == content.hovered)
            scene.items.push_back(PathItem{paths[i], {}, {}, Stroke{rgb(0x000000), 2, {}, true}});
    }
}

/// Even-odd; good enough for a label, whatever lies on a border.
bool isInside(const MultiPolygon& area, Point p)
{
    bool isIn = false;
    for (const Polygon& polygon : area)
        for (const Ring& ring : polygon.rings)
            for (std::size_t i = 1; i < ring.size(); ++i)
                if ((ring[i - 1].y <= p.y) != (ring[i].y <= p.y) &&
                    p.x < ring[i - 1].x +
                              (ring[i].x - ring[i - 1].x) * (p.y - ring[i - 1].y) / (ring[i].y - ring[i - 1].y))
                    isIn = !isIn;
    return isIn;
}

/// Share of a district's box that the frame shows: 1 = all of it.
double shownShare(const DistrictShape& district, const MapFrame& frame)
{
    const Point topLeft = frame.view({district.extent.minX, district.extent.maxY});
    const Point bottomRight = frame.view({district.extent.maxX, district.extent.minY});
    const double width = std::min(bottomRight.x, frame.box.right()) - std::max(topLeft.x, frame.box.x);
    const double height = std::min(bottomRight.y, frame.box.bottom()) - std::max(topLeft.y, frame.box.y);
    const double whole = (bottomRight.x - topLeft.x) * (bottomRight.y - topLeft.y);
    return width > 0 && height > 0 && whole > 0 ? width * height / whole : 0;
}

}  // namespace

MapFrame fittedFrame(const Box& box, const Extent& extent, double alignX, double alignY)
{
    MapFrame frame;
    frame.box = box;
    if (extent.isEmpty() || extent.width() == 0 || extent.height() == 0)
        return frame;
    const double scale = std::max(extent.width() / box.width, extent.height() / box.height);
    const double left = box.x + (box.width - extent.width() / scale) * alignX;
    const double top = box.y + (box.height - extent.height() / scale) * alignY;
    frame.view = {scale, {extent.minX - left * scale, extent.maxY + top * scale}};
    return frame;
}

double circleRadius(double value, double largest)
{
    return largest > 0 ? largestRadius * std::sqrt(std::abs(value) / largest) : 0;
}

double largestCircleValue(const Choropleth& choropleth)
{
    return std::max(std::abs(choropleth.breaks.lowest), std::abs(choropleth.breaks.highest));
}

Pattern copierPattern(int index, int count, bool isFalling)
{
    // Share of the paper that is black; five classes take exactly these.
    constexpr double densities[] = {0, 0.12, 0.25, 0.45, 0.70};
    const double place = count > 1 ? 4.0 * index / (count - 1) : 2;
    const int below = static_cast<int>(place);
    const double density = densities[below] + (densities[std::min(below + 1, 4)] - densities[below]) * (place - below);
    return {Pattern::Kind::Lines, 5, 5 * density, isFalling ? 135.0 : 45.0, rgb(0x000000)};
}

void appendGlyph(Scene& scene, std::string_view glyphName, Point centre, double sizePx)
{
    const Glyph& glyph = glyphOf(glyphName);
    const double scale = (sizePx > 0 ? sizePx : glyph.size) / 16;
    const double casing = 1.25;
    const GlyphPart& silhouette = glyph.parts.front();
    scene.items.push_back(PathItem{silhouette.path.placed(scale, centre),
                                   {},
                                   {},
                                   Stroke{rgb(0xFFFFFF), silhouette.width * scale + 2 * casing, {}, true}});
    for (const GlyphPart& part : glyph.parts) {
        const bool isInk = part.paint == GlyphPart::Paint::Ink || part.paint == GlyphPart::Paint::InkStroke;
        const Colour colour = isInk ? glyph.colour : rgb(0xFFFFFF);
        PathItem item{part.path.placed(scale, centre), {}, {}, {}};
        if (part.width > 0)
            item.stroke = Stroke{colour, part.width * scale, {}, true};
        else
            item.fill = colour;
        scene.items.push_back(std::move(item));
    }
}

void appendMap(Scene& scene, const CityScene& city, const MapFrame& frame, const MapContent& content)
{
    scene.items.push_back(ClipBegin{frame.box});
    const std::vector<Path> paths = districtPaths(city, frame);
    for (std::size_t i = 0; i < paths.size(); ++i) {
        if (paths[i].isEmpty())
            continue;
        const DistrictReading* reading =
            content.choropleth ? content.choropleth->find(city.districts()[i].code) : nullptr;
        const Looks looks = reading ? looksOf(*reading, *content.choropleth, content.isCopier) : Looks{};
        scene.items.push_back(PathItem{paths[i], looks.fill, looks.pattern, {}});
    }
    appendBorders(scene, city, frame);
    if (content.coverage)
        appendCoverage(scene, city, frame, *content.coverage);
    if (content.showsRoutes)
        appendRoutes(scene, city, frame);
    if (content.choropleth && content.choropleth->isCircles)
        appendCircles(scene, city, frame, *content.choropleth);
    appendSelection(scene, city, paths, content);
    if (content.facilities)
        appendFacilities(scene, city, frame, *content.facilities);
    scene.items.push_back(ClipEnd{});
}

std::vector<PlacedLabel> placeMapLabels(const CityScene& city, const MapFrame& frame, const MapContent& content,
                                        const std::vector<Box>& obstacles, const std::vector<std::string>& nameOnly)
{
    if (!content.showsLabels)
        return {};
    std::vector<std::size_t> order(city.districts().size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto rankOf = [&](std::size_t i) {
        const std::string& code = city.districts()[i].code;
        return code == content.primary ? 0 : contains(content.selected, code) ? 1 : 2;
    };
    // Small districts first: they have the fewest places to go.
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::pair(rankOf(a), city.districts()[a].areaKm2) < std::pair(rankOf(b), city.districts()[b].areaKm2);
    });

    const double largest = content.choropleth ? largestCircleValue(*content.choropleth) : 0;
    std::vector<LabelWish> wishes;
    for (const std::size_t i : order) {
        const DistrictShape& district = city.districts()[i];
        if (!district.labelPoint || !frame.box.contains(frame.view(*district.labelPoint)))
            continue;
        const double shown = shownShare(district, frame);
        LabelWish wish;
        wish.id = district.code;
        wish.anchor = frame.view(*district.labelPoint);
        const bool isDimmed = frame.isInset && shown < 0.95;
        const std::string mark = district.code == content.primary ? "▶" : "";
        wish.lines.push_back(
            {mark + district.name, frame.nameSize, true, isDimmed ? palette::secondText : palette::text});
        const DistrictReading* reading = content.choropleth ? content.choropleth->find(district.code) : nullptr;
        if (reading && content.showsValues && !content.choropleth->indicator.cityOnly &&
            !contains(nameOnly, district.code)) {
            std::string text =
                formatValue(reading->value, content.choropleth->indicator, NumberPlace::Map, content.language);
            if (content.isCopier && reading->classIndex >= 0 && !content.choropleth->isCircles)
                text.insert(0, std::to_string(reading->classIndex + 1) + "｜");
            wish.lines.push_back({text, frame.valueSize, false, isDimmed ? palette::secondText : palette::text});
        }
        if (reading && content.choropleth->isCircles && reading->value.isNumber())
            wish.clearance = circleRadius(*reading->value.number(), largest);
        // An inset has room for its names where they belong, unless marks take it.
        if (frame.isInset && !content.facilities)
            wish.leaderLength = 0;
        wishes.push_back(std::move(wish));
    }
    std::vector<Box> signs = content.facilities ? facilityBoxes(city, frame, *content.facilities) : std::vector<Box>{};
    if (content.showsRoutes)
        for (const Box& badge : routeBadgeBoxes(city, frame))
            signs.push_back(badge);
    std::vector<PlacedLabel> placed = placeLabels(wishes, frame.box.grownBy(-2), obstacles, signs);
    // A name that still stands in its own district needs no line to it.
    const std::vector<MultiPolygon>& outlines = city.outlines(frame.view.metresPerPixel);
    for (PlacedLabel& label : placed)
        for (std::size_t i = 0; i < outlines.size() && label.hasLeader; ++i)
            if (city.districts()[i].code == label.id)
                label.hasLeader = !isInside(outlines[i], frame.view.toPlane(label.box.centre()));
    return placed;
}

}  // namespace chiiki
