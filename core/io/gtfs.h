#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostics.h"
#include "core/base/result.h"
#include "core/io/gtfs_files.h"
#include "core/model/geometry.h"

namespace chiiki {

/// Days since 1970-01-01; calendars count in them.
using DayNumber = std::int32_t;

/// How one file of a feed was read: rows = taken + setAside.
struct GtfsTable {
    std::string file;
    std::int64_t rows = 0;
    std::int64_t setAside = 0;  // each with a diagnostic
    std::string encoding;       // "UTF-8 BOM"
    bool isOfJapan = false;     // one of GTFS-JP's own: agency_jp.txt, ...

    bool operator==(const GtfsTable&) const = default;
};

struct GtfsAgency {
    std::string id;  // empty where the feed has one agency and gives none
    std::string name;
    std::string english;       // of translations.txt; empty = none
    std::string officialName;  // of agency_jp.txt
};

struct GtfsStop {
    std::string id;
    std::string name;
    std::string kana;     // ja-Hrkt of translations.txt; empty = none
    std::string english;  // en
    std::optional<Point> place;
    std::string_view reason = {};  // why there is no place, a reason of Placement; empty where there is one
    int locationType = 0;          // 0 where vehicles stop, 1 station, 2 entrance, 3 node, 4 boarding area
    std::string parent;
    std::int64_t row = 0;  // line in stops.txt
};

struct GtfsRoute {
    std::string id;
    int agency = -1;   // index, -1 = none
    std::string name;  // short and long name, as far as there are
    std::string english;
    int type = 3;                          // 0..12, or the extended types from 100
    std::string origin, via, destination;  // of routes_jp.txt
};

/// The days on which trips run: weekdays within a period, with dates added and taken off.
struct GtfsService {
    std::string id;
    std::array<bool, 7> weekdays{};   // Monday first
    DayNumber start = 0, end = -1;    // inclusive; end before start = only what is added
    std::vector<DayNumber> added;     // sorted
    std::vector<DayNumber> takenOff;  // sorted

    bool runsOn(DayNumber day) const;
};

struct GtfsTrip {
    std::string id;
    int route = 0;
    int service = 0;
    int shape = -1;  // -1 = none
    std::string headsign;
    std::size_t firstCall = 0, callCount = 0;  // in GtfsFeed::calls
    std::int64_t runs = 1;                     // a day that it runs: more than one by frequencies.txt
    bool isOnDemand = false;                   // GTFS-Flex: has a call that is a time window or an area
    bool hasFrequencies = false;
};

/// A trip at a stop, or in an area or group of stops of GTFS-Flex.
struct GtfsCall {
    std::int32_t trip = 0;
    std::int32_t stop = -1;  // -1: the call is in an area or group
    std::int32_t sequence = 0;
    std::int32_t arrivalS = -1;  // seconds after midnight of the service day, 24:00 and later on the next; -1 = none
    std::int32_t departureS = -1;
    std::int32_t area = -1;   // index into areas
    std::int32_t group = -1;  // index into groups
};

struct GtfsShape {
    std::string id;
    LineString path;  // lon/lat, in order
};

/// GTFS-Flex: a polygon of locations.geojson within which one is picked up or set down.
struct GtfsArea {
    std::string id;
    std::string name;
    MultiPolygon outline;
};

/// GTFS-Flex: stops that serve as one place (location_groups.txt; areas.txt of its draft).
struct GtfsStopGroup {
    std::string id;
    std::string name;
    std::vector<int> stops;
};

struct GtfsFare {
    std::string id;
    double price = 0;
    std::string currency;
    int rules = 0;  // of fare_rules.txt
};

struct GtfsOffice {
    std::string id;
    std::string name;
    std::string phone;
};

/// A transit feed (GTFS Schedule with the Japanese and the Flex extensions), all of it that makes sense.
struct GtfsFeed {
    std::string fileName;
    std::string sha256;
    std::string publisher;  // of feed_info.txt, otherwise the first agency
    std::string publisherEnglish;
    std::string version;
    DayNumber start = 0, end = -1;  // of feed_info.txt, otherwise of the services; end before start = unknown
    std::vector<GtfsAgency> agencies;
    std::vector<GtfsStop> stops;
    std::vector<GtfsRoute> routes;
    std::vector<GtfsService> services;
    std::vector<GtfsTrip> trips;
    std::vector<GtfsCall> calls;  // by trip, then sequence
    std::vector<GtfsShape> shapes;
    std::vector<GtfsArea> areas;
    std::vector<GtfsStopGroup> groups;
    std::vector<GtfsFare> fares;
    std::vector<GtfsOffice> offices;
    std::vector<GtfsTable> tables;        // those that were read, in the order of reading
    std::vector<std::string> otherFiles;  // that the feed brings and the standard does not know
};

/// Reads a feed whole and judges it. What makes no sense is set aside with file, line and field: required cells left
/// blank, ids that stand there twice, references to what is not there, times, dates, sequences and numbers that are
/// none, coordinates that are not in Japan. A table or column that the standard asks for and that is missing is a
/// diagnostic too. Errors: those of readGtfsFiles.
Result<GtfsFeed> readGtfs(const std::string& path, Diagnostics& diagnostics);

/// The same of files at hand.
GtfsFeed parseGtfs(const GtfsFiles& files, Diagnostics& diagnostics);

/// "2025-04-22".
std::string isoDate(DayNumber day);
/// 0 = Monday.
int weekdayOf(DayNumber day);

}  // namespace chiiki
