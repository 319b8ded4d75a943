#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/message.h"
#include "maps/scene/city_scene.h"
#include "maps/scene/class_look.h"
#include "maps/scene/scale_step.h"
#include "maps/scene/scene.h"
#include "maps/style/choropleth.h"

namespace chiiki {

/// Facilities of some kinds as glyphs, or as glyph and count where more than 60 would crowd the map.
struct FacilityLayer {
    std::vector<std::string> kinds;  // ids of FacilityKind
    std::vector<std::string> ids;    // not empty: only these facilities of those kinds
    bool hasStops = false;           // the snapshot's stops and stations too, after the facilities
};

/// What lies within a distance of facilities.
struct CoverageLayer {
    std::vector<std::vector<Point>> centresByKind;  // lon/lat
    double radiusM = 800;
    int atLeast = 1;  // kinds that must be within reach
};

/// Everything a map shows. The same content gives the window's canvas, an inset, a small multiple and a file.
struct MapContent {
    std::optional<Choropleth> choropleth;  // none: districts in the colour of land
    std::optional<FacilityLayer> facilities;
    std::optional<CoverageLayer> coverage;
    std::map<std::string, std::string> parts;  // district code -> the part that its value is of; others: the whole
    bool showsRail = false;                    // the snapshot's railways
    bool showsRoutes = false;                  // its bus and taxi lines, and railways with them
    bool showsLabels = true;
    bool showsValues = true;           // a value under each name
    double circleRadius = 26;          // px, of the circle of the largest value
    ScaleStep step = ScaleStep::City;  // town lines from Area on, census blocks from Block on, and their names
    ClassInk ink = ClassInk::Colours;  // other than colours: a class's number stands before its value
    Language language = Language::Japanese;
    std::vector<std::string> selected;  // district codes
    std::string primary;                // the last touched of them: ▶ before its name
    std::string hovered;
};

/// A map's place on the page and what it looks at.
struct MapFrame {
    Box box;
    PlaneToPage view;
    double nameSize = 12;  // px
    double valueSize = 12;
    double textScale = 1;  // all names and values are this much larger
    bool isInset = false;  // names and values of districts mostly inside only
    double glyphSize = 0;  // px, of facilities; 0 = by the step of the scale
};

/// The frame of a box that shows the whole extent, centred in it (alignX, alignY 0..1: left/top to right/bottom).
MapFrame fittedFrame(const Box& box, const Extent& extent, double alignX = 0.5, double alignY = 0.5);

/// The content with what belongs on every map of this scale (its step, railways, then routes and community centres,
/// then all facilities and stops) beside what it has; facilities that it names already stay the only ones.
MapContent withDetail(MapContent content, const Snapshot& snapshot, double metresPerPixel);

/// Appends the districts with their fills, coverage, routes, facilities and circles: all but labels. Cut to the frame.
void appendMap(Scene& scene, const CityScene& city, const MapFrame& frame, const MapContent& content);

/// Radius in px of the circle of a value when `largest` (or 4, where that is less) has `full` px: area in proportion.
double circleRadius(double value, double largest, double full = 26);

/// Largest magnitude of the choropleth's values over all years: what the full radius stands for.
double largestCircleValue(const Choropleth& choropleth);

/// The full radius, 26 px or as much less as it takes for no circle of the frame to reach the middle of another.
double roomyCircleRadius(const CityScene& city, const MapFrame& frame, const Choropleth& choropleth);

/// A glyph at a place with its white casing, drawn `sizePx` wide (0 = its natural size).
void appendGlyph(Scene& scene, std::string_view glyphName, Point centre, double sizePx);

}  // namespace chiiki
