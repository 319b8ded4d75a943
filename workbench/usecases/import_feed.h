#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/diagnostics.h"
#include "core/io/gtfs.h"
#include "core/store/workspace.h"

namespace chiiki {

struct ImportFeedRequest {
    std::string feed;  // folder or ZIP of a transit feed (isFeed)
    ChangeStamp stamp;
    bool isPreview = false;     // compare alone, change nothing
    std::string sourceId = {};  // empty = by the publisher, the same for each edition of its feed
    std::string licence = {};   // a feed does not say it
    std::string credit = {};    // the line to print, as the publisher asks; empty = publisher and format
};

/// A route or stop that an edition changes, by its id in the workspace and its name.
struct FeedItem {
    std::string id;
    std::string name;

    bool operator==(const FeedItem&) const = default;
};

/// What an edition changes in the routes or in the stops.
struct FeedItemChanges {
    std::vector<FeedItem> added;
    std::vector<FeedItem> changed;
    std::vector<FeedItem> removed;  // of the edition before
    int same = 0;
};

/// What an edition changes in the routes and stops of a city.
struct TransportChanges {
    FeedItemChanges routes;
    FeedItemChanges stops;
};

/// Puts the routes and stops of `edition` in the place of those of the same source; what other sources say stays.
TransportChanges takeTransport(Snapshot& city, const std::vector<Route>& routes, const std::vector<Stop>& stops,
                               const SourceEdition& edition);

/// What a feed brings to a workspace and what it found.
struct FeedComparison {
    SourceEdition edition;                // of the feed, with the reconciliation of its stops
    std::optional<SourceEdition> before;  // the edition that it replaces
    bool isSame = false;                  // the workspace holds exactly this already: nothing is written
    FeedItemChanges routes;
    FeedItemChanges stops;
    std::vector<GtfsTable> tables;        // rows read and set aside of each file
    std::vector<std::string> otherFiles;  // that were not looked at
    Diagnostics setAside;                 // and remarks, with file, line and field
    int stopsWithKana = 0;                // of all stops, those that the feed gives a reading
    int stopsInEnglish = 0;
    int areas = 0;         // of demand-responsive service
    SnapshotPtr snapshot;  // afterwards; of a preview: as it is
};

/// Whether the path is a transit feed: a folder or ZIP with stops.txt and routes.txt.
bool isFeed(const std::string& path);

/// What the feed would bring to a city, and the city with it; `next` is left alone where it is the same. Errors: those
/// of readGtfs.
Result<FeedComparison> takeFeed(const Snapshot& city, const ImportFeedRequest& request, Snapshot& next);

/// Takes the routes and stops of a transit feed into a workspace in the place of its edition before, as one journal
/// step: all or nothing. Everything else stays, the lines of other sources too. The same feed again writes nothing.
/// Errors: those of readGtfs and Workspace.
Result<FeedComparison> importFeed(Workspace& workspace, const ImportFeedRequest& request);
/// The same in the file at `path`; a preview opens it for reading alone.
Result<FeedComparison> importFeed(const std::string& path, const ImportFeedRequest& request);

/// What was (or would be) done, table by table, the reconciliation line and what is wrong with the feed.
std::string feedText(const FeedComparison& comparison, bool isPreview, Language language);

/// {"api":1,"preview","same","routes","stops","tables","reconciliation","set_aside","sources"}
std::string feedJson(const FeedComparison& comparison, bool isPreview, Language language);

}  // namespace chiiki
