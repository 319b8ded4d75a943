#include <algorithm>

#include "core/io/gtfs_parts.h"
#include "core/io/numbers.h"
#include "core/io/positions.h"

namespace chiiki::gtfs {
namespace {

/// "10 市役所線": what stands on the vehicle, then what it is called, without saying one thing twice.
std::string nameOfRoute(const std::string& shortName, const std::string& longName)
{
    if (shortName.empty() || longName.find(shortName) != std::string::npos)
        return longName.empty() ? shortName : longName;
    return longName.empty() ? shortName : shortName + " " + longName;
}

/// Trams to trains, buses, ferries and lifts of the standard; the hundreds of its extension up to 1799.
bool isRouteType(int type)
{
    return type <= 7 || type == 11 || type == 12 || (type >= 100 && type < 1800);
}

std::size_t sizeOf(int index)
{
    return static_cast<std::size_t>(index);
}

/// Where a call is: at a stop, in an area or at a group, exactly one of them.
bool takeWhere(Reading& reading, GtfsRows& rows, GtfsCall& call)
{
    const std::string area = rows.text("location_id");
    const std::string group = rows.text("location_group_id");
    if (!area.empty()) {
        // An earlier draft of Flex names groups here too.
        if (const auto at = indexOf(reading.areas, area))
            call.area = *at;
        else if (const auto ofGroup = indexOf(reading.groups, area))
            call.group = *ofGroup;
        else {
            rows.setAside("location_id", {"io.gtfs_dangling", {area, "locations.geojson"}});
            return false;
        }
        return true;
    }
    if (!group.empty()) {
        const auto at = rows.reference("location_group_id", reading.groups, "location_groups.txt");
        call.group = at.value_or(-1);
        return at.has_value();
    }
    const std::string stop = rows.text("stop_id");
    if (const auto ofGroup = indexOf(reading.groups, stop); ofGroup && !reading.stops.contains(stop)) {
        call.group = *ofGroup;
        return true;
    }
    if (const auto ofArea = indexOf(reading.areas, stop); ofArea && !reading.stops.contains(stop)) {
        call.area = *ofArea;
        return true;
    }
    const auto at = rows.reference("stop_id", reading.stops, "stops.txt");
    call.stop = at.value_or(-1);
    return at.has_value();
}

/// The trip's own check, once its calls stand in order: times must not run backwards.
void checkTimes(GtfsRows& rows, const std::vector<GtfsCall>& calls, const std::vector<std::int64_t>& lines)
{
    std::int32_t trip = -1, latestS = -1;
    for (std::size_t i = 0; i < calls.size(); ++i) {
        const GtfsCall& call = calls[i];
        if (call.trip != trip) {
            trip = call.trip;
            latestS = -1;
        }
        for (const auto& [timeS, field] :
             {std::pair(call.arrivalS, "arrival_time"), std::pair(call.departureS, "departure_time")}) {
            if (timeS < 0)
                continue;
            if (timeS < latestS)
                rows.noteAt(lines[i], field, {"io.gtfs_time_backwards", {}});
            latestS = std::max(latestS, timeS);
        }
    }
}

}  // namespace

void readRoutes(Reading& reading)
{
    GtfsRows rows(reading.files, "routes.txt", {"route_id", "route_type"});
    while (rows.next()) {
        GtfsRoute route;
        const auto id = rows.newId("route_id", reading.routes);
        const auto type = rows.number("route_type");
        if (!id || !type)
            continue;
        if (!isRouteType(*type)) {
            rows.setAside("route_type", {"io.gtfs_route_type", {std::to_string(*type)}});
            continue;
        }
        route.id = *id;
        route.type = *type;
        route.name = nameOfRoute(rows.text("route_short_name"), rows.text("route_long_name"));
        if (route.name.empty()) {
            rows.setAside("route_long_name", {"io.gtfs_route_without_name", {}});
            continue;
        }
        const std::string agency = rows.text("agency_id");
        if (const auto at = indexOf(reading.agencies, agency))
            route.agency = *at;
        else if (agency.empty() && reading.feed.agencies.size() == 1)
            route.agency = 0;
        else
            rows.note("agency_id", {"io.gtfs_dangling_kept", {agency, "agency.txt"}});
        reading.routes.emplace(route.id, static_cast<int>(reading.feed.routes.size()));
        reading.feed.routes.push_back(std::move(route));
    }
    rows.finish(reading.feed, reading.diagnostics);
}

void readShapes(Reading& reading)
{
    GtfsRows rows(reading.files, "shapes.txt", {"shape_id", "shape_pt_lat", "shape_pt_lon", "shape_pt_sequence"});
    struct Vertex {
        int sequence;
        Point place;
    };
    constexpr Extent japan{122.5, 20.5, 153.5, 45.5};
    std::vector<std::vector<Vertex>> shapes;
    while (rows.next()) {
        const auto id = rows.required("shape_id");
        const auto sequence = rows.number("shape_pt_sequence");
        if (!id || !sequence)
            continue;
        const JudgedPosition judged = judgePosition(rows.text("shape_pt_lon"), rows.text("shape_pt_lat"), japan);
        if (!judged.point) {
            rows.setAside("shape_pt_lat",
                          judged.reason == "io.place_far_off"
                              ? Message{"io.gtfs_not_in_japan", {rows.text("shape_pt_lat"), rows.text("shape_pt_lon")}}
                              : Message{judged.reason, {}});
            continue;
        }
        const auto [at, isNew] = reading.shapes.emplace(*id, static_cast<int>(shapes.size()));
        if (isNew) {
            shapes.emplace_back();
            reading.feed.shapes.push_back({*id, {}});
        }
        shapes[sizeOf(at->second)].push_back({*sequence, *judged.point});
    }
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        std::stable_sort(shapes[i].begin(), shapes[i].end(),
                         [](const Vertex& a, const Vertex& b) { return a.sequence < b.sequence; });
        for (const Vertex& vertex : shapes[i])
            if (LineString& path = reading.feed.shapes[i].path; path.empty() || path.back() != vertex.place)
                path.push_back(vertex.place);
    }
    rows.finish(reading.feed, reading.diagnostics);
}

void readTrips(Reading& reading)
{
    GtfsRows rows(reading.files, "trips.txt", {"route_id", "service_id", "trip_id"});
    if (!rows.isThere())
        reading.diagnostics.push_back({"trips.txt", 0, {}, {"io.gtfs_file_missing", {"trips.txt"}}});
    while (rows.next()) {
        GtfsTrip trip;
        const auto id = rows.newId("trip_id", reading.trips);
        const auto route = rows.reference("route_id", reading.routes, "routes.txt");
        const auto service = rows.reference("service_id", reading.services, "calendar.txt, calendar_dates.txt");
        if (!id || !route || !service)
            continue;
        trip.id = *id;
        trip.route = *route;
        trip.service = *service;
        trip.headsign = rows.text("trip_headsign");
        if (const std::string shape = rows.text("shape_id"); !shape.empty()) {
            trip.shape = indexOf(reading.shapes, shape).value_or(-1);
            if (trip.shape < 0)
                rows.note("shape_id", {"io.gtfs_dangling_kept", {shape, "shapes.txt"}});
        }
        if (const std::string office = rows.text("jp_office_id"); !office.empty() && !reading.offices.contains(office))
            rows.note("jp_office_id", {"io.gtfs_dangling_kept", {office, "office_jp.txt"}});
        reading.trips.emplace(trip.id, static_cast<int>(reading.feed.trips.size()));
        reading.feed.trips.push_back(std::move(trip));
    }
    rows.finish(reading.feed, reading.diagnostics);
}

void readCalls(Reading& reading)
{
    GtfsFeed& feed = reading.feed;
    GtfsRows rows(reading.files, "stop_times.txt", {"trip_id", "stop_id", "stop_sequence"});
    if (!rows.isThere())
        reading.diagnostics.push_back({"stop_times.txt", 0, {}, {"io.gtfs_file_missing", {"stop_times.txt"}}});
    struct Met {
        GtfsCall call;
        std::int64_t line;
    };
    std::vector<Met> met;
    while (rows.next()) {
        GtfsCall call;
        const auto trip = rows.reference("trip_id", reading.trips, "trips.txt");
        const auto sequence = rows.number("stop_sequence");
        const auto arrival = rows.time("arrival_time");
        const auto departure = rows.time("departure_time");
        const auto windowStart = rows.time("start_pickup_drop_off_window");
        const auto windowEnd = rows.time("end_pickup_drop_off_window");
        if (!trip || !sequence || !arrival || !departure || !windowStart || !windowEnd ||
            !takeWhere(reading, rows, call))
            continue;
        call.trip = *trip;
        call.sequence = *sequence;
        call.arrivalS = *arrival;
        call.departureS = *departure;
        if (*windowStart >= 0 || call.stop < 0)
            feed.trips[sizeOf(*trip)].isOnDemand = true;
        met.push_back({call, rows.line()});
    }
    std::stable_sort(met.begin(), met.end(), [](const Met& a, const Met& b) {
        return std::pair(a.call.trip, a.call.sequence) < std::pair(b.call.trip, b.call.sequence);
    });
    std::vector<std::int64_t> lines;
    feed.calls.reserve(met.size());
    for (const Met& one : met) {
        if (!feed.calls.empty() && feed.calls.back().trip == one.call.trip &&
            feed.calls.back().sequence == one.call.sequence) {
            rows.setAsideAt(
                one.line, "stop_sequence",
                {"io.gtfs_twice", {feed.trips[sizeOf(one.call.trip)].id + " " + std::to_string(one.call.sequence)}});
            continue;
        }
        GtfsTrip& trip = feed.trips[sizeOf(one.call.trip)];
        if (trip.callCount++ == 0)
            trip.firstCall = feed.calls.size();
        feed.calls.push_back(one.call);
        lines.push_back(one.line);
    }
    checkTimes(rows, feed.calls, lines);
    rows.finish(feed, reading.diagnostics);
    if (!rows.isThere())
        return;
    for (const GtfsTrip& trip : feed.trips)
        if (trip.callCount < 2)
            reading.diagnostics.push_back({"trips.txt", 0, "trip_id", {"io.gtfs_trip_without_calls", {trip.id}}});
}

void readFrequencies(Reading& reading)
{
    GtfsRows rows(reading.files, "frequencies.txt", {"trip_id", "start_time", "end_time", "headway_secs"});
    while (rows.next()) {
        const auto trip = rows.reference("trip_id", reading.trips, "trips.txt");
        const auto start = rows.time("start_time");
        const auto end = rows.time("end_time");
        const auto headwayS = rows.number("headway_secs");
        if (!trip || !start || !end || !headwayS)
            continue;
        if (*start < 0 || *end <= *start) {
            rows.setAside("end_time", {"io.gtfs_dates_reversed", {rows.text("start_time"), rows.text("end_time")}});
            continue;
        }
        if (*headwayS == 0) {
            rows.setAside("headway_secs", {"io.gtfs_not_whole", {"0"}});
            continue;
        }
        GtfsTrip& named = reading.feed.trips[sizeOf(*trip)];
        if (!named.hasFrequencies)
            named.runs = 0;
        named.hasFrequencies = true;
        // Departures from the start on, before the end: the end itself belongs to the next period.
        named.runs += (std::int64_t{*end} - *start + *headwayS - 1) / *headwayS;
    }
    rows.finish(reading.feed, reading.diagnostics);
}

}  // namespace chiiki::gtfs
