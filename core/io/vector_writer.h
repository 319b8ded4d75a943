#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/io/data_layer.h"

namespace chiiki {

/// The bytes of a GeoPackage with these layers in EPSG:6668, those without a shape as plain tables. Titles are the
/// layers' identifiers; QGIS shows the fields' titles in `language`, by the table of styles it reads. `asOf` (an ISO
/// date, a month or a year) is the moment of change that the format asks for, never the clock's: same layers, same
/// bytes. Error Internal where GDAL cannot write it.
Result<std::string> geoPackageBytes(const std::vector<DataLayer>& layers, const std::string& asOf, Language language);

/// The bytes of a FlatGeobuf with one layer in EPSG:6668. The format's writer keeps no row without a place: the caller
/// says how many those are (rowsWithoutPlace). Same layer, same bytes. Error Internal where GDAL cannot write it.
Result<std::string> flatGeobufBytes(const DataLayer& layer, Language language);

std::size_t rowsWithoutPlace(const DataLayer& layer);

}  // namespace chiiki
