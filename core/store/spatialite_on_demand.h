#pragma once

#include <sqlite3.h>

#include <spatialite.h>  // wants sqlite3.h before it

#include "core/base/late_library.h"

/// SpatiaLite's functions as this project calls them, under their own names (as core/geo/gdal_on_demand.h does with
/// GDAL's): only who makes a workspace needs them, who reads one does not.
namespace chiiki {

extern LateLibrary spatialiteLibrary;

// NOLINTBEGIN(bugprone-macro-parentheses): a name that is declared cannot stand in any
#define CHIIKI_OF_SPATIALITE(name)                                                                                     \
    inline constinit LateFunction<decltype(::name)> name                                                               \
    {                                                                                                                  \
        spatialiteLibrary, #name                                                                                       \
    }
// NOLINTEND(bugprone-macro-parentheses)

CHIIKI_OF_SPATIALITE(spatialite_alloc_connection);
CHIIKI_OF_SPATIALITE(spatialite_cleanup_ex);
CHIIKI_OF_SPATIALITE(spatialite_init_ex);

#undef CHIIKI_OF_SPATIALITE

}  // namespace chiiki
