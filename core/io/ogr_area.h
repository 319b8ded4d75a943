#pragma once

#include "core/geo/gdal_on_demand.h"
#include "core/model/geometry.h"

namespace chiiki {

/// The polygons of any geometry, those within collections too, in its own coordinates and without heights; curves in
/// GDAL's straight version. Empty where it has none, or is nullptr.
MultiPolygon polygonsOf(OGRGeometryH geometry);

}  // namespace chiiki
