#include "core/geo/gdal_on_demand.h"

namespace chiiki {

constinit LateLibrary gdalLibrary{CHIIKI_GDAL_LIBRARY};

}  // namespace chiiki
