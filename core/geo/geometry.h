#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/model/geometry.h"

namespace chiiki {

/// Area in square units of the coordinates (metres in, m2 out); holes taken off. Never negative.
double areaOf(const MultiPolygon& area);

/// A point surely inside (GEOS's point on surface). nullopt for an empty area.
std::optional<Point> representativePointOf(const MultiPolygon& area);

/// Pole of inaccessibility of the largest part: where a label sits best. `tolerance` in units of the coordinates.
std::optional<Point> labelPointOf(const MultiPolygon& area, double tolerance);

/// Why an area is not valid, with the place ("Self-intersection at 131.4 34.1"); nullopt when it is valid.
std::optional<std::string> whyInvalid(const MultiPolygon& area);

/// GEOS MakeValid. Error BadGeometry where nothing with an area is left.
Result<MultiPolygon> madeValid(const MultiPolygon& area);

/// One outline of areas that share borders vertex for vertex (GEOS coverage union; falls back to the unary union
/// where they do not). Empty in, empty out.
Result<MultiPolygon> unionOf(std::span<const MultiPolygon> areas);

/// Areas simplified together so that shared borders stay shared vertex for vertex: nodes where three or more areas (or
/// two and the outside) meet stay, the arcs between them are thinned (Douglas-Peucker) by `tolerance`. Arcs between
/// areas of different groups, and those to the outside, keep every vertex (groups = districts, say; one number an area;
/// empty span = all of one group, outer arcs thinned too). An area that would become invalid keeps all vertices of
/// its arcs, and its neighbours keep them there with it. Areas that do not touch are not looked at together: outer arcs
/// thinned by more than the gap between two of them may cross.
std::vector<MultiPolygon> simplifiedTogether(std::span<const MultiPolygon> areas, double tolerance,
                                             std::span<const int> groupOfArea);

}  // namespace chiiki
