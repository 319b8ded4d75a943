#include "core/io/gtfs_model.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/base/add_once.h"
#include "core/io/positions.h"
#include "core/text/hash.h"

namespace chiiki {
namespace {

std::size_t sizeOf(int index)
{
    return static_cast<std::size_t>(index);
}

/// The kind of a type of GTFS or of its extension (hundreds); nullopt for ferries, lifts and aeroplanes.
std::optional<RouteKind> kindOfType(int type)
{
    if (type == 3 || type == 11 || (type >= 200 && type < 300) || (type >= 700 && type < 715) || type == 716 ||
        type == 800)
        return RouteKind::Bus;
    if (type == 715 || (type >= 1500 && type < 1600))
        return RouteKind::Taxi;
    if (type == 0 || type == 1 || type == 2 || type == 5 || type == 12 || (type >= 100 && type < 200) ||
        (type >= 400 && type < 700) || (type >= 900 && type < 1000))
        return RouteKind::Rail;
    return std::nullopt;
}

/// What runs on the lines of one route along one path.
struct Strand {
    int route = 0;
    int shape = -1;
    std::vector<int> stops;  // in order, where there is no shape
    std::int64_t runs = 0;
    bool hasTimes = false;
};

class Builder {
public:
    Builder(const GtfsFeed& feed, const std::string& sourceId, std::span<const District> districts,
            const AreaLocator& locator)
        : feed_(feed)
        , sourceId_(sourceId)
        , districts_(districts)
        , locator_(locator)
    {
    }

    GtfsPlaces build()
    {
        places_.week = ordinaryWeekOf(feed_);
        takeKinds();
        takeTrips();
        addRoutes();
        addAreas();
        addStops();
        std::sort(places_.routes.begin(), places_.routes.end(),
                  [](const Route& a, const Route& b) { return a.id < b.id; });
        std::sort(places_.stops.begin(), places_.stops.end(), [](const Stop& a, const Stop& b) { return a.id < b.id; });
        return std::move(places_);
    }

private:
    void takeKinds()
    {
        std::set<int> onDemand;
        for (const GtfsTrip& trip : feed_.trips)
            if (trip.isOnDemand)
                onDemand.insert(trip.route);
        for (std::size_t i = 0; i < feed_.routes.size(); ++i) {
            const GtfsRoute& route = feed_.routes[i];
            auto kind = kindOfType(route.type);
            // Community taxis are published as buses: the name and the way they are booked tell.
            if (kind == RouteKind::Bus &&
                (route.name.find("タクシー") != std::string::npos || onDemand.contains(static_cast<int>(i))))
                kind = RouteKind::Taxi;
            kinds_.push_back(kind);
            places_.routesOfNoKind += !kind;
        }
    }

    /// Runs of each strand and stop.
    void takeTrips()
    {
        ofStops_.resize(feed_.stops.size());
        std::map<std::pair<int, std::vector<int>>, std::size_t> known;  // (shape) or (-1, stops) of a route
        for (const GtfsTrip& trip : feed_.trips) {
            if (!kinds_[sizeOf(trip.route)])
                continue;
            const std::int64_t runs = places_.week ? runsOn(feed_, trip, places_.week->days) : 0;
            std::vector<int> stops;
            for (std::size_t i = trip.firstCall; i < trip.firstCall + trip.callCount; ++i)
                if (feed_.calls[i].stop >= 0)
                    stops.push_back(feed_.calls[i].stop);
            takeStops(trip, runs, std::set<int>(stops.begin(), stops.end()));
            takeGroups(trip);
            if (trip.shape < 0 && stops.size() < 2)
                continue;
            std::vector<int> key = trip.shape < 0 ? stops : std::vector<int>{trip.shape};
            key.push_back(trip.shape < 0 ? 0 : 1);
            const auto [at, isNew] = known.emplace(std::pair(trip.route, std::move(key)), strands_.size());
            if (isNew)
                strands_.push_back({trip.route, trip.shape, trip.shape < 0 ? stops : std::vector<int>(), 0, false});
            strands_[at->second].runs += runs;
            strands_[at->second].hasTimes = strands_[at->second].hasTimes || isCounted(trip);
        }
    }

    void takeStops(const GtfsTrip& trip, std::int64_t runs, const std::set<int>& stops)
    {
        for (const int stop : stops) {
            OfStop& of = ofStops_[sizeOf(stop)];
            addOnce(of.routes, trip.route);
            of.runs += runs;
            of.hasTimes = of.hasTimes || isCounted(trip);
        }
    }

    /// A stop of a group is served on demand by every trip that names the group.
    void takeGroups(const GtfsTrip& trip)
    {
        for (std::size_t i = trip.firstCall; i < trip.firstCall + trip.callCount; ++i)
            if (const int group = feed_.calls[i].group; group >= 0)
                for (const int stop : feed_.groups[sizeOf(group)].stops)
                    addOnce(ofStops_[sizeOf(stop)].routes, trip.route);
    }

    std::optional<double> aDay(std::int64_t runs, bool hasTimes) const
    {
        if (!places_.week || !hasTimes)
            return std::nullopt;
        return static_cast<double>(runs) / static_cast<double>(places_.week->days.size());
    }

    int year() const { return feed_.end < feed_.start ? 0 : std::stoi(isoDate(feed_.start).substr(0, 4)); }

    std::string operatorOf(const GtfsRoute& route) const
    {
        return route.agency < 0 ? std::string() : feed_.agencies[sizeOf(route.agency)].name;
    }

    void addRoutes()
    {
        std::map<int, int> orders;  // of a route, without a shape
        for (const Strand& strand : strands_) {
            const GtfsRoute& from = feed_.routes[sizeOf(strand.route)];
            Route route;
            route.id = sourceId_ + ":" + from.id + ":" +
                       (strand.shape >= 0 ? feed_.shapes[sizeOf(strand.shape)].id
                                          : "stops-" + std::to_string(++orders[strand.route]));
            route.kind = *kinds_[sizeOf(strand.route)];
            route.lines = {from.name};
            route.operatorName = operatorOf(from);
            route.runsPerDay = aDay(strand.runs, strand.hasTimes);
            route.dataYear = year();
            route.sourceId = sourceId_;
            LineString path;
            if (strand.shape >= 0)
                path = feed_.shapes[sizeOf(strand.shape)].path;
            else
                for (const int stop : strand.stops)
                    if (const auto& place = feed_.stops[sizeOf(stop)].place;
                        place && (path.empty() || path.back() != *place))
                        path.push_back(*place);
            places_.pathsByStops += strand.shape < 0;
            if (path.size() >= 2)
                route.path.push_back(std::move(path));
            places_.routes.push_back(std::move(route));
        }
    }

    void addAreas()
    {
        std::vector<std::vector<int>> routesOfArea(feed_.areas.size());
        for (const GtfsCall& call : feed_.calls)
            if (call.area >= 0)
                addOnce(routesOfArea[sizeOf(call.area)], feed_.trips[sizeOf(call.trip)].route);
        for (std::size_t i = 0; i < feed_.areas.size(); ++i) {
            const GtfsArea& area = feed_.areas[i];
            Route route;
            route.id = sourceId_ + ":area:" + area.id;
            route.kind = RouteKind::Taxi;
            for (const int index : routesOfArea[i]) {
                addOnce(route.lines, feed_.routes[sizeOf(index)].name);
                if (route.operatorName.empty())
                    route.operatorName = operatorOf(feed_.routes[sizeOf(index)]);
            }
            if (route.lines.empty())
                route.lines = {area.name.empty() ? area.id : area.name};
            route.dataYear = year();
            route.sourceId = sourceId_;
            for (const Polygon& polygon : area.outline)
                route.path.insert(route.path.end(), polygon.rings.begin(), polygon.rings.end());
            places_.routes.push_back(std::move(route));
        }
    }

    void addStops()
    {
        Reconciliation& rows = places_.edition.rows;
        for (std::size_t i = 0; i < feed_.stops.size(); ++i) {
            const GtfsStop& from = feed_.stops[i];
            if (from.locationType != 0) {
                ++places_.otherLocations;
                continue;
            }
            const OfStop& of = ofStops_[i];
            Stop stop;
            stop.id = sourceId_ + ":" + from.id;
            stop.name = from.name;
            std::set<RouteKind> kinds;
            for (const int index : of.routes) {
                addOnce(stop.lines, feed_.routes[sizeOf(index)].name);
                kinds.insert(*kinds_[sizeOf(index)]);
                if (stop.operatorName.empty())
                    stop.operatorName = operatorOf(feed_.routes[sizeOf(index)]);
            }
            stop.kind = kinds.contains(RouteKind::Bus) || kinds.empty() ? RouteKind::Bus : *kinds.begin();
            stop.runsPerDay = aDay(of.runs, of.hasTimes);
            stop.dataYear = year();
            stop.place = from.place;
            stop.placement = placementOf(from);
            stop.sourceId = sourceId_;
            stop.sourceRow = static_cast<int>(from.row - 1);
            rows.source += 1;
            (stop.placement.rest == Placement::Rest::None      ? rows.districts
             : stop.placement.rest == Placement::Rest::Outside ? rows.outside
                                                               : rows.unplaced) += 1;
            places_.stops.push_back(std::move(stop));
        }
        for (const GtfsTable& table : feed_.tables)
            if (table.file == "stops.txt") {
                rows.source += static_cast<double>(table.setAside);
                rows.unplaced += static_cast<double>(table.setAside);
            }
    }

    Placement placementOf(const GtfsStop& stop) const
    {
        if (!stop.place)
            return Placement::unplaced(stop.reason);
        const std::int32_t index = locator_.locate(*stop.place);
        return index == AreaLocator::outside ? Placement::outside("io.place_outside_city")
                                             : Placement::in(districts_[sizeOf(index)].code);
    }

    struct OfStop {
        std::vector<int> routes;
        std::int64_t runs = 0;
        bool hasTimes = false;
    };

    const GtfsFeed& feed_;
    const std::string& sourceId_;
    std::span<const District> districts_;
    const AreaLocator& locator_;
    GtfsPlaces places_;
    std::vector<std::optional<RouteKind>> kinds_;
    std::vector<Strand> strands_;
    std::vector<OfStop> ofStops_;
};

/// Sentences one after the other, in both languages.
void append(Text& text, const Message& message)
{
    const bool isFirst = text.ja.empty();
    text.ja += speak(message, Language::Japanese) + "。";
    text.en += (isFirst ? "" : " ") + speak(message, Language::English) + ".";
}

SourceEdition editionOf(const GtfsFeed& feed, const GtfsPlaces& places)
{
    SourceEdition edition = places.edition;
    const std::string english = feed.publisherEnglish.empty() ? feed.publisher : feed.publisherEnglish;
    edition.title = {feed.publisher + "のバス情報（GTFS-JP）", "Transit feed of " + english + " (GTFS-JP)"};
    edition.publisher = feed.publisher;
    edition.credit = feed.publisher + "「標準的なバス情報フォーマット（GTFS-JP）」を加工して作成";
    edition.fileName = feed.fileName;
    edition.sha256 = feed.sha256;
    edition.asOf = feed.end < feed.start ? std::string() : isoDate(feed.start);
    for (const GtfsTable& table : feed.tables)
        if (table.file == "stops.txt")
            edition.encoding = table.encoding;
    edition.crs = "EPSG:4326";
    append(edition.limits, places.week ? places.week->method : Message{"io.gtfs_runs_unknown", {}});
    if (places.pathsByStops > 0)
        append(edition.limits, {"io.gtfs_paths_by_stops", {std::to_string(places.pathsByStops)}});
    if (!feed.areas.empty())
        append(edition.limits, {"io.gtfs_areas_as_outlines", {std::to_string(feed.areas.size())}});
    if (places.otherLocations > 0)
        append(edition.limits, {"io.gtfs_other_locations", {std::to_string(places.otherLocations)}});
    if (places.routesOfNoKind > 0)
        append(edition.limits, {"io.gtfs_routes_of_no_kind", {std::to_string(places.routesOfNoKind)}});
    return edition;
}

}  // namespace

std::string gtfsSourceId(const GtfsFeed& feed)
{
    std::string id = feed.agencies.empty() ? std::string() : feed.agencies.front().id;
    const bool isPlain = !id.empty() && std::all_of(id.begin(), id.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
    });
    if (!isPlain)
        id = sha256OfBytes(feed.publisher).substr(0, 12);
    return "gtfs_" + id;
}

GtfsPlaces placesOf(const GtfsFeed& feed, const std::string& sourceId, std::span<const District> districts,
                    const AreaLocator& locator)
{
    GtfsPlaces places = Builder(feed, sourceId, districts, locator).build();
    places.edition = editionOf(feed, places);
    places.edition.sourceId = sourceId;
    return places;
}

}  // namespace chiiki
