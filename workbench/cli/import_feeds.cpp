#include "workbench/cli/import_feeds.h"

#include <algorithm>
#include <ostream>

#include "workbench/cli/options.h"
#include "workbench/usecases/import_areas.h"
#include "workbench/usecases/import_feed.h"

namespace chiiki::cli {
namespace {

int runFeed(Context& context, const FeedImportWords& words)
{
    ImportFeedRequest request;
    request.feed = words.files.front();
    request.stamp = ChangeStamp::now();
    request.isPreview = words.isPreview;
    request.sourceId = words.source;
    const auto done = importFeed(words.workspace, request);
    if (!done)
        return failed(context, done.error());
    return deliver(context, context.format == Format::Json ? feedJson(*done, words.isPreview, context.language)
                                                           : feedText(*done, words.isPreview, context.language));
}

int runAreas(Context& context, const FeedImportWords& words)
{
    ImportAreasRequest request;
    request.path = words.files.front();
    request.stamp = ChangeStamp::now();
    request.isPreview = words.isPreview;
    if (words.year)
        request.year = FiscalYear{*words.year};
    const auto done = importAreas(words.workspace, request);
    if (!done)
        return failed(context, done.error());
    return deliver(context, context.format == Format::Json ? areasJson(*done, words.isPreview, context.language)
                                                           : areasText(*done, words.isPreview, context.language));
}

}  // namespace

std::optional<int> runFeedImport(Context& context, const FeedImportWords& words)
{
    const auto isOne = [](const std::string& file) { return isFeed(file) || isAreasTable(file); };
    const auto found = std::find_if(words.files.begin(), words.files.end(), isOne);
    if (found == words.files.end())
        return std::nullopt;
    if (words.files.size() > 1)
        return std::nullopt;  // among other files: one of them
    return isFeed(*found) ? runFeed(context, words) : runAreas(context, words);
}

}  // namespace chiiki::cli
