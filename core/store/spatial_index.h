#pragma once

#include <string>

#include "core/store/connection.h"

namespace chiiki::store {

/// Makes the spatial index of a geometry column anew from its rows, all at once: nodes are packed by
/// sort-tile-recursive (Leutenegger, Lopez and Edgington 1997) and written into the tables behind SQLite's R*Tree,
/// whose form is part of its file format (https://www.sqlite.org/rtree.html, "Implementation Details"). Inserting the
/// rows one by one, as SpatiaLite's RecoverSpatialIndex does, takes ten times as long. Runs in the caller's
/// transaction. Throws SQLite::Exception.
void makeSpatialIndex(Connection& connection, const std::string& table, const std::string& column);

}  // namespace chiiki::store
