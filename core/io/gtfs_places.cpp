#include <cmath>

#include "core/base/json_reader.h"
#include "core/io/gtfs_parts.h"
#include "core/io/numbers.h"
#include "core/io/positions.h"

namespace chiiki::gtfs {
namespace {

/// Japan with its islands, less the margin that judgePosition adds.
constexpr Extent japan{122.5, 20.5, 153.5, 45.5};

/// Where vehicles stop, stations and entrances have a position of their own; nodes and boarding areas need none.
bool needsPlace(int locationType)
{
    return locationType <= 2;
}

void takePlace(GtfsRows& rows, GtfsStop& stop)
{
    const JudgedPosition judged = judgePosition(rows.text("stop_lon"), rows.text("stop_lat"), japan);
    stop.place = judged.point;
    stop.reason = judged.reason;
    const bool isBlank = rows.text("stop_lon").empty() && rows.text("stop_lat").empty();
    if (judged.point || (isBlank && !needsPlace(stop.locationType)))
        return;
    if (judged.reason == "io.place_far_off")
        rows.note("stop_lat", {"io.gtfs_not_in_japan", {rows.text("stop_lat"), rows.text("stop_lon")}});
    else
        rows.note("stop_lat", {judged.reason, {}});
}

std::string textOf(const nlohmann::json& object, const char* key)
{
    const auto found = object.find(key);
    if (found == object.end())
        return {};
    return found->is_string() ? found->get<std::string>() : found->is_number() ? found->dump() : std::string();
}

/// A ring of GeoJSON; empty where a position is none or it has fewer than four.
Ring ringOf(const nlohmann::json& positions)
{
    Ring ring;
    if (!positions.is_array())
        return {};
    for (const nlohmann::json& position : positions) {
        if (!position.is_array() || position.size() < 2 || !position[0].is_number() || !position[1].is_number())
            return {};
        const Point p{position[0].get<double>(), position[1].get<double>()};
        if (!japan.contains(p))
            return {};
        ring.push_back(p);
    }
    return ring.size() < 4 ? Ring() : ring;
}

MultiPolygon outlineOf(const nlohmann::json& geometry)
{
    MultiPolygon outline;
    if (!geometry.is_object() || !geometry.contains("coordinates"))
        return outline;
    const auto addPolygon = [&outline](const nlohmann::json& rings) {
        Polygon polygon;
        if (rings.is_array())
            for (const nlohmann::json& positions : rings)
                if (Ring ring = ringOf(positions); !ring.empty())
                    polygon.rings.push_back(std::move(ring));
        if (!polygon.rings.empty())
            outline.push_back(std::move(polygon));
    };
    const std::string type = textOf(geometry, "type");
    const nlohmann::json& coordinates = geometry["coordinates"];
    if (type == "Polygon")
        addPolygon(coordinates);
    else if (type == "MultiPolygon" && coordinates.is_array())
        for (const nlohmann::json& rings : coordinates)
            addPolygon(rings);
    return outline;
}

/// Groups and what belongs to them, in two tables each.
struct GroupFiles {
    const char* groups;
    const char* idColumn;
    const char* nameColumn;
    const char* members;
};
constexpr GroupFiles flexGroups = {"location_groups.txt", "location_group_id", "location_group_name",
                                   "location_group_stops.txt"};
constexpr GroupFiles fareAreas = {"areas.txt", "area_id", "area_name", "stop_areas.txt"};

void readGroups(Reading& reading, const GroupFiles& names)
{
    GtfsIndex here;
    GtfsRows rows(reading.files, names.groups, {names.idColumn});
    while (rows.next()) {
        const auto id = rows.newId(names.idColumn, here);
        if (!id)
            continue;
        const auto at = static_cast<int>(reading.feed.groups.size());
        here.emplace(*id, at);
        reading.groups.emplace(*id, at);
        reading.feed.groups.push_back({*id, rows.text(names.nameColumn), {}});
    }
    rows.finish(reading.feed, reading.diagnostics);

    GtfsRows members(reading.files, names.members, {names.idColumn, "stop_id"});
    while (members.next()) {
        const auto group = members.reference(names.idColumn, here, names.groups);
        const auto stop = members.reference("stop_id", reading.stops, "stops.txt");
        if (group && stop)
            reading.feed.groups[static_cast<std::size_t>(*group)].stops.push_back(*stop);
    }
    members.finish(reading.feed, reading.diagnostics);
}

}  // namespace

void readAgencies(Reading& reading)
{
    GtfsRows rows(reading.files, "agency.txt", {"agency_name", "agency_url", "agency_timezone"});
    while (rows.next()) {
        GtfsAgency agency;
        agency.id = rows.text("agency_id");
        if (reading.agencies.contains(agency.id)) {
            rows.setAside("agency_id", {"io.gtfs_twice", {agency.id}});
            continue;
        }
        const auto name = rows.required("agency_name");
        if (!name)
            continue;
        agency.name = *name;
        reading.agencies.emplace(agency.id, static_cast<int>(reading.feed.agencies.size()));
        reading.feed.agencies.push_back(std::move(agency));
    }
    rows.finish(reading.feed, reading.diagnostics);
}

void readStops(Reading& reading)
{
    GtfsRows rows(reading.files, "stops.txt", {"stop_id", "stop_name", "stop_lat", "stop_lon"});
    while (rows.next()) {
        GtfsStop stop;
        const auto id = rows.newId("stop_id", reading.stops);
        const auto type = rows.number("location_type", 0);
        if (!id || !type)
            continue;
        if (*type > 4) {
            rows.setAside("location_type", {"io.gtfs_choice", {std::to_string(*type), "0, 1, 2, 3, 4"}});
            continue;
        }
        stop.id = *id;
        stop.locationType = *type;
        stop.name = rows.text("stop_name");
        if (stop.name.empty() && needsPlace(stop.locationType)) {
            rows.setAside("stop_name", {"io.gtfs_blank", {}});
            continue;
        }
        stop.parent = rows.text("parent_station");
        stop.row = rows.line();
        takePlace(rows, stop);
        // Fares name zones, which nothing else lists.
        if (const std::string zone = rows.text("zone_id"); !zone.empty())
            reading.zones.emplace(zone, 0);
        reading.stops.emplace(stop.id, static_cast<int>(reading.feed.stops.size()));
        reading.feed.stops.push_back(std::move(stop));
    }
    for (GtfsStop& stop : reading.feed.stops)
        if (!stop.parent.empty() && !reading.stops.contains(stop.parent)) {
            rows.noteAt(stop.row, "parent_station", {"io.gtfs_dangling_kept", {stop.parent, "stops.txt"}});
            stop.parent.clear();
        }
    rows.finish(reading.feed, reading.diagnostics);
}

void readAreas(Reading& reading)
{
    constexpr const char* name = "locations.geojson";
    const auto found = reading.files.bytes.find(name);
    if (found == reading.files.bytes.end())
        return;
    GtfsTable table;
    table.file = name;
    table.encoding = "UTF-8";
    JsonFaults faults(name, reading.diagnostics);
    const auto document = parseJson(found->second, RepeatedKeys::Ignored, faults);
    if (document && document->is_object() && document->contains("features") && (*document)["features"].is_array()) {
        for (const nlohmann::json& feature : (*document)["features"]) {
            ++table.rows;
            const auto setAside = [&](const char* field, Message reason) {
                ++table.setAside;
                reading.diagnostics.push_back({name, table.rows, field, std::move(reason)});
            };
            GtfsArea area;
            area.id = feature.is_object() ? textOf(feature, "id") : std::string();
            if (area.id.empty()) {
                setAside("id", {"io.gtfs_blank", {}});
                continue;
            }
            if (reading.areas.contains(area.id)) {
                setAside("id", {"io.gtfs_twice", {area.id}});
                continue;
            }
            if (const auto properties = feature.find("properties");
                properties != feature.end() && properties->is_object())
                area.name = textOf(*properties, "stop_name");
            if (const auto geometry = feature.find("geometry"); geometry != feature.end())
                area.outline = outlineOf(*geometry);
            if (area.outline.empty()) {
                setAside("geometry", {"io.gtfs_area_without_outline", {}});
                continue;
            }
            reading.areas.emplace(area.id, static_cast<int>(reading.feed.areas.size()));
            reading.feed.areas.push_back(std::move(area));
        }
    } else if (document)
        reading.diagnostics.push_back({name, 0, {}, {"io.gtfs_no_feature_collection", {}}});
    reading.feed.tables.push_back(std::move(table));
}

void readStopGroups(Reading& reading)
{
    readGroups(reading, flexGroups);
    readGroups(reading, fareAreas);
}

}  // namespace chiiki::gtfs
