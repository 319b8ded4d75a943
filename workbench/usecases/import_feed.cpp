#include "workbench/usecases/import_feed.h"

#include <algorithm>
#include <map>

#include "core/geo/area_locator.h"
#include "core/io/gtfs_model.h"

namespace chiiki {
namespace {

std::string nameOf(const Route& route)
{
    std::string name;
    for (const std::string& line : route.lines)
        name += (name.empty() ? "" : ", ") + line;
    return name;
}

std::string nameOf(const Stop& stop)
{
    return stop.name;
}

bool saysTheSame(const Route& a, const Route& b)
{
    return a == b;
}

/// A row may move within its file.
bool saysTheSame(Stop a, const Stop& b)
{
    a.sourceRow = b.sourceRow;
    return a == b;
}

template <typename Item>
FeedItemChanges changesOf(const std::vector<Item>& before, const std::vector<Item>& after, const std::string& sourceId)
{
    FeedItemChanges changes;
    std::map<std::string_view, const Item*> present;
    for (const Item& item : before)
        if (item.sourceId == sourceId)
            present.emplace(item.id, &item);
    for (const Item& item : after) {
        const auto known = present.find(item.id);
        if (known == present.end()) {
            changes.added.push_back({item.id, nameOf(item)});
            continue;
        }
        if (saysTheSame(*known->second, item))
            ++changes.same;
        else
            changes.changed.push_back({item.id, nameOf(item)});
        present.erase(known);
    }
    for (const auto& [id, item] : present)
        changes.removed.push_back({item->id, nameOf(*item)});
    return changes;
}

template <typename Item>
void replace(std::vector<Item>& items, const std::vector<Item>& taken, const std::string& sourceId)
{
    std::erase_if(items, [&](const Item& item) { return item.sourceId == sourceId; });
    items.insert(items.end(), taken.begin(), taken.end());
    std::sort(items.begin(), items.end(), [](const Item& a, const Item& b) { return a.id < b.id; });
}

}  // namespace

TransportChanges takeTransport(Snapshot& city, const std::vector<Route>& routes, const std::vector<Stop>& stops,
                               const SourceEdition& edition)
{
    const std::string& sourceId = edition.sourceId;
    TransportChanges changes{changesOf(city.routes, routes, sourceId), changesOf(city.stops, stops, sourceId)};
    replace(city.routes, routes, sourceId);
    replace(city.stops, stops, sourceId);
    std::erase_if(city.sources, [&](const SourceEdition& known) { return known.sourceId == sourceId; });
    city.sources.push_back(edition);
    std::sort(city.sources.begin(), city.sources.end(),
              [](const SourceEdition& a, const SourceEdition& b) { return a.sourceId < b.sourceId; });
    return changes;
}

bool isFeed(const std::string& path)
{
    return isGtfsFeed(path);
}

Result<FeedComparison> takeFeed(const Snapshot& city, const ImportFeedRequest& request, Snapshot& next)
{
    FeedComparison comparison;
    const auto feed = readGtfs(request.feed, comparison.setAside);
    if (!feed)
        return tl::unexpected(feed.error());

    std::vector<MultiPolygon> outlines;
    for (const District& district : city.districts)
        outlines.push_back(district.outline);
    const std::string sourceId = request.sourceId.empty() ? gtfsSourceId(*feed) : request.sourceId;
    const GtfsPlaces places = placesOf(*feed, sourceId, city.districts, AreaLocator(outlines));

    comparison.edition = places.edition;
    if (!request.licence.empty())
        comparison.edition.licence = request.licence;
    if (!request.credit.empty())
        comparison.edition.credit = request.credit;
    if (const SourceEdition* before = findSource(city, sourceId))
        comparison.before = *before;
    Snapshot taken = city;
    TransportChanges changes = takeTransport(taken, places.routes, places.stops, comparison.edition);
    comparison.routes = std::move(changes.routes);
    comparison.stops = std::move(changes.stops);
    comparison.tables = feed->tables;
    comparison.otherFiles = feed->otherFiles;
    for (const GtfsStop& stop : feed->stops) {
        comparison.stopsWithKana += !stop.kana.empty();
        comparison.stopsInEnglish += !stop.english.empty();
    }
    comparison.areas = static_cast<int>(feed->areas.size());

    comparison.isSame = taken == city;
    if (!comparison.isSame)
        next = std::move(taken);
    return comparison;
}

Result<FeedComparison> importFeed(Workspace& workspace, const ImportFeedRequest& request)
{
    const auto snapshot = workspace.snapshot();
    if (!snapshot)
        return tl::unexpected(snapshot.error());
    Snapshot next;
    auto taken = takeFeed(**snapshot, request, next);
    if (!taken)
        return tl::unexpected(taken.error());
    FeedComparison comparison = *std::move(taken);
    comparison.snapshot = *snapshot;
    if (request.isPreview || comparison.isSame)
        return comparison;

    const auto count = [](const FeedItemChanges& changes) {
        return std::to_string(changes.added.size() + changes.changed.size() + changes.same);
    };
    const Message said{"usecases.feed_taken",
                       {comparison.edition.title.ja, count(comparison.routes), count(comparison.stops)}};
    const auto after = workspace.commit(next, said, request.stamp, comparison.edition.sourceId);
    if (!after)
        return tl::unexpected(after.error());
    comparison.snapshot = *after;
    return comparison;
}

Result<FeedComparison> importFeed(const std::string& path, const ImportFeedRequest& request)
{
    auto workspace = Workspace::open(path, request.isPreview ? Access::ReadOnly : Access::ReadWrite, request.stamp);
    if (!workspace)
        return tl::unexpected(workspace.error());
    return importFeed(*workspace, request);
}

}  // namespace chiiki
