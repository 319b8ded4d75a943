#include <algorithm>

#include "core/io/numbers.h"
#include "core/io/pack_reader_parts.h"
#include "core/io/wkt.h"

namespace chiiki {

using nlohmann::json;

namespace {

/// ["a","b"]; anything else is no list.
std::vector<std::string> stringsOf(const json& list)
{
    std::vector<std::string> strings;
    if (list.is_array())
        for (const json& item : list)
            if (item.is_string())
                strings.push_back(item.get<std::string>());
    return strings;
}

}  // namespace

Result<void> PackReader::readKinds()
{
    const auto rows = table(pack::kindsFile, pack::kindColumns);
    if (!rows)
        return tl::unexpected(rows.error());
    for (std::size_t r = 0; r < rows->size(); ++r)
        if (isFirst(pack::kindsFile, rows->line(r), "id", rows->cell(r, 0)))
            snapshot_.facilityKinds.push_back({rows->cell(r, 0),
                                               {rows->cell(r, 1), rows->cell(r, 2)},
                                               rows->cell(r, 3),
                                               parseWhole(rows->cell(r, 4)).value_or(0)});
    return {};
}

Result<void> PackReader::readFacilities()
{
    const auto rows = table(pack::facilitiesFile, pack::facilityColumns);
    if (!rows)
        return tl::unexpected(rows.error());
    for (std::size_t r = 0; r < rows->size(); ++r) {
        Facility f;
        f.id = rows->cell(r, 0);
        f.kind = rows->cell(r, 1);
        if (!findFacilityKind(snapshot_, f.kind)) {
            setAside(pack::facilitiesFile, rows->line(r), "kind", "io.unknown_kind", f.kind);
            continue;
        }
        const auto placement = placementOf(pack::facilitiesFile, *rows, r, 7);
        if (!placement ||
            !isFirst(pack::facilitiesFile, rows->line(r), "id", rows->cell(r, 14) + " " + f.kind + " " + f.id))
            continue;
        f.name = rows->cell(r, 2);
        f.kana = rows->cell(r, 3);
        f.address = rows->cell(r, 4);
        f.place = placeOf(*rows, r, 5);
        f.placement = *placement;
        f.capacity = parseWhole(rows->cell(r, 10));
        if (const std::string& attributes = rows->cell(r, 11); !attributes.empty()) {
            const json object = json::parse(attributes, nullptr, false);
            if (object.is_object())
                for (const auto& [key, value] : object.items())
                    f.attributes.emplace(key, value.is_string() ? value.get<std::string>() : value.dump());
            else
                setAside(pack::facilitiesFile, rows->line(r), "attributes", "io.unknown_word", attributes);
        }
        f.opened = rows->cell(r, 12);
        f.closed = rows->cell(r, 13);
        f.sourceId = rows->cell(r, 14);
        f.sourceRow = parseWhole(rows->cell(r, 15)).value_or(0);
        snapshot_.facilities.push_back(std::move(f));
    }
    return {};
}

Result<void> PackReader::readRoutes()
{
    const auto rows = table(pack::routesFile, pack::routeColumns);
    if (!rows)
        return tl::unexpected(rows.error());
    for (std::size_t r = 0; r < rows->size(); ++r) {
        const auto kind = parseRouteKind(rows->cell(r, 1));
        auto path = parseMultiLineString(rows->cell(r, 7));
        if (!kind || !path) {
            setAside(pack::routesFile, rows->line(r), kind ? "wkt" : "kind", "io.unknown_word",
                     kind ? rows->cell(r, 7).substr(0, 40) : rows->cell(r, 1));
            continue;
        }
        const auto year = yearOf(pack::routesFile, *rows, r, 5, "data_year");
        if (!year || !isFirst(pack::routesFile, rows->line(r), "id", rows->cell(r, 0)))
            continue;
        Route route;
        route.id = rows->cell(r, 0);
        route.kind = *kind;
        route.lines = stringsOf(json::parse(rows->cell(r, 2), nullptr, false));
        route.operatorName = rows->cell(r, 3);
        route.runsPerDay = parseNumber(rows->cell(r, 4));
        route.dataYear = *year;
        route.sourceId = rows->cell(r, 6);
        route.path = *std::move(path);
        snapshot_.routes.push_back(std::move(route));
    }
    return {};
}

Result<void> PackReader::readStops()
{
    const auto rows = table(pack::stopsFile, pack::stopColumns);
    if (!rows)
        return tl::unexpected(rows.error());
    for (std::size_t r = 0; r < rows->size(); ++r) {
        Stop s;
        s.id = rows->cell(r, 0);
        const auto kind = parseRouteKind(rows->cell(r, 1));
        if (!kind) {
            setAside(pack::stopsFile, rows->line(r), "kind", "io.unknown_kind", rows->cell(r, 1));
            continue;
        }
        const auto placement = placementOf(pack::stopsFile, *rows, r, 10);
        const auto year = yearOf(pack::stopsFile, *rows, r, 7, "data_year");
        if (!placement || !year || !isFirst(pack::stopsFile, rows->line(r), "id", rows->cell(r, 13) + " " + s.id))
            continue;
        s.kind = *kind;
        s.name = rows->cell(r, 2);
        s.lines = stringsOf(json::parse(rows->cell(r, 3), nullptr, false));
        s.operatorName = rows->cell(r, 4);
        s.runsPerDay = parseNumber(rows->cell(r, 5));
        s.passengersPerDay = parseNumber(rows->cell(r, 6));
        s.dataYear = *year;
        s.place = placeOf(*rows, r, 8);
        s.placement = *placement;
        s.sourceId = rows->cell(r, 13);
        s.sourceRow = parseWhole(rows->cell(r, 14)).value_or(0);
        snapshot_.stops.push_back(std::move(s));
    }
    return {};
}

}  // namespace chiiki
