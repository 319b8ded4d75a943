#include "workbench/usecases/import_editions.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <set>

#include "core/io/positions.h"
#include "core/text/names.h"

namespace chiiki::imports {
namespace {

constexpr std::string_view newSource = "new";
constexpr std::size_t mostLookedAt = 4000;  // rows, for the evidence
constexpr double samePlaceM = 200;

/// Metres between two places of one city, to a few per mille.
double metresBetween(const Point& a, const Point& b)
{
    constexpr double metresPerDegree = 111'000;
    const double north = (a.y - b.y) * metresPerDegree;
    const double east = (a.x - b.x) * metresPerDegree * std::cos(a.y * std::numbers::pi / 180);
    return std::hypot(north, east);
}

/// 山口県山口市糸米二丁目6-6 and 糸米二丁目6-6: one may leave out what the other begins with.
bool isSameAddress(const std::string& a, const std::string& b)
{
    const std::string one = normalisedName(a), other = normalisedName(b);
    return one.ends_with(other) || other.ends_with(one);
}

bool isSamePlace(const Facility& known, const std::optional<Point>& place, const std::string& address)
{
    if (known.place && place)
        return metresBetween(*known.place, *place) <= samePlaceM;
    return known.address.empty() || address.empty() || isSameAddress(known.address, address);
}

/// Rows spread over the whole table.
std::vector<std::size_t> someRecords(const RecognisedTable& table)
{
    const std::vector<std::size_t>& all = table.layout.records;
    if (all.size() <= mostLookedAt)
        return all;
    std::vector<std::size_t> some;
    for (std::size_t i = 0; i < mostLookedAt; ++i)
        some.push_back(all[i * all.size() / mostLookedAt]);
    return some;
}

using Counts = std::map<std::string, std::size_t>;  // source -> rows of the table that are its own

/// The source that most rows are of, if it is of half of them and they are no mere handful of what it holds: a list of
/// ten clinics is no new edition of all clinics.
std::optional<std::string> sourceOfMost(const Counts& counts, const RecognisedTable& table, std::size_t lookedAt,
                                        const Snapshot& city)
{
    constexpr std::size_t leastPart = 4;
    std::optional<std::string> most;
    for (const auto& [source, count] : counts)
        if (2 * count >= lookedAt && (!most || count > counts.at(*most)))
            most = source;
    if (!most)
        return std::nullopt;
    const auto held =
        static_cast<std::size_t>(std::count_if(city.facilities.begin(), city.facilities.end(),
                                               [&](const Facility& facility) { return facility.sourceId == *most; }));
    return leastPart * table.layout.records.size() >= held ? most : std::nullopt;
}

/// The publisher's id of a facility that is called otherwise here; empty where it is called so.
std::string_view ownIdOf(const Facility& facility)
{
    const auto own = facility.attributes.find("publisher_id");
    return own == facility.attributes.end() ? std::string_view() : own->second;
}

std::string contentKey(const Facility& facility)
{
    return normalisedName(facility.name) + "\x1f" + normalisedName(facility.address);
}

std::size_t hashOf(const std::string& text)
{
    return std::hash<std::string>()(text);
}

/// 12 and 0000000012 number the rows of a list; II3510311271 names a place.
bool isRunningNumber(std::string_view id)
{
    return std::all_of(id.begin(), id.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Counts rowsByIds(const std::vector<RecordOfTable>& records, const Snapshot& city)
{
    std::unordered_multimap<std::string, const Facility*> byId;
    for (const Facility& facility : city.facilities) {
        byId.emplace(facility.id, &facility);
        if (const std::string_view own = ownIdOf(facility); !own.empty())
            byId.emplace(own, &facility);
    }
    Counts shared;
    for (const RecordOfTable& record : records) {
        if (record.id.empty())
            continue;
        std::set<std::string> sources;
        const auto [first, last] = byId.equal_range(record.id);
        for (auto it = first; it != last; ++it) {
            // Lists that number their rows have the same ids without having anything in common.
            const Facility& known = *it->second;
            if (record.kind == known.kind || normalisedName(record.name) == normalisedName(known.name))
                sources.insert(known.sourceId);
        }
        for (const std::string& source : sources)
            ++shared[source];
    }
    return shared;
}

Counts rowsByPlaces(const std::vector<RecordOfTable>& records, const Snapshot& city)
{
    FacilitiesByName known(city.facilities, [](const Facility&) { return true; });
    Counts shared;
    for (const RecordOfTable& record : records) {
        if (record.kind.empty())
            continue;
        std::set<std::string> sources;
        for (const Facility* facility : known.at(record.kind, record.name, record.place, record.address))
            sources.insert(facility->sourceId);
        for (const std::string& source : sources)
            ++shared[source];
    }
    return shared;
}

bool holdsKind(const Snapshot& city, const std::string& sourceId, const std::string& kind)
{
    return std::any_of(city.facilities.begin(), city.facilities.end(), [&](const Facility& facility) {
        return facility.sourceId == sourceId && (kind.empty() || facility.kind == kind);
    });
}

}  // namespace

FacilitiesByName::FacilitiesByName(const std::vector<Facility>& facilities, const Wanted& isWanted)
{
    for (const Facility& facility : facilities)
        if (isWanted(facility))
            ofKind_[facility.kind].push_back(&facility);
}

std::vector<const Facility*> FacilitiesByName::at(const std::string& kind, const std::string& name,
                                                  const std::optional<Point>& place, const std::string& address)
{
    const auto known = ofKind_.find(kind);
    if (name.empty() || known == ofKind_.end())
        return {};
    const auto [named, isFirst] = named_.try_emplace(kind);
    if (isFirst)
        for (const Facility* facility : known->second)
            named->second.emplace(normalisedName(facility->name), facility);
    std::vector<const Facility*> found;
    const auto [first, last] = named->second.equal_range(normalisedName(name));
    for (auto it = first; it != last; ++it)
        if (isSamePlace(*it->second, place, address))
            found.push_back(it->second);
    // The order of a hash is nobody's: the earlier id first.
    std::sort(found.begin(), found.end(), [](const Facility* a, const Facility* b) { return a->id < b->id; });
    return found;
}

FacilitiesByName::FacilitiesByName(const std::vector<const Facility*>& facilities)
{
    for (const Facility* facility : facilities)
        ofKind_[facility->kind].push_back(facility);
}

EarlierRecords::EarlierRecords(const RecognisedTable& table, const std::vector<const Facility*>& earlier,
                               std::optional<std::size_t> name, std::optional<std::size_t> id)
    : earlier_(earlier)
    , byName_(earlier)
{
    byContent_.reserve(earlier.size());
    for (std::size_t i = 0; i < earlier.size(); ++i) {
        byId_.emplace(earlier[i]->id, i);
        byContent_.emplace_back(hashOf(contentKey(*earlier[i])), i);
    }
    std::sort(byContent_.begin(), byContent_.end());
    next_.resize(byContent_.size());
    std::iota(next_.begin(), next_.end(), std::size_t{1});
    // An id that is somebody's own goes before one that a publisher gave.
    for (std::size_t i = 0; i < earlier.size(); ++i)
        if (const std::string_view own = ownIdOf(*earlier[i]); !own.empty())
            byId_.emplace(own, i);
    if (earlier.empty() || !id)
        return;
    std::unordered_set<std::string> repeated;
    for (const std::size_t index : table.layout.records) {
        const RawRow& row = table.raw.rows[index];
        std::string called = normalisedName(table.cell(row, name));
        if (std::string number = table.cell(row, id); !number.empty())
            if (!nameOfId_.emplace(number, called).second)
                repeated.insert(std::move(number));
        namesInTable_.insert(std::move(called));
    }
    for (const std::string& number : repeated)
        nameOfId_.erase(number);
}

bool EarlierRecords::isOfOther(std::size_t at, const std::string& publisherId) const
{
    if (nameOfId_.empty())
        return false;
    for (const std::string_view id : {std::string_view(earlier_[at]->id), ownIdOf(*earlier_[at])}) {
        const auto row = nameOfId_.find(std::string(id));
        if (id != publisherId && row != nameOfId_.end() &&
            (!isRunningNumber(id) || row->second == normalisedName(earlier_[at]->name)))
            return true;
    }
    return false;
}

/// A million street lamps may have one name: those that are used are gone over once.
std::size_t EarlierRecords::firstUnused(std::size_t at, const std::vector<bool>& wasUsed) const
{
    std::size_t end = at;
    while (end < byContent_.size() && wasUsed[byContent_[end].second])
        end = next_[end];
    while (at < end)
        at = std::exchange(next_[at], end);
    return end;
}

std::optional<std::size_t> EarlierRecords::find(const Facility& row, const std::string& publisherId,
                                                const std::vector<bool>& wasUsed) const
{
    if (earlier_.empty())
        return std::nullopt;
    const std::string name = normalisedName(row.name);
    if (!publisherId.empty())
        for (const std::string& id : {publisherId, row.sourceId + ":" + publisherId}) {
            const auto found = byId_.find(id);
            if (found == byId_.end() || wasUsed[found->second])
                continue;
            const std::string called = normalisedName(earlier_[found->second]->name);
            const bool isNumberedAnew =
                isRunningNumber(publisherId) && called != name && namesInTable_.contains(called);
            if (!isNumberedAnew)
                return found->second;
        }
    const std::string content = contentKey(row);
    const std::pair start{hashOf(content), std::size_t{0}};
    const auto first = std::lower_bound(byContent_.begin(), byContent_.end(), start);
    for (std::size_t i = firstUnused(static_cast<std::size_t>(first - byContent_.begin()), wasUsed);
         i < byContent_.size() && byContent_[i].first == start.first; i = firstUnused(i + 1, wasUsed)) {
        const std::size_t at = byContent_[i].second;
        if (!isOfOther(at, publisherId) && contentKey(*earlier_[at]) == content)
            return at;
    }
    for (const Facility* same : byName_.at(row.kind, row.name, row.place, row.address)) {
        const auto at =
            static_cast<std::size_t>(std::lower_bound(earlier_.begin(), earlier_.end(), same) - earlier_.begin());
        if (!wasUsed[at] && !isOfOther(at, publisherId))
            return at;
    }
    return std::nullopt;
}

void OverlapsOfImport::add(std::int64_t row, const std::vector<const Facility*>& others)
{
    constexpr std::size_t mostRows = 20;
    std::set<std::string> sources;
    for (const Facility* facility : others)
        sources.insert(facility->sourceId);
    for (const std::string& source : sources) {
        ImportOverlap& overlap = bySource_[source];
        ++overlap.count;
        if (overlap.rows.size() < mostRows)
            overlap.rows.push_back(row);
    }
}

std::vector<ImportOverlap> OverlapsOfImport::take()
{
    std::vector<ImportOverlap> all;
    for (auto& [source, overlap] : bySource_) {
        const SourceEdition* edition = findSource(city_, source);
        overlap.sourceId = source;
        overlap.title = edition ? edition->title : Text{source, source};
        all.push_back(std::move(overlap));
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const ImportOverlap& a, const ImportOverlap& b) { return a.count > b.count; });
    return all;
}

std::optional<Point> degreesOf(const RecognisedTable& table, const RawRow& row)
{
    if (table.isLayer)
        return table.points[static_cast<std::size_t>(&row - table.raw.rows.data())];
    const auto x = parseCoordinate(table.cell(row, table.column(ColumnRole::Longitude)));
    const auto y = parseCoordinate(table.cell(row, table.column(ColumnRole::Latitude)));
    // Japan: whatever else the cells hold is mended or refused where the row is placed.
    const bool areDegrees = x && y && *x >= 120 && *x <= 155 && *y >= 20 && *y <= 46;
    return areDegrees && !table.choices.epsg ? std::optional(Point{*x, *y}) : std::nullopt;
}

EditionInForce editionInForce(const RecognisedTable& table, const Snapshot& city, const std::string& kind,
                              const RecordReader& recordOf)
{
    if (table.chosen.sourceId == newSource)
        return {{}, ImportOrigin::Chosen, {{"imports.as_chosen", {}}}};
    if (!table.chosen.sourceId.empty())
        return {table.chosen.sourceId, ImportOrigin::Chosen, {{"imports.as_chosen", {}}}};
    for (const SourceEdition& edition : city.sources)
        if (edition.sha256 == table.raw.sha256)
            return {edition.sourceId, ImportOrigin::Detected, {{"imports.same_file", {edition.title.ja}}}};
    std::vector<RecordOfTable> records;
    for (const std::size_t index : someRecords(table))
        records.push_back(recordOf(table.raw.rows[index]));
    const auto detected = [&](const Counts& counts, std::string_view why) -> std::optional<EditionInForce> {
        const auto source = sourceOfMost(counts, table, records.size(), city);
        if (!source)
            return std::nullopt;
        return EditionInForce{*source,
                              ImportOrigin::Detected,
                              {{why, {std::to_string(counts.at(*source)), std::to_string(records.size())}}}};
    };
    if (auto byIds = detected(rowsByIds(records, city), "imports.same_ids"))
        return *byIds;
    if (auto byPlaces = detected(rowsByPlaces(records, city), "imports.same_places"))
        return *byPlaces;
    if (findSource(city, table.choices.sourceId))
        return {table.choices.sourceId, ImportOrigin::Remembered, {{"imports.as_remembered", {}}}};
    for (const SourceEdition& edition : city.sources) {
        const bool isNamed =
            !edition.fileName.empty() && stemWithoutYear(edition.fileName) == stemWithoutYear(table.raw.fileName);
        if (isNamed && holdsKind(city, edition.sourceId, kind))
            return {edition.sourceId, ImportOrigin::Detected, {{"imports.same_name", {edition.fileName}}}};
    }
    return {};
}

ImportDetection describeEdition(const EditionInForce& present, const Snapshot& city,
                                const std::set<std::string>& replaceable)
{
    const Text alone = {"新しい出典", "A source of its own"};
    const std::string& id = present.sourceId;
    const SourceEdition* old = findSource(city, id);
    ImportDetection step;
    step.word = id.empty() ? std::string(newSource) : id;
    step.title = old ? old->title : id.empty() ? alone : Text{id, id};
    step.origin = present.origin;
    step.evidence = present.evidence;
    for (const SourceEdition& edition : city.sources)
        if (replaceable.contains(edition.sourceId) || edition.sourceId == id)
            step.alternatives.push_back({edition.sourceId, edition.title});
    if (!old && !id.empty())
        step.alternatives.push_back({step.word, step.title});
    step.alternatives.push_back({std::string(newSource), alone});
    return step;
}

std::set<std::string> sourcesOfFacilities(const Snapshot& city)
{
    std::set<std::string> sources;
    for (const Facility& facility : city.facilities)
        sources.insert(facility.sourceId);
    return sources;
}

}  // namespace chiiki::imports
