#include <algorithm>
#include <filesystem>
#include <map>

#include "workbench/usecases/plugin_row_tables.h"

namespace chiiki {
namespace {

using namespace plugin_tables;

bool saysTheSame(const PluginTable& a, const PluginRow& rowA, const PluginTable& b, const PluginRow& rowB)
{
    PluginRow arranged = withColumns(rowB, b.columns, a.columns);
    arranged.sourceRow = rowA.sourceRow;  // a row may move within its file
    return arranged == rowA && std::all_of(b.columns.begin(), b.columns.end(), [&](const PluginColumn& column) {
               const auto at = static_cast<std::size_t>(columnIndex(b, column.id));
               return columnIndex(a, column.id) >= 0 || std::holds_alternative<std::monostate>(rowB.values[at]);
           });
}

void compareFiles(const PluginTable& before, const PluginTable& after, FileComparison& comparison)
{
    std::map<std::string_view, const PluginRow*> present;
    for (const PluginRow& row : before.rows)
        present.emplace(row.uid, &row);
    for (const PluginRow& row : after.rows) {
        const auto known = present.find(row.uid);
        if (known == present.end()) {
            comparison.added.push_back(row.uid);
            continue;
        }
        if (saysTheSame(before, *known->second, after, row))
            ++comparison.same;
        else
            comparison.changed.push_back(row.uid);
        present.erase(known);
    }
    for (const PluginRow& row : before.rows)
        if (present.contains(row.uid))
            comparison.removed.push_back(row.uid);
}

}  // namespace

Result<PlannedTake> planTake(const SnapshotPtr& snapshot, const TakeFileRequest& request)
{
    const PluginTablePlace& place = request.place;
    const auto table = tableOf(place);
    if (!table)
        return tl::unexpected(table.error());

    PlannedTake plan;
    FileComparison& comparison = plan.comparison;
    TableSpec spec = **table;
    std::string folder = place.folder;
    if (!request.file.empty()) {
        const std::filesystem::path path(request.file);
        folder = path.parent_path().string();
        spec.file = path.filename().string();
    }
    if (!request.layer.empty())
        spec.sheet = request.layer;
    auto file = readPluginFile(folder, place.manifest.id, spec, *snapshot, comparison.setAside, request.epsg);
    if (!file)
        return tl::unexpected(file.error());
    if (file->outsideCity > 0 && file->table.rows.empty() && comparison.setAside.empty())
        return fail(ErrorKind::BadRequest, {"rows.none_in_city", {std::to_string(file->outsideCity)}}, request.file);
    if (!request.credit.empty())
        file->edition.credit = request.credit;
    Diagnostics toldBefore;
    const bool isOwnFile = request.file.empty() && !isEditionTaken(*snapshot, place.manifest.id, place.table);
    const auto before = isOwnFile ? Result<PluginFile>(*file) : fileInForce(place, **table, *snapshot, toldBefore);
    if (!before)
        return tl::unexpected(before.error());
    comparison.edition = file->edition;
    comparison.unknownColumns = file->unknownColumns;
    comparison.outsideCity = file->outsideCity;
    compareFiles(before->table, file->table, comparison);
    if (const PluginTable* held = findPluginTable(*snapshot, place.manifest.id, place.table))
        comparison.own = static_cast<int>(std::count_if(held->rows.begin(), held->rows.end(), isOwnRow));
    comparison.snapshot = snapshot;

    plan.next = *snapshot;
    const auto target = tableFor(plan.next, place, file->table.columns);
    if (!target)
        return tl::unexpected(target.error());
    std::erase_if((*target)->rows, [](const PluginRow& row) { return !isOwnRow(row); });
    for (const PluginRow& row : file->table.rows) {
        PluginRow taken = withColumns(row, file->table.columns, (*target)->columns);
        // Those ids are the workspace's: a list of rows that was exported and comes back is a file.
        if (isOwnRow(taken))
            taken.sourceId = file->edition.sourceId;
        (*target)->rows.push_back(std::move(taken));
    }
    std::erase_if(plan.next.sources,
                  [&](const SourceEdition& edition) { return edition.sourceId == file->edition.sourceId; });
    plan.next.sources.push_back(file->edition);
    const auto count = [](const std::vector<std::string>& uids) { return std::to_string(uids.size()); };
    plan.said = {"rows.file_taken",
                 {place.manifest.id, titleOf(**table), file->edition.fileName, count(comparison.added),
                  count(comparison.changed), count(comparison.removed)}};
    return plan;
}

Result<FileComparison> takeFile(Workspace& workspace, const TakeFileRequest& request)
{
    const auto snapshot = workspace.snapshot();
    if (!snapshot)
        return tl::unexpected(snapshot.error());
    auto plan = planTake(*snapshot, request);
    if (!plan)
        return tl::unexpected(plan.error());
    if (request.isPreview)
        return std::move(plan->comparison);
    const auto after = workspace.commit(plan->next, plan->said, request.stamp, plan->comparison.edition.sourceId);
    if (!after)
        return tl::unexpected(after.error());
    plan->comparison.snapshot = *after;
    return std::move(plan->comparison);
}

Result<FileComparison> takeFile(const TakeFileRequest& request)
{
    // Before the lease is taken: a wrong name is no reason to wait for another writer.
    if (const auto table = tableOf(request.place); !table)
        return tl::unexpected(table.error());
    auto workspace = Workspace::open(request.place.workspace, request.isPreview ? Access::ReadOnly : Access::ReadWrite,
                                     request.stamp);
    if (!workspace)
        return tl::unexpected(workspace.error());
    return takeFile(*workspace, request);
}

}  // namespace chiiki
