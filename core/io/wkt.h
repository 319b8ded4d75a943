#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/model/geometry.h"

namespace chiiki {

/// "MULTILINESTRING ((131.1 34.2,131.2 34.3),(...))" with six decimals (0.1 m): a CSV column that GIS programs open.
std::string multiLineStringText(const MultiLineString& lines);

/// "POLYGON ((131.1 34.2,...),(...))" of one polygon, "MULTIPOLYGON (((...)))" of several, with at most eight decimals
/// (1 mm), no zeros at the end. Precondition: not empty.
std::string areaText(const MultiPolygon& area);

/// Reads what multiLineStringText writes; nullopt for anything else.
std::optional<MultiLineString> parseMultiLineString(std::string_view wkt);

}  // namespace chiiki
