#include "core/model/rows_in_force.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace chiiki {
namespace {

void addColumns(const std::vector<PluginColumn>& more, std::vector<PluginColumn>& columns)
{
    for (const PluginColumn& column : more)
        if (std::none_of(columns.begin(), columns.end(), [&](const PluginColumn& c) { return c.id == column.id; }))
            columns.push_back(column);
}

}  // namespace

bool isOwnRow(const PluginRow& row)
{
    return row.sourceId == enteredSource || row.sourceId == sampleSource;
}

PluginRow withColumns(const PluginRow& row, const std::vector<PluginColumn>& from, const std::vector<PluginColumn>& to)
{
    PluginRow arranged = row;
    arranged.values.clear();
    for (const PluginColumn& column : to) {
        const auto at =
            std::find_if(from.begin(), from.end(), [&](const PluginColumn& c) { return c.id == column.id; });
        const auto index = static_cast<std::size_t>(at - from.begin());
        arranged.values.push_back(index < row.values.size() ? row.values[index] : FieldValue());
    }
    return arranged;
}

PluginTable rowsInForce(const TableSpec& table, const PluginTable& file, const PluginTable& workspace)
{
    PluginTable inForce;
    inForce.pluginId = file.pluginId.empty() ? workspace.pluginId : file.pluginId;
    inForce.tableId = table.id;
    for (const FieldSpec& field : table.fields)
        inForce.columns.push_back({field.id, field.type});
    addColumns(file.columns, inForce.columns);
    addColumns(workspace.columns, inForce.columns);

    std::map<std::string_view, const PluginRow*> own;
    for (const PluginRow& row : workspace.rows) {
        if (!isOwnRow(row))
            continue;
        const auto [known, isNew] = own.emplace(row.uid, &row);
        if (!isNew && row.sourceId == enteredSource)
            known->second = &row;
    }
    const auto add = [&](const PluginRow& row, const std::vector<PluginColumn>& columns) {
        if (!row.isRemoved)
            inForce.rows.push_back(withColumns(row, columns, inForce.columns));
    };
    for (const PluginRow& row : file.rows) {
        const auto replacing = own.find(row.uid);
        if (replacing == own.end()) {
            add(row, file.columns);
            continue;
        }
        add(*replacing->second, workspace.columns);
        own.erase(replacing);
    }
    for (const auto& [uid, row] : own)
        add(*row, workspace.columns);
    return inForce;
}

PluginTable rowsTaken(const PluginTable& workspace)
{
    PluginTable taken = workspace;
    std::erase_if(taken.rows, isOwnRow);
    std::stable_sort(taken.rows.begin(), taken.rows.end(), [](const PluginRow& a, const PluginRow& b) {
        return std::tie(a.sourceRow, a.uid) < std::tie(b.sourceRow, b.uid);
    });
    return taken;
}

bool isEditionTaken(const Snapshot& snapshot, const std::string& pluginId, const std::string& tableId)
{
    return findSource(snapshot, pluginId + "." + tableId) != nullptr;
}

const PluginTable* findPluginTable(const Snapshot& snapshot, const std::string& pluginId, const std::string& tableId)
{
    const auto& tables = snapshot.pluginTables;
    const auto found = std::find_if(tables.begin(), tables.end(), [&](const PluginTable& table) {
        return table.pluginId == pluginId && table.tableId == tableId;
    });
    return found == tables.end() ? nullptr : &*found;
}

}  // namespace chiiki
