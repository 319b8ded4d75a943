#include "core/store/spatialite_on_demand.h"

namespace chiiki {

constinit LateLibrary spatialiteLibrary{CHIIKI_SPATIALITE_LIBRARY};

}  // namespace chiiki
