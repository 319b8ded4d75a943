#include <map>

#include "core/io/gtfs_parts.h"
#include "core/io/numbers.h"

namespace chiiki::gtfs {
namespace {

enum class Tongue { Kana, English, Other };

Tongue tongueOf(const std::string& language)
{
    if (language == "ja-Hrkt" || language == "ja-hrkt")
        return Tongue::Kana;
    return language == "en" || language.starts_with("en-") ? Tongue::English : Tongue::Other;
}

/// A name that is translated, wherever it stands.
struct Named {
    const std::string* name;
    std::string* kana;     // nullptr: not kept
    std::string* english;  // nullptr: not kept
};

/// The names of one table by id.
struct NamedTable {
    const GtfsIndex* ids;
    std::vector<Named> names;
};

std::map<std::string, NamedTable> namedTables(Reading& reading)
{
    std::map<std::string, NamedTable> tables;
    NamedTable& stops = tables["stops"];
    stops.ids = &reading.stops;
    for (GtfsStop& stop : reading.feed.stops)
        stops.names.push_back({&stop.name, &stop.kana, &stop.english});
    NamedTable& routes = tables["routes"];
    routes.ids = &reading.routes;
    for (GtfsRoute& route : reading.feed.routes)
        routes.names.push_back({&route.name, nullptr, &route.english});
    NamedTable& agencies = tables["agency"];
    agencies.ids = &reading.agencies;
    for (GtfsAgency& agency : reading.feed.agencies)
        agencies.names.push_back({&agency.name, nullptr, &agency.english});
    return tables;
}

bool isNameField(const std::string& field)
{
    return field == "stop_name" || field == "route_long_name" || field == "agency_name";
}

void give(const Named& named, Tongue tongue, const std::string& translation)
{
    std::string* target = tongue == Tongue::Kana ? named.kana : tongue == Tongue::English ? named.english : nullptr;
    if (target)
        *target = translation;
}

/// The form of today: table, field and record, or the text that is translated wherever it stands.
void takeTranslation(GtfsRows& rows, std::map<std::string, NamedTable>& tables)
{
    const auto table = rows.required("table_name");
    const auto field = rows.required("field_name");
    const auto language = rows.required("language");
    if (!table || !field || !language)
        return;
    const std::string translation = rows.text("translation"), record = rows.text("record_id"),
                      value = rows.text("field_value");
    const auto named = tables.find(*table);
    if (named == tables.end())
        return;  // headsigns, fares, the feed itself: no name of theirs is shown
    if (!record.empty()) {
        const auto at = indexOf(*named->second.ids, record);
        if (!at)
            rows.setAside("record_id", {"io.gtfs_dangling", {record, *table + ".txt"}});
        else if (isNameField(*field))
            give(named->second.names[static_cast<std::size_t>(*at)], tongueOf(*language), translation);
    } else if (value.empty())
        rows.setAside("record_id", {"io.gtfs_blank", {}});
    else if (isNameField(*field))
        for (const Named& one : named->second.names)
            if (*one.name == value)
                give(one, tongueOf(*language), translation);
}

/// The form of GTFS-JP's second edition: the Japanese text is its own id.
void takeOldTranslation(GtfsRows& rows, std::map<std::string, NamedTable>& tables)
{
    const auto text = rows.required("trans_id");
    const auto language = rows.required("lang");
    if (!text || !language)
        return;
    const std::string translation = rows.text("translation");
    for (auto& [table, named] : tables)
        for (const Named& one : named.names)
            if (*one.name == *text)
                give(one, tongueOf(*language), translation);
}

void readAgenciesJp(Reading& reading)
{
    GtfsRows rows(reading.files, "agency_jp.txt", {"agency_id"}, true);
    while (rows.next())
        if (const auto at = rows.reference("agency_id", reading.agencies, "agency.txt"))
            reading.feed.agencies[static_cast<std::size_t>(*at)].officialName = rows.text("agency_official_name");
    rows.finish(reading.feed, reading.diagnostics);
}

void readRoutesJp(Reading& reading)
{
    GtfsRows rows(reading.files, "routes_jp.txt", {"route_id"}, true);
    while (rows.next()) {
        const auto at = rows.reference("route_id", reading.routes, "routes.txt");
        if (!at)
            continue;
        if (!rows.text("route_update_date").empty() && !rows.date("route_update_date"))
            continue;
        GtfsRoute& route = reading.feed.routes[static_cast<std::size_t>(*at)];
        route.origin = rows.text("origin_stop");
        route.via = rows.text("via_stop");
        route.destination = rows.text("destination_stop");
    }
    rows.finish(reading.feed, reading.diagnostics);
}

void readOffices(Reading& reading)
{
    GtfsRows rows(reading.files, "office_jp.txt", {"office_id", "office_name"}, true);
    while (rows.next()) {
        const auto id = rows.newId("office_id", reading.offices);
        const auto name = rows.required("office_name");
        if (!id || !name)
            continue;
        reading.offices.emplace(*id, static_cast<int>(reading.feed.offices.size()));
        reading.feed.offices.push_back({*id, *name, rows.text("office_phone")});
    }
    rows.finish(reading.feed, reading.diagnostics);
}

void readPatterns(Reading& reading)
{
    GtfsRows rows(reading.files, "pattern_jp.txt", {"jp_pattern_id"}, true);
    GtfsIndex here;
    while (rows.next())
        if (const auto id = rows.newId("jp_pattern_id", here))
            here.emplace(*id, 0);
    rows.finish(reading.feed, reading.diagnostics);
}

}  // namespace

void readFeedInfo(Reading& reading)
{
    GtfsFeed& feed = reading.feed;
    GtfsRows rows(reading.files, "feed_info.txt", {"feed_publisher_name", "feed_publisher_url", "feed_lang"});
    while (rows.next()) {
        feed.publisher = rows.text("feed_publisher_name");
        feed.version = rows.text("feed_version");
        const bool hasDates = !rows.text("feed_start_date").empty() && !rows.text("feed_end_date").empty();
        const auto start = hasDates ? rows.date("feed_start_date") : std::nullopt;
        const auto end = hasDates ? rows.date("feed_end_date") : std::nullopt;
        if (start && end && *end < *start)
            rows.note("feed_end_date", {"io.gtfs_dates_reversed", {isoDate(*start), isoDate(*end)}});
        else if (start && end) {
            feed.start = *start;
            feed.end = *end;
        }
    }
    rows.finish(feed, reading.diagnostics);
}

void readFares(Reading& reading)
{
    GtfsRows fares(reading.files, "fare_attributes.txt", {"fare_id", "price", "currency_type", "payment_method"});
    while (fares.next()) {
        const auto id = fares.newId("fare_id", reading.fares);
        const auto price = parseNumber(fares.text("price"));
        if (!price || *price < 0) {
            fares.setAside("price", {"io.gtfs_not_whole", {fares.text("price")}});
            continue;
        }
        if (!id)
            continue;
        reading.fares.emplace(*id, static_cast<int>(reading.feed.fares.size()));
        reading.feed.fares.push_back({*id, *price, fares.text("currency_type"), 0});
    }
    fares.finish(reading.feed, reading.diagnostics);

    GtfsRows rules(reading.files, "fare_rules.txt", {"fare_id"});
    while (rules.next()) {
        const auto fare = rules.reference("fare_id", reading.fares, "fare_attributes.txt");
        bool isGood = fare.has_value();
        if (const std::string route = rules.text("route_id"); !route.empty() && !reading.routes.contains(route)) {
            rules.setAside("route_id", {"io.gtfs_dangling", {route, "routes.txt"}});
            isGood = false;
        }
        for (const char* column : {"origin_id", "destination_id", "contains_id"})
            if (const std::string zone = rules.text(column); !zone.empty() && !reading.zones.contains(zone)) {
                rules.setAside(column, {"io.gtfs_dangling", {zone, "stops.txt zone_id"}});
                isGood = false;
            }
        if (isGood)
            ++reading.feed.fares[static_cast<std::size_t>(*fare)].rules;
    }
    rules.finish(reading.feed, reading.diagnostics);
}

void readTransfers(Reading& reading)
{
    GtfsRows rows(reading.files, "transfers.txt", {"from_stop_id", "to_stop_id"});
    while (rows.next())
        for (const char* column : {"from_stop_id", "to_stop_id"})
            if (const std::string stop = rows.text(column); !stop.empty() && !reading.stops.contains(stop))
                rows.setAside(column, {"io.gtfs_dangling", {stop, "stops.txt"}});
    rows.finish(reading.feed, reading.diagnostics);
}

void readJapaneseTables(Reading& reading)
{
    readAgenciesJp(reading);
    readRoutesJp(reading);
    readOffices(reading);
    readPatterns(reading);
}

void readTranslations(Reading& reading)
{
    GtfsRows rows(reading.files, "translations.txt", {"translation"});
    auto tables = namedTables(reading);
    const bool isOldForm = rows.has("trans_id");
    while (rows.next())
        if (isOldForm)
            takeOldTranslation(rows, tables);
        else
            takeTranslation(rows, tables);
    rows.finish(reading.feed, reading.diagnostics);
}

}  // namespace chiiki::gtfs
