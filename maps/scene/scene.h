#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/model/geometry.h"
#include "maps/style/colour.h"
#include "maps/style/path.h"

namespace chiiki {

/// Plane metres (x east, y north) to page px (y down).
struct PlaneToPage {
    double metresPerPixel = 1;
    Point origin;  // plane position of page (0, 0)

    Point operator()(Point plane) const
    {
        return {(plane.x - origin.x) / metresPerPixel, (origin.y - plane.y) / metresPerPixel};
    }
    Point toPlane(Point page) const { return {origin.x + page.x * metresPerPixel, origin.y - page.y * metresPerPixel}; }
};

struct Stroke {
    Colour colour;
    double width = 1;            // px
    std::vector<double> dashes;  // px on, px off, ...; empty = solid
    bool isRound = true;         // joins and caps; false: butt caps, mitred joins
};

/// Parallel lines or a grid of dots, clipped to a path. Anchored to the page, so neighbours' patterns meet.
struct Pattern {
    enum class Kind { Lines, Dots };
    Kind kind = Kind::Lines;
    double spacing = 6;        // px between lines or dots
    double thickness = 1;      // px, of a line or across a dot
    double angleDegrees = 45;  // of lines, counter-clockwise from east
    Colour colour;
};

/// Filled, then patterned, then stroked.
struct PathItem {
    Path path;
    std::optional<Colour> fill;
    std::optional<Pattern> pattern;
    std::optional<Stroke> stroke;
};

/// One run of text on its baseline, from the left. In Noto Sans CJK JP, unhinted.
struct TextItem {
    Point baseline;
    std::string text;
    double size = 12;  // px
    bool isBold = false;
    Colour colour;
    std::optional<Colour> halo;  // drawn under the text
    double haloWidth = 2.5;      // px beyond the outline
};

/// Many dots of one look. Positions in plane metres, shared, so that a new view costs no copy.
struct PointsItem {
    std::shared_ptr<const std::vector<Point>> places;
    PlaneToPage view;
    double radius = 2;  // px
    Colour colour;
};

/// Many lines of one look, in plane metres: points [starts[i], starts[i + 1]) of `places` are one line.
struct LinesItem {
    std::shared_ptr<const std::vector<Point>> places;
    std::shared_ptr<const std::vector<std::uint32_t>> starts;  // one more than lines; last = places->size()
    PlaneToPage view;
    double width = 1;  // px
    Colour colour;
};

/// What follows is cut to the box until the matching ClipEnd. Boxes nest.
struct ClipBegin {
    Box box;
};
struct ClipEnd {};

using SceneItem = std::variant<PathItem, TextItem, PointsItem, LinesItem, ClipBegin, ClipEnd>;

/// An immutable list of things to draw, in order, on a page of width x height px (1/96 inch). All back ends
/// (QPainter, SVG, PDF) draw the same list.
struct Scene {
    double width = 0;
    double height = 0;
    Colour ground = {255, 255, 255, 255};
    std::vector<SceneItem> items;
    std::string title;        // of the file; plain text
    std::string description;  // alternative text for people who do not see the picture
};

}  // namespace chiiki
