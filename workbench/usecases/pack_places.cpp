#include "workbench/usecases/pack_places.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "core/io/district_locator.h"
#include "core/io/numbers.h"
#include "core/io/open_data_csv.h"
#include "core/io/positions.h"
#include "core/text/names.h"
#include "workbench/usecases/transport_layers.h"

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

    const DistrictLocator& locator() const { return locator_; }

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
        countPlaced(edition.rows, facility.placement);

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

Result<void> readTransport(const PackInputs& inputs, const std::string& sourceId, int dataYear, const Placer& placer,
                           PackPlaces& places, Diagnostics& diagnostics)
{
    const auto source = inputs.source(sourceId);
    if (!source)
        return tl::unexpected(source.error());
    auto read = readTransportLayer({(*source)->path, (*source)->edition, dataYear, inputs.taxiLines}, placer.locator(),
                                   diagnostics);
    if (!read)
        return tl::unexpected(read.error());
    for (const Stop& stop : read->stops)
        if (stop.placement.rest != Placement::Rest::None)
            reportRest(places, {read->edition, stop.sourceRow, stop.name, stop.placement, stop.place});
    std::move(read->stops.begin(), read->stops.end(), std::back_inserter(places.stops));
    std::move(read->routes.begin(), read->routes.end(), std::back_inserter(places.routes));
    places.sources.push_back(std::move(read->edition));
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
    const std::pair<const char*, int> transport[] = {
        {"bus_stops_2010", 2010}, {"bus_routes_2010", 2010}, {"rail_stations_2021", 2021}, {"rail_lines_2021", 2021}};
    for (const auto& [sourceId, dataYear] : transport)
        if (auto done = readTransport(inputs, sourceId, dataYear, placer, places, diagnostics); !done)
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
