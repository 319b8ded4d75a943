#include "workbench/usecases/import_sets.h"

#include <algorithm>
#include <set>

#include "core/io/district_locator.h"
#include "core/io/layer_source.h"
#include "core/io/numbers.h"
#include "core/text/hash.h"
#include "workbench/usecases/import_areas.h"
#include "workbench/usecases/import_editions.h"
#include "workbench/usecases/import_feed.h"
#include "workbench/usecases/import_ids.h"
#include "workbench/usecases/import_rows.h"
#include "workbench/usecases/import_table.h"
#include "workbench/usecases/import_value_parts.h"
#include "workbench/usecases/transport_layers.h"

namespace chiiki::imports {
namespace {

constexpr std::string_view newSource = "new";

void tellTarget(std::string_view word, const Text& title, FilePreview& preview)
{
    preview.target.word = word;
    preview.target.title = title;
    preview.target.evidence = {{"imports.set_by_files", {}}};
    preview.target.alternatives = {{preview.target.word, title}};
}

/// Edition, sums and what is in force of a set that was read.
void tellEdition(const SourceEdition& edition, const std::optional<SourceEdition>& before, bool isSame,
                 const Snapshot& city, FilePreview& preview)
{
    preview.edition = edition;
    preview.publisher.word = edition.publisher;
    preview.publisher.title = {edition.publisher, edition.publisher};
    const auto whole = [](double rows) { return static_cast<std::int64_t>(rows); };
    preview.recordCount = whole(edition.rows.source);
    preview.inDistrict = whole(edition.rows.districts);
    preview.outside = whole(edition.rows.outside);
    preview.reconciliation = {preview.inDistrict + preview.outside, 0, whole(edition.rows.unplaced),
                              preview.recordCount};
    preview.comparison.inForce = before;
    preview.comparison.isSameFile = isSame;
    EditionInForce present;
    if (before)
        present = {before->sourceId, ImportOrigin::Detected, {{"imports.same_publisher", {before->publisher}}}};
    preview.source = describeEdition(present, city, {});
    preview.source.alternatives = {{preview.source.word, preview.source.title}};
}

void tellItems(const FeedItemChanges& items, FilePreview& preview)
{
    ImportComparison& all = preview.comparison;
    for (const FeedItem& item : items.added)
        addChange(all.added, all.addedCount, {item.id, item.name, 0, {}, item.name});
    for (const FeedItem& item : items.changed)
        addChange(all.changed, all.changedCount, {item.id, item.name, 0, item.name, item.name});
    for (const FeedItem& item : items.removed)
        addChange(all.removed, all.removedCount, {item.id, item.name, 0, item.name, {}});
    all.same += items.same;
}

Result<TakenSet> takeFeedFile(const ImportFile& file, const Snapshot& city)
{
    ImportFeedRequest request;
    request.feed = file.path;
    if (file.choices.sourceId != newSource)
        request.sourceId = file.choices.sourceId;
    TakenSet taken;
    auto next = std::make_shared<Snapshot>();
    const auto feed = takeFeed(city, request, *next);
    if (!feed)
        return tl::unexpected(feed.error());
    taken.preview.path = file.path;
    tellTarget("feed", {"公共交通のデータ（GTFS-JP）", "Public transport (GTFS-JP)"}, taken.preview);
    tellEdition(feed->edition, feed->before, feed->isSame, city, taken.preview);
    tellItems(feed->routes, taken.preview);
    tellItems(feed->stops, taken.preview);
    taken.preview.diagnostics = feed->setAside;
    if (!feed->isSame)
        taken.next = std::move(next);
    return taken;
}

Result<TakenSet> takeAreasFile(const ImportFile& file, const Snapshot& city)
{
    TakenSet taken;
    FilePreview& preview = taken.preview;
    preview.path = file.path;
    tellTarget("estat", {"e-Statの小地域・地域メッシュの表", "e-Stat's table of small areas or meshes"}, preview);
    preview.year =
        describeYear(file.choices.year, file.choices.year ? ImportOrigin::Chosen : ImportOrigin::Detected, city);
    if (!file.choices.year) {
        preview.edition.fileName = file.path.substr(file.path.find_last_of('/') + 1);
        preview.edition.title = preview.target.title;
        preview.whyNot = Message{"imports.no_year", {}};
        return taken;
    }
    ImportAreasRequest request;
    request.path = file.path;
    request.year = FiscalYear{*file.choices.year};
    auto next = std::make_shared<Snapshot>();
    const auto areas = takeAreas(city, request, *next);
    if (!areas)
        return tl::unexpected(areas.error());
    tellEdition(areas->edition, areas->before, areas->isSame, city, preview);
    ImportComparison& all = preview.comparison;
    for (const AreaFigure& figure : areas->figures) {
        const Indicator& indicator = figure.result.indicator;
        if (figure.isSame)
            ++all.same;
        else if (figure.isNew)
            addChange(all.added, all.addedCount, {indicator.id, indicator.title.ja, 0, {}, indicator.title.ja});
        else
            addChange(all.changed, all.changedCount,
                      {indicator.id, indicator.title.ja, 0, indicator.title.ja, indicator.title.ja});
    }
    preview.diagnostics = areas->setAside;
    if (!areas->isSame)
        taken.next = std::move(next);
    return taken;
}

/// Whether the stops or routes of a source are in the city.
bool isOfTransport(const SourceEdition& source, const Snapshot& city)
{
    const auto isOf = [&](const auto& item) { return item.sourceId == source.sourceId; };
    return std::any_of(city.stops.begin(), city.stops.end(), isOf) ||
           std::any_of(city.routes.begin(), city.routes.end(), isOf);
}

/// The edition that a layer of stops or lines is: the one in force where it is the same file; otherwise a next edition
/// of the source whose file is called alike, its publisher kept, or a new source.
SourceEdition editionOfLayer(const ImportFile& file, const std::string& sha256, std::optional<int> year,
                             const Snapshot& city)
{
    const std::string fileName = file.path.substr(file.path.find_last_of('/') + 1);
    const auto known = std::find_if(city.sources.begin(), city.sources.end(), [&](const SourceEdition& source) {
        if (!file.choices.sourceId.empty())
            return source.sourceId == file.choices.sourceId;
        return stemWithoutYear(source.fileName) == stemWithoutYear(fileName) && isOfTransport(source, city);
    });
    if (known != city.sources.end() && known->sha256 == sha256)
        return *known;
    SourceEdition edition;
    if (known != city.sources.end())
        edition = *known;
    else
        edition.sourceId = freeSourceId(city, slugOf(stemWithoutYear(fileName), "layer"));
    const std::string stem = fileName.substr(0, fileName.find_last_of('.'));
    edition.title = {stem, stem};
    edition.asOf = year ? std::to_string(*year) : std::string();
    edition.fileName = fileName;
    edition.sha256 = sha256;
    return edition;
}

/// The year at the end of a file's name: bus_stops_2010.shp.
std::optional<int> yearOfName(const std::string& path)
{
    const std::string stem = path.substr(0, path.find_last_of('.'));
    const auto last = stem.find_last_of("_-");
    const auto year = last == std::string::npos ? std::nullopt : parseNumber(stem.substr(last + 1));
    return year && *year >= 1900 && *year < 2200 ? std::optional(static_cast<int>(*year)) : std::nullopt;
}

/// The lines that the city knows as community taxis.
std::set<std::string> taxiLinesOf(const Snapshot& city)
{
    std::set<std::string> taxis, buses;
    for (const Route& route : city.routes)
        (route.kind == RouteKind::Taxi ? taxis : buses).insert(route.lines.begin(), route.lines.end());
    for (const std::string& line : buses)
        taxis.erase(line);
    return taxis;
}

Result<TakenSet> takeTransportFile(const ImportFile& file, const Snapshot& city)
{
    TakenSet taken;
    FilePreview& preview = taken.preview;
    preview.path = file.path;
    tellTarget("transport", {"停留所・駅・路線のレイヤー", "Layer of stops, stations or lines"}, preview);
    const auto sha256 = sha256OfFile(file.path);
    if (!sha256)
        return tl::unexpected(sha256.error());
    const std::optional<int> year = file.choices.year ? file.choices.year : yearOfName(file.path);
    TransportSource source{file.path, editionOfLayer(file, *sha256, year, city), 0, taxiLinesOf(city)};
    preview.year = describeYear(year, file.choices.year ? ImportOrigin::Chosen : ImportOrigin::Detected, city);
    preview.edition = source.edition;
    if (!year) {
        preview.whyNot = Message{"imports.no_year", {}};
        return taken;
    }
    source.dataYear = *year;
    const auto layer = readTransportLayer(source, DistrictLocator(city.districts), preview.diagnostics);
    if (!layer)
        return tl::unexpected(layer.error());
    auto next = std::make_shared<Snapshot>(city);
    const TransportChanges changes = takeTransport(*next, layer->routes, layer->stops, layer->edition);
    const bool isSame = *next == city;
    std::optional<SourceEdition> before;
    if (const SourceEdition* known = findSource(city, layer->edition.sourceId))
        before = *known;
    tellEdition(layer->edition, before, isSame, city, preview);
    if (!layer->routes.empty()) {  // a line lies in many districts: none of them is looked for
        preview.recordCount = static_cast<std::int64_t>(layer->routes.size());
        preview.reconciliation = {preview.recordCount, 0, 0, preview.recordCount};
    }
    tellItems(changes.routes, preview);
    tellItems(changes.stops, preview);
    if (!isSame)
        taken.next = std::move(next);
    return taken;
}

/// Whether it is a layer whose fields are those of stops or lines.
bool isTransport(const std::string& path)
{
    if (isTableFile(path))
        return false;
    const auto layer = LayerSource::openFirst(path, {});
    return layer && transportColumnsOf(layer->fields());
}

}  // namespace

bool isSet(const ImportFile& file)
{
    return !file.path.empty() && !file.choices.target &&
           (isFeed(file.path) || isAreasTable(file.path) || isTransport(file.path));
}

Result<TakenSet> takeSet(const ImportFile& file, const Snapshot& city)
{
    if (isFeed(file.path))
        return takeFeedFile(file, city);
    return isTransport(file.path) ? takeTransportFile(file, city) : takeAreasFile(file, city);
}

}  // namespace chiiki::imports
