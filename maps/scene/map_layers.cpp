#include "maps/scene/map_layers.h"

#include <algorithm>
#include <cmath>

#include "core/analysis/circle_union.h"
#include "core/geo/geometry.h"
#include "maps/scene/facility_layer.h"
#include "maps/scene/page_geometry.h"
#include "maps/scene/route_layer.h"
#include "maps/style/glyph.h"
#include "maps/style/palette.h"

namespace chiiki {
namespace {

constexpr double seenMargin = 20;  // px beyond a frame where strokes may still reach into it

bool contains(const std::vector<std::string>& codes, const std::string& code)
{
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

Pattern absentHatch()
{
    return {Pattern::Kind::Lines, 6, 1, 45, palette::absentInk};
}

Pattern absentDots()
{
    return {Pattern::Kind::Dots, 6, 1.5, 0, palette::absentInk};
}

ClassLook looksOf(const DistrictReading& reading, const MapContent& content)
{
    const Choropleth& choropleth = *content.choropleth;
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
        return {palette::land, {}};
    const ClassLook look = classLook(choropleth, reading.classIndex, content.ink);
    return content.parts.contains(reading.districtCode) ? partLook(look) : look;
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

void appendTownLines(Scene& scene, const CityScene& city, const MapFrame& frame, ScaleStep step)
{
    if (step == ScaleStep::City)
        return;
    const TownShapes& shapes = city.towns();
    const auto append = [&](const DenseLines& lines, double width) {
        if (lines.starts->size() > 1)
            scene.items.push_back(LinesItem{lines.places, lines.starts, frame.view, width, palette::townLine});
    };
    if (step == ScaleStep::Block)
        append(shapes.blockLines, 0.4);
    append(shapes.townLines, step == ScaleStep::Block ? 1.0 : 0.6);
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

void appendCircles(Scene& scene, const CityScene& city, const MapFrame& frame, const Choropleth& choropleth,
                   double full)
{
    struct Circle {
        Point centre;
        double radius;
        Colour colour;
    };
    std::vector<Circle> circles;
    const double largest = largestCircleValue(choropleth);
    for (std::size_t i = 0; i < choropleth.districts.size(); ++i) {
        const auto number = choropleth.districts[i].value.number();
        const auto place = city.districts()[i].labelPoint;
        if (number && place && *number != 0)
            circles.push_back(
                {frame.view(*place), circleRadius(*number, largest, full),
                 choropleth.isDiverging && *number < 0 ? choropleth.colours.front() : choropleth.colours.back()});
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
            PathItem{path, withOpacity(circle.colour, 0.72), {}, Stroke{rgb(0xFFFFFF), 1.2, {}, true}});
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

double circleRadius(double value, double largest, double full)
{
    // One thing in each of 21 districts is no reason to hide the city under 21 large circles.
    constexpr double leastFull = 4;
    return largest > 0 ? full * std::sqrt(std::abs(value) / std::max(largest, leastFull)) : 0;
}

double largestCircleValue(const Choropleth& choropleth)
{
    return std::max(std::abs(choropleth.breaks.lowest), std::abs(choropleth.breaks.highest));
}

double roomyCircleRadius(const CityScene& city, const MapFrame& frame, const Choropleth& choropleth)
{
    constexpr double least = 10;  // smaller ones could not be told apart
    struct Circle {
        Point centre;
        double radius;
    };
    double full = MapContent{}.circleRadius;
    std::vector<Circle> circles;
    const double largest = largestCircleValue(choropleth);
    for (const DistrictReading& reading : choropleth.districts)
        for (const DistrictShape& district : city.districts())
            if (const auto number = reading.value.number();
                district.code == reading.districtCode && number && *number != 0 && district.labelPoint)
                circles.push_back({frame.view(*district.labelPoint), circleRadius(*number, largest, 1)});
    for (const Circle& one : circles)
        for (const Circle& other : circles)
            if (const double apart = std::hypot(one.centre.x - other.centre.x, one.centre.y - other.centre.y);
                &one != &other && one.radius > 0)
                full = std::min(full, apart / one.radius);
    return std::max(full, least);
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

MapContent withDetail(MapContent content, const Snapshot& snapshot, double metresPerPixel)
{
    content.step = scaleStepOf(metresPerPixel);
    content.showsRail = true;
    if (content.step == ScaleStep::City)
        return content;
    content.showsRoutes = true;
    if (content.facilities)
        return content;
    content.facilities.emplace();
    content.facilities->hasStops = content.step == ScaleStep::Block;
    for (const FacilityKind& kind : snapshot.facilityKinds)
        if (content.step == ScaleStep::Block || isCentreKind(kind.id))
            content.facilities->kinds.push_back(kind.id);
    return content;
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
        const ClassLook looks = reading ? looksOf(*reading, content) : ClassLook{palette::land, {}};
        scene.items.push_back(PathItem{paths[i], looks.fill, looks.pattern, {}});
    }
    appendTownLines(scene, city, frame, content.step);
    appendBorders(scene, city, frame);
    if (content.coverage)
        appendCoverage(scene, city, frame, *content.coverage);
    appendRoutes(scene, city, frame, content);
    if (content.choropleth && content.choropleth->isCircles)
        appendCircles(scene, city, frame, *content.choropleth, content.circleRadius);
    appendSelection(scene, city, paths, content);
    if (content.facilities)
        appendFacilities(scene, city, frame, *content.facilities);
    scene.items.push_back(ClipEnd{});
}

}  // namespace chiiki
