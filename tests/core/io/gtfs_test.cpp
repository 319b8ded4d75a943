#include "core/io/gtfs.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include <catch2/catch.hpp>

#include "core/io/gtfs_model.h"
#include "core/io/gtfs_week.h"
#include "core/text/hash.h"
#include "tests/support/process.h"
#include "tests/support/shared_files.h"
#include "tests/support/zip_of.h"

using namespace chiiki;

namespace {

const std::string synthetic = std::string(CHIIKI_SOURCE_DIR) + "/tests/core/io/synthetic_gtfs";

GtfsFiles syntheticFiles()
{
    const auto files = readGtfsFiles(synthetic);
    REQUIRE(files);
    return *files;
}

/// Two districts side by side, 131.4 to 131.6 E and 34.0 to 34.2 N, the border at 131.5.
std::vector<District> districts()
{
    const auto square = [](const char* code, double west) {
        District district;
        district.code = code;
        district.outline = {
            Polygon{{Ring{{west, 34.0}, {west + 0.1, 34.0}, {west + 0.1, 34.2}, {west, 34.2}, {west, 34.0}}}}};
        return district;
    };
    return {square("01", 131.4), square("02", 131.5)};
}

GtfsPlaces placesOfSynthetic()
{
    Diagnostics diagnostics;
    const auto feed = readGtfs(synthetic, diagnostics);
    REQUIRE(feed);
    const auto areas = districts();
    const std::vector<MultiPolygon> outlines = {areas[0].outline, areas[1].outline};
    return placesOf(*feed, gtfsSourceId(*feed), areas, AreaLocator(outlines));
}

const GtfsTable& table(const GtfsFeed& feed, const std::string& file)
{
    const auto found = std::find_if(feed.tables.begin(), feed.tables.end(),
                                    [&file](const GtfsTable& one) { return one.file == file; });
    REQUIRE(found != feed.tables.end());
    return *found;
}

/// "file:row field code" of each, sorted.
std::set<std::string> toldOf(const Diagnostics& diagnostics)
{
    std::set<std::string> told;
    for (const Diagnostic& one : diagnostics)
        told.insert(one.file + ":" + std::to_string(one.row) + " " + one.field + " " + std::string(one.message.code));
    return told;
}

}  // namespace

TEST_CASE("the synthetic feed is read whole, its Japanese and Flex tables too", "[gtfs]")
{
    Diagnostics diagnostics;
    const auto feed = readGtfs(synthetic, diagnostics);
    REQUIRE(feed);
    CHECK(toldOf(diagnostics) == std::set<std::string>{"stops.txt:6 stop_lat io.place_blank"});
    CHECK(feed->publisher == "合成バス");
    CHECK(feed->publisherEnglish == "Synthetic Bus");
    CHECK(feed->agencies[0].officialName == "合成バス株式会社");
    CHECK(isoDate(feed->start) == "2025-04-01");
    CHECK(isoDate(feed->end) == "2025-05-31");
    CHECK(weekdayOf(feed->start) == 1);  // a Tuesday
    CHECK(feed->stops[1].kana == "ごうせいえき");
    CHECK(feed->stops[2].english == "Niban");
    CHECK(feed->routes[0].name == "10 見本線");
    CHECK(feed->routes[0].english == "Mihon Line");
    CHECK(feed->routes[0].destination == "二番");
    CHECK(feed->offices[0].name == "合成営業所");
    CHECK(feed->fares[0].rules == 1);
    CHECK(feed->areas[0].name == "合成区域");
    CHECK(feed->groups[0].stops.size() == 2);
    CHECK(feed->otherFiles == std::vector<std::string>{"SYNTHETIC.md"});
    CHECK(table(*feed, "stop_times.txt") == GtfsTable{"stop_times.txt", 14, 0, "ASCII", false});
    CHECK(table(*feed, "agency_jp.txt").isOfJapan);
    // Calls stand in the order of their numbers, whatever the order of the rows.
    const GtfsTrip& frequent = feed->trips[3];
    CHECK(frequent.id == "TF");
    CHECK(frequent.callCount == 3);
    CHECK(feed->calls[frequent.firstCall].departureS == 8 * 3600);
    CHECK(feed->calls[frequent.firstCall + 2].departureS == 8 * 3600 + 20 * 60);
    // 8:00 to 10:00 every 30 minutes: 8:00, 8:30, 9:00, 9:30.
    CHECK(frequent.runs == 4);
    // A time past midnight is right.
    CHECK(feed->calls[feed->trips[1].firstCall + 1].arrivalS == 25 * 3600 + 10 * 60);
    CHECK(feed->trips[5].isOnDemand);
    CHECK(feed->shapes[0].path == LineString{{131.45, 34.1}, {131.5, 34.12}, {131.55, 34.1}});
}

TEST_CASE("runs a weekday are those of the first ordinary week", "[gtfs]")
{
    // Whole weeks from 7 April to 26 May: 31 runs each (T1, T2 and four of TF on five days, TT on Tuesday) but the two
    // with holidays: 28 April 4 x 6 + 1 + 1 = 26, 5 May 3 x 6 + 2 + 1 = 21.
    Diagnostics diagnostics;
    const auto feed = readGtfs(synthetic, diagnostics);
    REQUIRE(feed);
    const auto week = ordinaryWeekOf(*feed);
    REQUIRE(week);
    REQUIRE(week->days.size() == 5);
    CHECK(isoDate(week->days.front()) == "2025-04-07");
    CHECK(isoDate(week->days.back()) == "2025-04-11");
    CHECK(week->method.code == "io.gtfs_runs_of_week");
    const auto ofWeek = [&feed](DayNumber monday) {
        std::int64_t runs = 0;
        for (const GtfsTrip& trip : feed->trips)
            runs += runsOn(*feed, trip, {monday, monday + 1, monday + 2, monday + 3, monday + 4});
        return runs;
    };
    const DayNumber first = week->days.front();
    CHECK(ofWeek(first) == 31);
    CHECK(ofWeek(first + 21) == 26);
    CHECK(ofWeek(first + 28) == 21);
}

TEST_CASE("routes are one for each path, with their runs a weekday", "[gtfs]")
{
    const GtfsPlaces places = placesOfSynthetic();
    REQUIRE(places.routes.size() == 3);
    const Route& line = places.routes[0];
    CHECK(line.id == "gtfs_9999999999999:R10:S1");
    CHECK(line.kind == RouteKind::Bus);
    CHECK(line.lines == std::vector<std::string>{"10 見本線"});
    CHECK(line.operatorName == "合成バス");
    CHECK(line.runsPerDay == 6.0);  // T1, T2, four of TF; T3 runs at week-ends
    CHECK(line.dataYear == 2025);
    CHECK(line.path.front().size() == 3);
    const Route& tuesdays = places.routes[1];
    CHECK(tuesdays.id == "gtfs_9999999999999:R2:stops-1");
    CHECK(tuesdays.kind == RouteKind::Taxi);  // by its name
    CHECK(tuesdays.runsPerDay == 0.2);        // once in five days
    CHECK(tuesdays.path ==
          MultiLineString{{{131.45, 34.1}, {131.9, 33.97}}});  // the stop without a place is passed over
    const Route& area = places.routes[2];
    CHECK(area.id == "gtfs_9999999999999:area:Q1");
    CHECK(area.lines == std::vector<std::string>{"よぶ便"});
    CHECK_FALSE(area.runsPerDay);
    CHECK(area.path.front().size() == 4);
    CHECK(places.pathsByStops == 1);
    CHECK(places.edition.limits.ja.find("2025-04-07") != std::string::npos);
    CHECK(places.edition.limits.ja.find("停留所を順に結んだ線") != std::string::npos);
}

TEST_CASE("stops are placed by district, and all rows of the table are accounted for", "[gtfs]")
{
    const GtfsPlaces places = placesOfSynthetic();
    REQUIRE(places.stops.size() == 4);  // the station is none
    CHECK(places.stops[0].placement == Placement::in("01"));
    CHECK(places.stops[1].placement == Placement::in("02"));
    CHECK(places.stops[2].placement.rest == Placement::Rest::Outside);
    CHECK(places.stops[3].placement == Placement::unplaced("io.place_blank"));
    // A: T1, T2, 4 x TF and TT a fifth; C: TF and TT; D: TT alone, and on demand.
    CHECK(places.stops[0].runsPerDay == 6.2);
    CHECK(places.stops[1].runsPerDay == 6.0);
    CHECK(places.stops[2].runsPerDay == 4.2);
    CHECK(places.stops[3].runsPerDay == 0.2);
    CHECK(places.stops[0].lines == std::vector<std::string>{"10 見本線", "火曜タクシー"});
    CHECK(places.stops[3].kind == RouteKind::Taxi);
    CHECK(places.stops[1].sourceRow == 3);
    CHECK(places.edition.rows == Reconciliation{2, 1, 1, 4});
    CHECK(places.otherLocations == 1);
}

TEST_CASE("each fault of a feed is told with its file, line and field, and its row set aside", "[gtfs]")
{
    GtfsFiles files = syntheticFiles();
    files.bytes["stops.txt"] += "A,二つ目のA,34.1,131.45,,0,\n"             // 7
                                "E,日本の外,51.5,0.12,,0,\n"                // 8
                                ",名なし,34.1,131.45,,0,\n"                 // 9
                                "F,親なし,34.1,131.45,,0,NOWHERE\n"         // 10
                                "G,逆,131.45,34.1,,0,\n";                   // 11
    files.bytes["routes.txt"] += "R4,9999999999999,,種類なし,99\n";         // 5
    files.bytes["trips.txt"] += "R9,平日,X1,,0,,\n"                         // 8
                                "R10,祝日,X2,,0,,\n"                        // 9
                                "R10,平日,X3,,0,S9,\n";                     // 10
    files.bytes["stop_times.txt"] += "T1,06:50:00,06:50:00,Z,,,3,,,0\n"     // 16
                                     "T1,6時50分,06:50:00,B,,,3,,,0\n"      // 17
                                     "T1,06:35:00,06:35:00,B,,,4,,,0\n"     // 18: before 06:40
                                     "T1,07:00:00,07:00:00,A,,,2,,,0\n"     // 19: the second 2
                                     "T1,07:00:00,07:00:00,A,,,二,,,0\n";   // 20
    files.bytes["calendar.txt"] += "逆,1,1,1,1,1,0,0,20250501,20250401\n"   // 5
                                   "無,0,0,0,0,0,0,0,20250401,20250531\n"   // 6
                                   "月,2,0,0,0,0,0,0,20250401,20250531\n";  // 7
    files.bytes["calendar_dates.txt"] += "平日,20250431,2\n"                // 8: April has 30 days
                                         "平日,20250402,3\n";               // 9
    files.bytes["frequencies.txt"] += "T2,08:00:00,09:00:00,0\n";           // 3
    files.bytes["fare_rules.txt"] += "F1,R10,Z9,\n";                        // 3
    files.bytes["shapes.txt"] += "S1,0,0,4\n";                              // 5
    files.bytes.erase("translations.txt");
    Diagnostics diagnostics;
    const GtfsFeed feed = parseGtfs(files, diagnostics);
    CHECK(toldOf(diagnostics) == std::set<std::string>{
                                     "stops.txt:6 stop_lat io.place_blank",
                                     "stops.txt:7 stop_id io.gtfs_twice",
                                     "stops.txt:8 stop_lat io.gtfs_not_in_japan",
                                     "stops.txt:9 stop_id io.gtfs_blank",
                                     "stops.txt:10 parent_station io.gtfs_dangling_kept",
                                     "stops.txt:11 stop_lat io.place_swapped",
                                     "routes.txt:5 route_type io.gtfs_route_type",
                                     "trips.txt:8 route_id io.gtfs_dangling",
                                     "trips.txt:9 service_id io.gtfs_dangling",
                                     "trips.txt:10 shape_id io.gtfs_dangling_kept",
                                     "trips.txt:0 trip_id io.gtfs_trip_without_calls",
                                     "stop_times.txt:16 stop_id io.gtfs_dangling",
                                     "stop_times.txt:17 arrival_time io.gtfs_no_time",
                                     "stop_times.txt:18 arrival_time io.gtfs_time_backwards",
                                     "stop_times.txt:18 departure_time io.gtfs_time_backwards",
                                     "stop_times.txt:19 stop_sequence io.gtfs_twice",
                                     "stop_times.txt:20 stop_sequence io.gtfs_not_whole",
                                     "calendar.txt:5 end_date io.gtfs_dates_reversed",
                                     "calendar.txt:7 monday io.gtfs_choice",
                                     "calendar.txt:0 service_id io.gtfs_service_never",
                                     "calendar_dates.txt:8 date io.gtfs_no_date",
                                     "calendar_dates.txt:9 exception_type io.gtfs_choice",
                                     "frequencies.txt:3 headway_secs io.gtfs_not_whole",
                                     "fare_rules.txt:3 origin_id io.gtfs_dangling",
                                     "shapes.txt:5 shape_pt_lat io.place_zero",
                                     "translations.txt:0  io.gtfs_jp_file_missing",
                                 });
    CHECK(table(feed, "stops.txt").rows == 10);
    CHECK(table(feed, "stops.txt").setAside == 2);
    CHECK(feed.stops.size() == 8);
    CHECK(table(feed, "stop_times.txt").rows == 19);
    CHECK(table(feed, "stop_times.txt").setAside == 4);
    CHECK(feed.calls.size() == 15);
    CHECK(table(feed, "trips.txt").setAside == 2);
}

TEST_CASE("missing tables and columns are told, and what there is is read", "[gtfs]")
{
    GtfsFiles files = syntheticFiles();
    for (const char* name : {"stop_times.txt", "calendar.txt", "calendar_dates.txt", "agency.txt"})
        files.bytes.erase(name);
    files.bytes["stops.txt"] = "stop_id,stop_name\nA,合成駅\n";
    Diagnostics diagnostics;
    const GtfsFeed feed = parseGtfs(files, diagnostics);
    const auto told = toldOf(diagnostics);
    for (const char* name : {"stop_times.txt", "calendar.txt", "agency.txt"})
        CHECK(told.contains(std::string(name) + ":0  io.gtfs_file_missing"));
    CHECK(told.contains("stops.txt:1 stop_lat io.gtfs_column_missing"));
    CHECK(feed.stops.size() == 1);
    CHECK(feed.routes.size() == 3);
    CHECK_FALSE(ordinaryWeekOf(feed));
}

TEST_CASE("a feed of three days is counted by the weekdays that it has", "[gtfs]")
{
    GtfsFiles files = syntheticFiles();
    // Friday to Sunday: T1, T2 and four of TF on the Friday.
    files.bytes["feed_info.txt"] = "feed_publisher_name,feed_publisher_url,feed_lang,feed_start_date,feed_end_date\n"
                                   "合成バス,,ja,20250404,20250406\n";
    Diagnostics diagnostics;
    const GtfsFeed feed = parseGtfs(files, diagnostics);
    const auto week = ordinaryWeekOf(feed);
    REQUIRE(week);
    CHECK(week->days.size() == 1);
    CHECK(week->method.code == "io.gtfs_runs_of_days");
}

TEST_CASE("translations of the second edition of GTFS-JP name each text by itself", "[gtfs]")
{
    GtfsFiles files = syntheticFiles();
    files.bytes["translations.txt"] = "trans_id,lang,translation\n合成駅,ja-Hrkt,ごうせいえき\n二番,en,Niban\n";
    Diagnostics diagnostics;
    const GtfsFeed feed = parseGtfs(files, diagnostics);
    CHECK(feed.stops[1].kana == "ごうせいえき");
    CHECK(feed.stops[2].english == "Niban");
}

TEST_CASE("a folder is a feed by stops.txt and routes.txt, anything else is not", "[gtfs]")
{
    CHECK(isGtfsFeed(synthetic));
    CHECK_FALSE(isGtfsFeed(std::string(CHIIKI_SOURCE_DIR) + "/data"));
    CHECK_FALSE(isGtfsFeed(synthetic + "/stops.txt"));
    const auto other = readGtfsFiles(std::string(CHIIKI_SOURCE_DIR) + "/data");
    REQUIRE_FALSE(other);
    CHECK(other.error().message.code == "io.gtfs_not_a_feed");
    CHECK(readGtfsFiles(synthetic + "/none.zip").error().kind == ErrorKind::NotFound);
}

TEST_CASE("a ZIP is read as its folder is, also where its files lie in a folder of it", "[gtfs]")
{
    const test::TemporaryFolder folder;
    std::vector<std::pair<std::string, std::string>> entries = {{"市のバス/", ""},
                                                                {"市のバス/お読みください.pdf", "x"}};
    for (const auto& [name, bytes] : syntheticFiles().bytes)
        entries.emplace_back("市のバス/" + name, bytes);
    const std::string zip = test::zipOf(entries);
    test::writeFile(folder / "feed.zip", zip);
    CHECK(isGtfsFeed(folder / "feed.zip"));
    Diagnostics diagnostics;
    const auto feed = readGtfs(folder / "feed.zip", diagnostics);
    REQUIRE(feed);
    CHECK(feed->sha256 == sha256OfBytes(zip));
    CHECK(feed->fileName == "feed.zip");
    CHECK(feed->calls.size() == 14);
    CHECK(feed->areas.size() == 1);
    CHECK(feed->otherFiles == std::vector<std::string>{"市のバス/お読みください.pdf"});

    test::writeFile(folder / "other.zip", test::zipOf({{"a.txt", "x"}}));
    CHECK_FALSE(isGtfsFeed(folder / "other.zip"));
}

TEST_CASE("a real feed of another city is read whole, none of its stops in this one", "[gtfs]")
{
    NEEDS_SHARED(shared);
    const std::string folder = (shared / "geodata" / "transport" / "gtfs_hikari").string();
    Diagnostics diagnostics;
    const auto feed = readGtfs(folder, diagnostics);
    REQUIRE(feed);
    CHECK(toldOf(diagnostics).empty());
    // Records of each file counted with a CSV reader of its own.
    const std::map<std::string, std::int64_t> rows = {
        {"agency.txt", 1},          {"stops.txt", 172},       {"routes.txt", 7},          {"trips.txt", 63},
        {"stop_times.txt", 1344},   {"calendar.txt", 4},      {"calendar_dates.txt", 55}, {"shapes.txt", 8119},
        {"fare_attributes.txt", 3}, {"fare_rules.txt", 1689}, {"feed_info.txt", 1},       {"transfers.txt", 0},
        {"translations.txt", 377}};
    CHECK(feed->tables.size() == rows.size());
    for (const auto& [file, count] : rows) {
        CAPTURE(file);
        CHECK(table(*feed, file).rows == count);
        CHECK(table(*feed, file).setAside == 0);
    }
    CHECK(table(*feed, "stops.txt").encoding == "UTF-8");
    CHECK(feed->otherFiles == std::vector<std::string>{"result.txt"});
    // By `sha256sum` of the files in the order of their names, and again of that list.
    CHECK(feed->sha256 == "de953ebfc16132e649dc9e3fb5312a76d330d5ae2c7ed798942916da6a8c1c1d");
    CHECK(feed->stops[0].kana == "ひかりえき");

    const auto areas = districts();
    const std::vector<MultiPolygon> outlines = {areas[0].outline, areas[1].outline};
    const GtfsPlaces places = placesOf(*feed, gtfsSourceId(*feed), areas, AreaLocator(outlines));
    CHECK(places.edition.sourceId == "gtfs_6000020352101");
    CHECK(places.edition.rows == Reconciliation{0, 172, 0, 172});
    // 48 weeks, 34 of them with 275 runs; the first begins on 12 May.
    REQUIRE(places.week);
    CHECK(isoDate(places.week->days.front()) == "2025-05-12");
    REQUIRE(places.routes.size() == 23);
    CHECK(places.pathsByStops == 0);
    double runs = 0;
    for (const Route& route : places.routes)
        runs += route.runsPerDay.value_or(0);
    CHECK(runs == 55);  // 275 / 5
    CHECK(places.routes[0].id == "gtfs_6000020352101:1:111");
    CHECK(places.routes[0].runsPerDay == 3.0);
    const auto station = std::find_if(places.stops.begin(), places.stops.end(),
                                      [](const Stop& stop) { return stop.id == "gtfs_6000020352101:1_01"; });
    REQUIRE(station != places.stops.end());
    CHECK(station->runsPerDay == 6.0);
}
