#include "core/io/gtfs.h"

#include <algorithm>
#include <set>

#include "core/io/gtfs_parts.h"

namespace chiiki {
namespace {

/// The period of all services, where the feed does not say it itself.
void takePeriodOfServices(GtfsFeed& feed)
{
    bool isFirst = true;
    const auto include = [&](DayNumber start, DayNumber end) {
        feed.start = isFirst ? start : std::min(feed.start, start);
        feed.end = isFirst ? end : std::max(feed.end, end);
        isFirst = false;
    };
    for (const GtfsService& service : feed.services) {
        if (service.start <= service.end)
            include(service.start, service.end);
        if (!service.added.empty())
            include(service.added.front(), service.added.back());
    }
}

}  // namespace

GtfsFeed parseGtfs(const GtfsFiles& files, Diagnostics& diagnostics)
{
    GtfsFeed feed;
    feed.fileName = files.fileName;
    feed.sha256 = files.sha256;
    gtfs::Reading reading{files, feed, diagnostics};
    // Each table after those it names.
    gtfs::readFeedInfo(reading);
    gtfs::readAgencies(reading);
    gtfs::readStops(reading);
    gtfs::readAreas(reading);
    gtfs::readStopGroups(reading);
    gtfs::readServices(reading);
    gtfs::readRoutes(reading);
    gtfs::readJapaneseTables(reading);
    gtfs::readShapes(reading);
    gtfs::readTrips(reading);
    gtfs::readCalls(reading);
    gtfs::readFrequencies(reading);
    gtfs::readFares(reading);
    gtfs::readTransfers(reading);
    gtfs::readTranslations(reading);

    if (!files.bytes.contains("agency.txt"))
        diagnostics.push_back({"agency.txt", 0, {}, {"io.gtfs_file_missing", {"agency.txt"}}});
    // The Japanese standard asks for three files more than GTFS does.
    for (const char* name : {"feed_info.txt", "fare_attributes.txt", "translations.txt"})
        if (!files.bytes.contains(name))
            diagnostics.push_back({name, 0, {}, {"io.gtfs_jp_file_missing", {name}}});
    if (feed.publisher.empty() && !feed.agencies.empty())
        feed.publisher = feed.agencies.front().name;
    for (const GtfsAgency& agency : feed.agencies)
        if (agency.name == feed.publisher && feed.publisherEnglish.empty())
            feed.publisherEnglish = agency.english;
    if (feed.end < feed.start)
        takePeriodOfServices(feed);

    std::set<std::string> read;
    for (const GtfsTable& table : feed.tables)
        read.insert(table.file);
    for (const auto& [name, bytes] : files.bytes)
        if (!read.contains(name))
            feed.otherFiles.push_back(name);
    feed.otherFiles.insert(feed.otherFiles.end(), files.others.begin(), files.others.end());
    return feed;
}

Result<GtfsFeed> readGtfs(const std::string& path, Diagnostics& diagnostics)
{
    const auto files = readGtfsFiles(path);
    if (!files)
        return tl::unexpected(files.error());
    return parseGtfs(*files, diagnostics);
}

}  // namespace chiiki
