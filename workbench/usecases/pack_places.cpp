#include "workbench/usecases/pack_places.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>

#include "core/io/district_locator.h"
#include "core/io/numbers.h"
#include "core/io/open_data_csv.h"
#include "core/io/positions.h"
#include "core/io/topojson.h"
#include "core/io/vector_reader.h"
#include "core/text/names.h"

namespace chiiki {
namespace {

/// Puts positions into districts and knows how these are called.
class Placer {
public:
    explicit Placer(const std::vector<District>& districts)
        : districts_(districts)
        , locator_(districts)
    {
    }

    const Extent& city() const { return locator_.city(); }

    Placement place(const JudgedPosition& position) const { return locator_.place(position); }

    /// In letters of the language, where the district has them.
    std::string nameOf(const std::string& districtCode, Language language = Language::Japanese) const
    {
        for (const District& district : districts_)
            if (district.code == districtCode)
                return language == Language::English && !district.romaji.empty() ? district.romaji : district.name;
        return {};
    }

private:
    const std::vector<District>& districts_;
    DistrictLocator locator_;
};

void count(Reconciliation& rows, const Placement& placement)
{
    rows.source += 1;
    switch (placement.rest) {
    case Placement::Rest::None:
        rows.districts += 1;
        break;
    case Placement::Rest::Outside:
        rows.outside += 1;
        break;
    case Placement::Rest::Unplaced:
        rows.unplaced += 1;
        break;
    }
}

/// Where a fault was seen; the same for the report and for the finding in the pack.
struct Seen {
    const SourceEdition& source;
    int row = 0;
    std::string name;
    Placement placement;
    std::optional<Point> point;
};

/// `inEnglish`: the reason with its arguments in English; empty where they are the same.
void report(PackPlaces& places, const Seen& seen, const Message& reason, Severity severity, const Text& action,
            const std::optional<Message>& inEnglish = {})
{
    places.faults.push_back({seen.source.fileName, seen.row, seen.name, seen.placement.rest, reason});
    Finding finding;
    char row[16];
    std::snprintf(row, sizeof row, "%05d", seen.row);
    const std::string_view rule = reason.code.substr(reason.code.find('.') + 1);
    finding.id = "pack." + seen.source.sourceId + "." + row + "." + std::string(rule);
    finding.severity = severity;
    finding.districtCode = seen.placement.districtCode;
    const std::string number = std::to_string(seen.row);
    const std::string named = seen.name.empty() ? std::string() : "「" + seen.name + "」";
    finding.text = {seen.source.title.ja + " " + number + "行目" + named + ": " + speak(reason, Language::Japanese) +
                        "。",
                    seen.source.title.en + ", row " + number + (seen.name.empty() ? "" : ", " + seen.name) + ": " +
                        speak(inEnglish.value_or(reason), Language::English) + "."};
    finding.action = action;
    finding.sourceId = seen.source.sourceId;
    finding.sourceRow = seen.row;
    finding.place = seen.point;
    places.findings.push_back(std::move(finding));
}

void reportRest(PackPlaces& places, const Seen& seen)
{
    const Message reason{seen.placement.reason, {}};
    if (seen.placement.rest == Placement::Rest::Outside)
        report(places, seen, reason, Severity::Watch,
               {"市外の施設として数えています。位置が正しいか、元の表を確かめてください。",
                "It is counted as outside the city; check its position in the original table."});
    else if (reason.code == "io.row_empty")
        report(places, seen, reason, Severity::Watch,
               {"元の表から空の行を除くよう、公表した課に伝えてください。",
                "Ask the publisher to take the empty row out of the table."});
    else if (seen.placement.rest == Placement::Rest::Unplaced)
        report(places, seen, reason, Severity::Act,
               {"正しい緯度・経度を確かめ、元の表を直してください。直るまで、どの地域にも数えません。",
                "Find the right position and correct the original table; until then it counts in no district."});
}

std::string kindOf(const PackSource& source, const std::string& type)
{
    const auto named = source.kindRule.find(type);
    if (named != source.kindRule.end())
        return named->second;
    const auto any = source.kindRule.find("*");
    return any == source.kindRule.end() ? std::string() : any->second;
}

Result<void> readFacilities(const PackSource& source, const Placer& placer, const TownIndex& towns,
                            std::set<std::string>& takenIds, PackPlaces& places, Diagnostics& diagnostics)
{
    auto table = readOpenDataTable(source.path, diagnostics);
    if (!table)
        return tl::unexpected(table.error());
    SourceEdition edition = source.edition;
    edition.encoding = code(table->encoding);
    edition.rows = {};
    std::map<std::string, int> uses;
    std::map<std::string, std::string> rowsOfId;
    for (const OpenDataRecord& record : table->records) {
        ++uses[record.publisherId];
        std::string& rows = rowsOfId[record.publisherId];
        rows += (rows.empty() ? "" : ", ") + std::to_string(record.facility.sourceRow);
    }

    for (OpenDataRecord& record : table->records) {
        Facility facility = std::move(record.facility);
        facility.sourceId = edition.sourceId;
        facility.kind = kindOf(source, record.type);
        if (facility.kind.empty())
            return fail(ErrorKind::BadFormat, {"io.unknown_kind", {record.type}},
                        source.path + ":" + std::to_string(facility.sourceRow));
        const JudgedPosition position = judgePosition(record.longitude, record.latitude, placer.city());
        facility.place = position.point;
        if (record.isEmpty)
            facility.placement = Placement::unplaced("io.row_empty");
        else if (record.isShifted)
            facility.placement = Placement::unplaced("io.row_shifted");
        else
            facility.placement = placer.place(position);
        if (facility.placement.rest == Placement::Rest::Unplaced)
            facility.place.reset();
        count(edition.rows, facility.placement);

        const bool isRepeated = !record.publisherId.empty() && uses[record.publisherId] > 1;
        const bool isPlainId = !record.publisherId.empty() && !isRepeated && takenIds.insert(record.publisherId).second;
        char row[16];
        std::snprintf(row, sizeof row, "%05d", facility.sourceRow);
        facility.id = isPlainId                                  ? record.publisherId
                      : record.publisherId.empty() || isRepeated ? edition.sourceId + ":" + row
                                                                 : edition.sourceId + ":" + record.publisherId;
        if (!isPlainId && !record.publisherId.empty())
            facility.attributes["publisher_id"] = record.publisherId;

        const Seen seen{edition, facility.sourceRow, facility.name, facility.placement, facility.place};
        if (facility.placement.rest != Placement::Rest::None)
            reportRest(places, seen);
        if (isRepeated)
            report(places, seen, {"io.id_twice", {record.publisherId, rowsOfId[record.publisherId]}}, Severity::Watch,
                   {"同じ施設が2回載っているのか、IDの誤りかを確かめてください。",
                    "Check whether one facility stands there twice or an id is wrong."});
        if (facility.placement.rest == Placement::Rest::None) {
            const std::string& here = facility.placement.districtCode;
            const std::set<std::string> byName = towns.districtsOf(record.town);
            if (!byName.empty() && !byName.contains(here)) {
                const auto against = [&](Language language) {
                    std::string named;
                    for (const std::string& other : byName)
                        named += (named.empty() ? "" : "・") + placer.nameOf(other, language);
                    return Message{"io.place_against_address", {placer.nameOf(here, language), record.town, named}};
                };
                report(places, seen, against(Language::Japanese), Severity::Watch,
                       {"位置で数えています。住所と位置のどちらが正しいか確かめてください。",
                        "It is counted by its position; check which of address and position is right."},
                       against(Language::English));
            }
            if (!record.districtName.empty() &&
                normalisedName(record.districtName) != normalisedName(placer.nameOf(here)))
                report(places, seen, {"io.place_against_table", {placer.nameOf(here), record.districtName}},
                       Severity::Act,
                       {"表の地域と位置のどちらが正しいか確かめてください。",
                        "Check which of the table's district and the position is right."});
        }
        places.facilities.push_back(std::move(facility));
    }
    places.sources.push_back(std::move(edition));
    return {};
}

std::vector<std::string> splitAtCommas(const std::string& text)
{
    std::vector<std::string> parts;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find(',', at), text.size());
        std::string part = trimmed(std::string_view(text).substr(at, end - at));
        if (!part.empty() && std::find(parts.begin(), parts.end(), part) == parts.end())
            parts.push_back(std::move(part));
        at = end + 1;
    }
    return parts;
}

std::string joinedNames(const std::string& commaSeparated)
{
    std::string joined;
    for (const std::string& part : splitAtCommas(commaSeparated))
        joined += (joined.empty() ? "" : "、") + part;
    return joined;
}

std::string recordId(const std::string& sourceId, std::int64_t row)
{
    char number[16];
    std::snprintf(number, sizeof number, "%04lld", static_cast<long long>(row));
    return sourceId + ":" + number;
}

/// Which columns of a transport layer hold what; an empty name where the layer has no such thing.
struct TransportColumns {
    const char* sourceId;
    RouteKind kind;
    int year;
    const char* name;
    const char* lines;
    const char* operatorName;
    const char* runs;
    const char* passengers;
};

constexpr TransportColumns busStops{"bus_stops_2010", RouteKind::Bus, 2010, "B_NAME", "B_ROSEN", "JIGYOSYA", "", ""};
constexpr TransportColumns busRoutes{"bus_routes_2010", RouteKind::Bus, 2010, "", "B_ROSEN", "JIGYOSYA", "B_HINDO", ""};
constexpr TransportColumns railStations{
    "rail_stations_2021", RouteKind::Rail, 2021, "EKI_NAME", "T_ROSEN", "COMPANY", "T_HIND", "KYAKUSU"};
constexpr TransportColumns railLines{"rail_lines_2021", RouteKind::Rail, 2021, "", "T_ROSEN", "COMPANY", "", ""};

/// A layer with the columns looked up; every name that TransportColumns gives must be there.
class TransportLayer {
public:
    static Result<TransportLayer> read(const PackSource& source, const TransportColumns& columns,
                                       Diagnostics& diagnostics)
    {
        auto layer = readVectorLayer(source.path, {}, diagnostics);
        if (!layer)
            return tl::unexpected(layer.error());
        for (const char* name : {columns.name, columns.lines, columns.operatorName, columns.runs, columns.passengers})
            if (*name && !layer->field(name))
                return fail(ErrorKind::BadFormat, {"io.columns_missing", {name, layer->name}}, source.path);
        return TransportLayer(*std::move(layer));
    }

    const VectorLayer& layer() const { return layer_; }

    std::string text(const VectorFeature& feature, const char* name) const
    {
        const auto field = layer_.field(name);
        return field ? trimmed(feature.values[*field]) : std::string();
    }

private:
    explicit TransportLayer(VectorLayer layer)
        : layer_(std::move(layer))
    {
    }

    VectorLayer layer_;
};

SourceEdition editionOf(const PackSource& source, const VectorLayer& layer)
{
    SourceEdition edition = source.edition;
    edition.encoding = layer.encoding;
    edition.crs = layer.crs;
    edition.rows = {};
    return edition;
}

bool isTaxi(const std::vector<std::string>& lines, const std::set<std::string>& taxiLines)
{
    return std::any_of(lines.begin(), lines.end(), [&](const std::string& line) { return taxiLines.contains(line); });
}

bool isOnlyTaxi(const std::vector<std::string>& lines, const std::set<std::string>& taxiLines)
{
    return !lines.empty() &&
           std::all_of(lines.begin(), lines.end(), [&](const std::string& line) { return taxiLines.contains(line); });
}

Result<void> readStops(const PackInputs& inputs, const TransportColumns& columns, const Placer& placer,
                       PackPlaces& places, Diagnostics& diagnostics)
{
    const auto source = inputs.source(columns.sourceId);
    if (!source)
        return tl::unexpected(source.error());
    const auto read = TransportLayer::read(**source, columns, diagnostics);
    if (!read)
        return tl::unexpected(read.error());
    SourceEdition edition = editionOf(**source, read->layer());
    for (const VectorFeature& feature : read->layer().features) {
        Stop stop;
        stop.id = recordId(columns.sourceId, feature.row);
        stop.name = read->text(feature, columns.name);
        stop.lines = splitAtCommas(read->text(feature, columns.lines));
        stop.kind = isOnlyTaxi(stop.lines, inputs.taxiLines) ? RouteKind::Taxi : columns.kind;
        stop.operatorName = joinedNames(read->text(feature, columns.operatorName));
        stop.runsPerDay = parseNumber(read->text(feature, columns.runs));
        stop.passengersPerDay = parseNumber(read->text(feature, columns.passengers));
        stop.dataYear = columns.year;
        const JudgedPosition position = feature.point ? judgePosition(*feature.point, placer.city())
                                                      : JudgedPosition{std::nullopt, "io.no_geometry"};
        stop.place = position.point;
        stop.placement = placer.place(position);
        stop.sourceId = columns.sourceId;
        stop.sourceRow = static_cast<int>(feature.row);
        count(edition.rows, stop.placement);
        if (stop.placement.rest != Placement::Rest::None)
            reportRest(places, {edition, stop.sourceRow, stop.name, stop.placement, stop.place});
        places.stops.push_back(std::move(stop));
    }
    places.sources.push_back(std::move(edition));
    return {};
}

Result<void> readRoutes(const PackInputs& inputs, const TransportColumns& columns, PackPlaces& places,
                        Diagnostics& diagnostics)
{
    const auto source = inputs.source(columns.sourceId);
    if (!source)
        return tl::unexpected(source.error());
    const auto read = TransportLayer::read(**source, columns, diagnostics);
    if (!read)
        return tl::unexpected(read.error());
    for (const VectorFeature& feature : read->layer().features) {
        Route route;
        route.id = recordId(columns.sourceId, feature.row);
        route.lines = splitAtCommas(read->text(feature, columns.lines));
        route.kind = isTaxi(route.lines, inputs.taxiLines) ? RouteKind::Taxi : columns.kind;
        route.operatorName = joinedNames(read->text(feature, columns.operatorName));
        route.runsPerDay = parseNumber(read->text(feature, columns.runs));
        route.dataYear = columns.year;
        for (const LineString& line : feature.lines) {
            LineString path;
            for (const Point& p : line)
                if (const Point q = quantised(p); path.empty() || path.back() != q)
                    path.push_back(q);
            route.path.push_back(std::move(path));
        }
        route.sourceId = columns.sourceId;
        places.routes.push_back(std::move(route));
    }
    places.sources.push_back(editionOf(**source, read->layer()));
    return {};
}

}  // namespace

Result<PackPlaces> readPackPlaces(const PackInputs& inputs, const std::vector<District>& districts,
                                  const TownIndex& towns, Diagnostics& diagnostics)
{
    PackPlaces places;
    const Placer placer(districts);
    std::set<std::string> takenIds;
    std::int64_t centres = 0, centresAtHome = 0;
    for (const PackSource& source : inputs.sources)
        if (!source.kindRule.empty()) {
            if (auto done = readFacilities(source, placer, towns, takenIds, places, diagnostics); !done)
                return tl::unexpected(done.error());
        }
    if (auto done = readStops(inputs, busStops, placer, places, diagnostics); !done)
        return tl::unexpected(done.error());
    if (auto done = readRoutes(inputs, busRoutes, places, diagnostics); !done)
        return tl::unexpected(done.error());
    if (auto done = readStops(inputs, railStations, placer, places, diagnostics); !done)
        return tl::unexpected(done.error());
    if (auto done = readRoutes(inputs, railLines, places, diagnostics); !done)
        return tl::unexpected(done.error());

    for (const Facility& facility : places.facilities)
        if (facility.kind == "community_centre" || facility.kind == "centre_branch") {
            ++centres;
            centresAtHome += facility.placement.rest == Placement::Rest::None;
        }
    for (const PackFault& fault : places.faults)
        if (fault.reason.code == "io.place_against_table")
            --centresAtHome;
    places.checks.push_back({{"自分の地域の中にある地域交流センター", "Community centres inside their own district"},
                             centres == centresAtHome,
                             std::to_string(centres),
                             std::to_string(centresAtHome)});
    for (const SourceEdition& source : places.sources)
        if (!source.rows.addsUp())
            places.checks.push_back({{source.fileName + "の行の合計", "Rows of " + source.fileName},
                                     false,
                                     plainNumber(source.rows.source),
                                     plainNumber(source.rows.source - source.rows.gap())});
    return places;
}

}  // namespace chiiki
