#pragma once

#include <string>

#include "core/base/result.h"
#include "core/io/gdal_handles.h"

namespace chiiki {

/// Whether a file is 国土数値情報 in JPGIS (GML 3.2 of its application schema), which GDAL reads without its geometry:
/// features name their points and surfaces by reference. Only the start of the file is read.
bool isJpgis(const std::string& path);

/// Reads such a file into memory: a layer for each class of features, whose fields are the elements of its features,
/// under the names of the same attributes in the shapefile where these are known (N03_007, P04_002), otherwise under
/// their own. The CRS is that of the file's srsName (JGD2000, JGD2011, Tokyo), none where it gives none. Error
/// BadFormat where it is no XML or holds no features.
Result<DatasetHandle> openJpgis(const std::string& path);

}  // namespace chiiki
