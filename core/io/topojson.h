#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/model/geometry.h"

namespace chiiki {

/// One object of a TopoJSON file: areas with an id each, in order.
struct TopoObject {
    std::string name;
    std::vector<std::string> ids;
    std::vector<MultiPolygon> areas;  // as many as ids
};

/// Positions are whole millionths of a degree, about 0.1 m.
inline constexpr double topoQuantum = 1e6;

/// A position on the grid of the file: two equal grid positions are equal bit for bit.
Point quantised(Point lonLat);
MultiPolygon quantised(const MultiPolygon& area);

/// TopoJSON text (arcs quantised and delta encoded, one arc a line, one geometry a line). Borders that two areas of any
/// objects share are one arc. The same areas give the same bytes.
std::string topojsonText(const std::vector<TopoObject>& objects);

/// Reads what topojsonText wrote, and TopoJSON of others: Polygon and MultiPolygon geometries with or without
/// "transform". Error BadFormat naming what is wrong; `file` is put into it.
Result<std::vector<TopoObject>> parseTopojson(std::string_view text, const std::string& file);

}  // namespace chiiki
