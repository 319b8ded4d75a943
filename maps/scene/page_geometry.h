#pragma once

#include "core/model/geometry.h"
#include "maps/scene/scene.h"

namespace chiiki {

/// Adds an area in page coordinates, cut to `bounds` (Sutherland-Hodgman: cut rings may run along the bounds, so draw
/// their outline only well inside them). What lies outside costs no drawing.
void addArea(Path& path, const MultiPolygon& area, const PlaneToPage& view, const Box& bounds);

/// Adds lines in page coordinates; pieces that cannot touch `bounds` are left out, and so are steps under half a px.
void addLines(Path& path, const MultiLineString& lines, const PlaneToPage& view, const Box& bounds);

}  // namespace chiiki
