#pragma once

#include <optional>
#include <string>
#include <vector>

#include "maps/scene/map_layers.h"
#include "maps/scene/scene.h"

namespace chiiki {

/// One line of a legend. Several kinds of sign stand left of the text; the count stands right.
struct LegendRow {
    enum class Sign { None, Heading, Note, Badge, Swatch, Circle, Glyph, Line, Letter };
    Sign sign = Sign::None;
    std::string text;
    std::optional<int> count;
    int classIndex = -1;         // of a swatch that stands for a class
    std::optional<Colour> fill;  // of a swatch or circle; the ink of a badge
    std::optional<Pattern> pattern;
    double radius = 0;  // px, of a circle
    std::string glyph;
    int letter = 0;  // in the disc that stands for a name on the map: 0 for A
    std::optional<Stroke> stroke;
};

/// Title, unit and year, classes with their counts, absences (only those that occur), facilities, coverage and lines.
/// Counts of the classes and absences add up to the districts. `unplaced` rows of the source are said if any.
std::vector<LegendRow> legendRows(const CityScene* city, const MapContent& content, double unplaced);

/// "16以上 100未満": the range of a class as people read it. The first begins at the whole value below the lowest, the
/// last ends at the highest as it is shown.
std::string classRange(const Choropleth& choropleth, int index, Language language);

/// How close rows stand; their text keeps its size.
enum class LegendSpacing { Usual, Dense };

/// Draws the rows from (x, y) downwards; returns the y below the last.
double appendLegend(Scene& scene, const std::vector<LegendRow>& rows, double x, double y, double width,
                    LegendSpacing spacing = LegendSpacing::Usual);

/// Where appendLegend puts each row: what can be pointed at.
std::vector<Box> legendRowBoxes(const std::vector<LegendRow>& rows, double x, double y, double width);

/// Height that appendLegend takes.
double legendHeight(const std::vector<LegendRow>& rows, double width, LegendSpacing spacing = LegendSpacing::Usual);

}  // namespace chiiki
