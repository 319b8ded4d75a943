#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/geo/area_locator.h"
#include "core/io/gtfs.h"
#include "core/io/gtfs_week.h"
#include "core/model/district.h"
#include "core/model/route.h"
#include "core/model/source.h"

namespace chiiki {

/// A feed as the model has it.
struct GtfsPlaces {
    /// One for each route and shape, ids "<sourceId>:<route_id>:<shape_id>", by id. Trips without a shape make one for
    /// each order of stops ("...:stops-1"), whose path leads from stop to stop. An area of GTFS-Flex is a taxi route
    /// whose path is its outline ("<sourceId>:area:<id>"). Runs are those of the week's days, a day; nullopt where
    /// trips have no set times. Routes of a kind that the model lacks (ferries, lifts) are not among them.
    std::vector<Route> routes;
    /// Where vehicles stop, ids "<sourceId>:<stop_id>", by id. Each trip that stops there counts once.
    std::vector<Stop> stops;
    std::optional<GtfsWeek> week;
    /// Title, hash and what a reader must know. `rows` are those of stops.txt where vehicles stop, and those set aside
    /// as unplaced; stations, entrances and nodes are not counted.
    SourceEdition edition;
    int pathsByStops = 0;    // routes without a shape
    int otherLocations = 0;  // rows of stops.txt where no vehicle stops
    int routesOfNoKind = 0;  // ferries and lifts: not taken
};

/// "gtfs_6000020352101" by the first agency's id, otherwise by the hash of the publisher's name: the same for every
/// edition of a publisher's feed.
std::string gtfsSourceId(const GtfsFeed& feed);

/// Stops are placed by the districts' outlines; a stop elsewhere in Japan is outside.
GtfsPlaces placesOf(const GtfsFeed& feed, const std::string& sourceId, std::span<const District> districts,
                    const AreaLocator& locator);

}  // namespace chiiki
