#pragma once

#include "core/io/gtfs_table.h"

/// The tables of a feed, one reader each, for core/io/gtfs.cpp alone.
namespace chiiki::gtfs {

/// What has been read so far, with the ids that later tables name.
struct Reading {
    const GtfsFiles& files;
    GtfsFeed& feed;
    Diagnostics& diagnostics;
    GtfsIndex agencies = {}, stops = {}, routes = {}, services = {}, trips = {}, shapes = {}, areas = {}, groups = {},
              fares = {}, offices = {}, zones = {};
};

// gtfs_places.cpp
void readAgencies(Reading& reading);
void readStops(Reading& reading);
void readAreas(Reading& reading);       // locations.geojson
void readStopGroups(Reading& reading);  // location_groups.txt, areas.txt

// gtfs_calendar.cpp
void readServices(Reading& reading);

// gtfs_trips.cpp
void readRoutes(Reading& reading);
void readShapes(Reading& reading);
void readTrips(Reading& reading);
void readCalls(Reading& reading);  // stop_times.txt
void readFrequencies(Reading& reading);

// gtfs_extras.cpp
void readFeedInfo(Reading& reading);
void readFares(Reading& reading);
void readTransfers(Reading& reading);
void readJapaneseTables(Reading& reading);  // agency_jp.txt, routes_jp.txt, office_jp.txt, pattern_jp.txt
void readTranslations(Reading& reading);

}  // namespace chiiki::gtfs
