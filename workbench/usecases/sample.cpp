#include "workbench/usecases/sample.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "core/io/plugin_files.h"
#include "core/store/workspace.h"

namespace chiiki {
namespace {

namespace fs = std::filesystem;

/// "grants.project.csv" -> {"grants", "project"}; empty where the name is of another form.
std::pair<std::string, std::string> partsOf(const fs::path& file)
{
    const std::string stem = file.stem().string();
    const std::size_t dot = stem.find('.');
    if (file.extension() != ".csv" || dot == std::string::npos)
        return {};
    return {stem.substr(0, dot), stem.substr(dot + 1)};
}

bool isSample(const PluginRow& row)
{
    return row.sourceId == sampleSource;
}

PluginTable& tableIn(Snapshot& snapshot, const PluginTable& like)
{
    for (PluginTable& table : snapshot.pluginTables)
        if (table.pluginId == like.pluginId && table.tableId == like.tableId)
            return table;
    return snapshot.pluginTables.emplace_back(PluginTable{like.pluginId, like.tableId, like.columns, {}});
}

SourceEdition sampleEdition()
{
    SourceEdition edition;
    edition.sourceId = sampleSource;
    edition.title = {"見本（作りもの）", "Sample (made up)"};
    edition.limits = {"見本の値は使い方を示すための作りもので、実際の値ではない",
                      "Sample values are made up to show the program; they are not real"};
    return edition;
}

/// Rows of a file in the columns of the table that the workspace has already.
void addRows(PluginTable& target, const PluginTable& read)
{
    for (const PluginColumn& column : read.columns) {
        if (columnIndex(target, column.id) >= 0)
            continue;
        target.columns.push_back(column);
        for (PluginRow& row : target.rows)
            row.values.emplace_back();
    }
    for (const PluginRow& given : read.rows) {
        PluginRow row = withColumns(given, read.columns, target.columns);
        row.uid = std::string(sampleSource) + "-" + given.uid;
        row.status = Status::Sample;
        row.sourceId = sampleSource;
        target.rows.push_back(std::move(row));
    }
}

}  // namespace

Result<SampleReport> addSample(const std::string& workspacePath, const std::string& folder,
                               const PluginSurroundings& surroundings, const ChangeStamp& stamp)
{
    auto workspace = Workspace::open(workspacePath, Access::ReadWrite, stamp);
    if (!workspace)
        return tl::unexpected(workspace.error());
    const auto current = workspace->snapshot();
    if (!current)
        return tl::unexpected(current.error());
    if (findSource(**current, sampleSource))
        return fail(ErrorKind::BadRequest, {"usecases.sample_there_already", {}}, workspacePath);

    std::set<fs::path> files;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error))
        if (!partsOf(entry.path()).first.empty())
            files.insert(entry.path());
    if (files.empty())
        return fail(ErrorKind::NotFound, {"usecases.no_sample_files", {}}, folder);

    SampleReport report;
    const std::vector<Plugin> plugins = findPlugins(surroundings.folders);
    Snapshot next = **current;
    for (const fs::path& file : files) {
        const auto [pluginId, tableId] = partsOf(file);
        const auto plugin = std::find_if(plugins.begin(), plugins.end(),
                                         [id = pluginId](const Plugin& p) { return p.id == id && !p.problem; });
        const TableSpec* declared = plugin == plugins.end() ? nullptr : findTable(plugin->manifest, tableId);
        if (!declared) {
            report.setAside.push_back(
                {file.filename().string(), 0, {}, {"usecases.sample_of_no_plugin", {pluginId, tableId}}});
            continue;
        }
        TableSpec spec = *declared;
        spec.file = file.filename().string();
        spec.sheet.clear();
        const auto read = readPluginFile(folder, pluginId, spec, **current, report.setAside);
        if (!read)
            return tl::unexpected(read.error());
        addRows(tableIn(next, read->table), read->table);
        report.tables.push_back({pluginId, tableId, static_cast<int>(read->table.rows.size())});
    }
    next.sources.push_back(sampleEdition());
    auto made = workspace->commit(next, {"usecases.sample_added", {std::to_string(report.tables.size())}}, stamp,
                                  std::string(sampleSource));
    if (!made)
        return tl::unexpected(made.error());
    report.snapshot = *std::move(made);
    return report;
}

Result<SampleReport> removeSample(const std::string& workspacePath, const ChangeStamp& stamp)
{
    auto workspace = Workspace::open(workspacePath, Access::ReadWrite, stamp);
    if (!workspace)
        return tl::unexpected(workspace.error());
    const auto current = workspace->snapshot();
    if (!current)
        return tl::unexpected(current.error());
    SampleReport report;
    Snapshot next = **current;
    for (PluginTable& table : next.pluginTables) {
        const auto gone = std::erase_if(table.rows, isSample);
        if (gone > 0)
            report.tables.push_back({table.pluginId, table.tableId, static_cast<int>(gone)});
    }
    std::erase_if(next.pluginTables, [](const PluginTable& table) { return table.rows.empty(); });
    const auto editions =
        std::erase_if(next.sources, [](const SourceEdition& s) { return s.sourceId == sampleSource; });
    if (report.tables.empty() && editions == 0)
        return fail(ErrorKind::NotFound, {"usecases.no_sample_rows", {}}, workspacePath);
    auto made = workspace->commit(next, {"usecases.sample_removed", {std::to_string(report.tables.size())}}, stamp);
    if (!made)
        return tl::unexpected(made.error());
    report.snapshot = *std::move(made);
    return report;
}

}  // namespace chiiki
