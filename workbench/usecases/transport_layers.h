#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/base/diagnostics.h"
#include "core/base/result.h"
#include "core/io/district_locator.h"
#include "core/model/snapshot.h"

namespace chiiki {

/// Which columns of a layer of stops or lines hold what; an empty name where the layer has no such thing.
struct TransportColumns {
    RouteKind kind;
    bool isStops;
    const char* name;
    const char* lines;
    const char* operatorName;
    const char* runs;
    const char* passengers;
};

/// The columns of a layer of bus stops, stations, bus routes or railways as Yamaguchi prefecture publishes them;
/// nullptr where the fields are those of another layer.
const TransportColumns* transportColumnsOf(const std::vector<std::string>& fields);

/// What is known of a layer before it is read.
struct TransportSource {
    std::string path;
    SourceEdition edition;  // encoding, CRS and rows are told by the reading
    int dataYear = 0;
    std::set<std::string> taxiLines;  // names of lines that are community taxis
};

/// A layer that was read: stops or routes, and the edition with the reconciliation of its stops.
struct TransportLayer {
    std::vector<Stop> stops;
    std::vector<Route> routes;
    SourceEdition edition;
};

/// Reads stops with their districts, or the paths of routes. Errors: BadFormat where no known columns are there, those
/// of the layer's reader.
Result<TransportLayer> readTransportLayer(const TransportSource& source, const DistrictLocator& locator,
                                          Diagnostics& diagnostics);

}  // namespace chiiki
