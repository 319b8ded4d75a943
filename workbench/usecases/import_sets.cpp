#include "workbench/usecases/import_sets.h"

#include "workbench/usecases/import_areas.h"
#include "workbench/usecases/import_editions.h"
#include "workbench/usecases/import_feed.h"
#include "workbench/usecases/import_rows.h"
#include "workbench/usecases/import_value_parts.h"

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

}  // namespace

bool isSet(const ImportFile& file)
{
    return !file.path.empty() && !file.choices.target && (isFeed(file.path) || isAreasTable(file.path));
}

Result<TakenSet> takeSet(const ImportFile& file, const Snapshot& city)
{
    return isFeed(file.path) ? takeFeedFile(file, city) : takeAreasFile(file, city);
}

}  // namespace chiiki::imports
