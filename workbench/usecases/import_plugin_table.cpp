#include "workbench/usecases/import_plugin_table.h"

#include <algorithm>

#include "core/plugin/registry.h"
#include "core/text/names.h"
#include "workbench/usecases/plugin_rows.h"

namespace chiiki::imports {
namespace {

bool isCalled(const FieldSpec& field, const std::string& heading)
{
    const std::string key = normalisedName(heading);
    if (key == normalisedName(field.id) || key == normalisedName(field.title.ja) ||
        key == normalisedName(field.title.en))
        return true;
    return std::any_of(field.also.begin(), field.also.end(),
                       [&](const std::string& name) { return normalisedName(name) == key; });
}

/// Columns that the host reads of every table.
bool isOfHost(const std::string& heading)
{
    const std::string key = normalisedName(heading);
    for (const std::string_view known : {"status", "source_id", "citation", "出典"})
        if (key == known)
            return true;
    return false;
}

PluginTarget match(const Plugin& plugin, const TableSpec& table, const std::vector<std::string>& headings)
{
    PluginTarget target{plugin.id, table.id, 0, true, true};
    std::size_t own = 0;
    for (const std::string& heading : headings) {
        const bool isKnown = std::any_of(table.fields.begin(), table.fields.end(),
                                         [&](const FieldSpec& field) { return isCalled(field, heading); });
        target.known += isKnown;
        own += isKnown || isOfHost(heading);
    }
    for (const FieldSpec& field : table.fields)
        if (field.isRequired && field.type != FieldType::Place &&
            std::none_of(headings.begin(), headings.end(),
                         [&](const std::string& heading) { return isCalled(field, heading); }))
            target.hasRequired = false;
    target.isWhole = target.hasRequired && target.known >= 3 && 10 * own >= 8 * headings.size() &&
                     2 * target.known >= table.fields.size();
    return target;
}

}  // namespace

std::vector<PluginTarget> matchingTables(const PluginSurroundings& surroundings,
                                         const std::vector<std::string>& headings, bool isOfAreas)
{
    std::vector<PluginTarget> targets;
    for (const Plugin& plugin : findPlugins(surroundings.folders)) {
        if (plugin.problem)
            continue;
        for (const TableSpec& table : plugin.manifest.tables) {
            const bool hasPlaces = std::any_of(table.fields.begin(), table.fields.end(),
                                               [](const FieldSpec& field) { return field.type == FieldType::Place; });
            if (isOfAreas && !hasPlaces)
                continue;
            PluginTarget target = match(plugin, table, headings);
            if (isOfAreas ? target.known >= 1 && target.hasRequired : target.known >= 2)
                targets.push_back(std::move(target));
        }
    }
    std::stable_sort(targets.begin(), targets.end(), [](const PluginTarget& a, const PluginTarget& b) {
        return std::pair(b.isWhole, b.known) < std::pair(a.isWhole, a.known);
    });
    return targets;
}

Result<void> takePluginTable(const PluginTableTake& take, FilePreview& preview, Snapshot& next)
{
    const std::vector<Plugin> plugins = findPlugins(take.surroundings.folders);
    const auto plugin = std::find_if(plugins.begin(), plugins.end(), [&](const Plugin& known) {
        return known.id == take.target.pluginId && !known.problem;
    });
    if (plugin == plugins.end())
        return fail(ErrorKind::NotFound, {"imports.no_such_plugin", {take.target.pluginId}}, take.file.path);
    if (take.file.path.empty()) {
        preview.whyNot = Message{"imports.pasted_into_table", {}};
        return {};
    }
    TakeFileRequest request;
    request.place = {{}, plugin->folder, plugin->manifest, take.target.tableId};
    request.file = take.file.path;
    request.layer = take.table.isLayer || !take.table.raw.sheets.empty() ? take.table.raw.sheet : std::string();
    request.epsg = take.epsg;
    auto plan = planTake(std::make_shared<const Snapshot>(next), request);
    if (!plan)
        return tl::unexpected(plan.error());
    const FileComparison& comparison = plan->comparison;
    preview.edition = comparison.edition;
    if (const SourceEdition* old = findSource(next, comparison.edition.sourceId)) {
        preview.comparison.inForce = *old;
        preview.comparison.isSameFile = old->sha256 == comparison.edition.sha256;
    }
    const auto put = [&](const std::vector<std::string>& uids, std::vector<ImportComparison::Change>& changes,
                         std::int64_t& count, bool isAfter) {
        for (const std::string& uid : uids)
            addChange(changes, count, {uid, uid, 0, isAfter ? std::string() : uid, isAfter ? uid : std::string()});
    };
    put(comparison.added, preview.comparison.added, preview.comparison.addedCount, true);
    put(comparison.changed, preview.comparison.changed, preview.comparison.changedCount, true);
    put(comparison.removed, preview.comparison.removed, preview.comparison.removedCount, false);
    preview.comparison.same = comparison.same;
    preview.diagnostics.insert(preview.diagnostics.end(), comparison.setAside.begin(), comparison.setAside.end());
    const Reconciliation& rows = comparison.edition.rows;
    std::int64_t taken = 0;
    for (const PluginTable& table : plan->next.pluginTables)
        if (table.pluginId == take.target.pluginId && table.tableId == take.target.tableId)
            for (const PluginRow& row : table.rows)
                taken += !isOwnRow(row);
    preview.inDistrict = static_cast<std::int64_t>(rows.districts);
    preview.outside = static_cast<std::int64_t>(rows.outside) + comparison.outsideCity;
    // A table without districts is of the city as a whole: its rows are all taken and none of them is looked for.
    const auto placedNowhere = static_cast<std::int64_t>(rows.unplaced);
    const bool isOfDistricts = rows.districts + rows.outside > 0;
    preview.reconciliation.unmatched = isOfDistricts ? std::min(placedNowhere, taken) : 0;
    preview.reconciliation.imported = taken - preview.reconciliation.unmatched + comparison.outsideCity;
    preview.reconciliation.excluded = preview.recordCount - taken - comparison.outsideCity;
    preview.reconciliation.source = preview.recordCount;
    next = std::move(plan->next);
    return {};
}

}  // namespace chiiki::imports
