#include "core/store/changes.h"

#include <sqlite3.h>

#include "core/store/plugin_changes.h"
#include "core/store/row_json.h"
#include "core/store/tables.h"

namespace chiiki::store {
namespace {

using nlohmann::json;

template <typename T>
void writeTable(Connection& connection, std::span<const T> current, std::span<const T> next, Difference& difference)
{
    // Nearly all rows stay as they are and where they are; only the others are worth encoding.
    DifferingRows differing;
    const auto staysAsIs = [&](std::size_t i) {
        return i < current.size() && i < next.size() && current[i] == next[i];
    };
    constexpr std::size_t keys = Table<T>::keys;
    for (std::size_t i = 0; i < current.size(); ++i) {
        if (!staysAsIs(i)) {
            Row row = cellsOf(current[i]);
            differing[keyOf(row, keys)].before = std::move(row);
        }
    }
    for (std::size_t i = 0; i < next.size(); ++i) {
        if (!staysAsIs(i)) {
            Row row = cellsOf(next[i]);
            auto& after = differing[keyOf(row, keys)].after;
            if (after)
                throw SQLite::Exception(std::string("two rows of ") + Table<T>::name + " have the same key",
                                        SQLITE_CONSTRAINT);
            after = std::move(row);
        }
    }
    writeRows(connection, Table<T>::name, columnsOf<T>(), keys, differing);
    noteRows(Table<T>::name, columnsOf<T>(), keys, differing, difference);
}

template <typename T>
void restoreTable(std::vector<T>& items, const json& from, const json& to)
{
    static const json none = json::array();
    const auto rowsIn = [](const json& tables) -> const json& {
        const auto found = tables.find(Table<T>::name);
        return found == tables.end() ? none : *found;
    };
    const json& leaving = rowsIn(from);
    const json& coming = rowsIn(to);
    if (leaving.empty() && coming.empty())
        return;

    const std::span<const ColumnInfo> columns = columnsOf<T>();
    std::map<Key, T, KeyOrder> byKey;
    for (T& item : items)
        byKey.emplace(keyOf(cellsOf(item), Table<T>::keys), std::move(item));
    std::map<Key, T, KeyOrder> restored;
    for (const json& given : coming) {
        const Key key = keyOf(rowOf(columns, given, {}), Table<T>::keys);
        const auto present = byKey.find(key);
        restored.emplace(key,
                         itemOf<T>(rowOf(columns, given, present == byKey.end() ? Row() : cellsOf(present->second))));
    }
    for (const json& given : leaving)
        byKey.erase(keyOf(rowOf(columns, given, {}), Table<T>::keys));
    for (auto& [key, item] : restored)
        byKey.insert_or_assign(key, std::move(item));
    items.clear();
    for (auto& [key, item] : byKey)
        items.push_back(std::move(item));
}

}  // namespace

bool Difference::isOfSettingsAlone() const
{
    const auto isOfSettings = [](const json& tables) {
        for (const auto& [table, rows] : tables.items()) {
            if (table != Table<Setting>::name)
                return false;
            for (const json& row : rows)
                if (!row.at("key").get_ref<const std::string&>().starts_with(settingPrefix))
                    return false;
        }
        return true;
    };
    return !isEmpty() && isOfSettings(before) && isOfSettings(after);
}

void writeRows(Connection& connection, const char* table, std::span<const ColumnInfo> columns, std::size_t keys,
               const DifferingRows& differing)
{
    for (const auto& [key, sides] : differing) {
        if (!sides.after) {
            deleteRow(connection, table, columns, keys, *sides.before);
        } else if (!sides.before) {
            insertRow(connection, table, columns, *sides.after);
        } else if (const auto changed = changedColumns(*sides.before, *sides.after, keys); !changed.empty()) {
            updateRow(connection, table, columns, keys, *sides.after, changed);
        }
    }
}

void noteRows(const char* table, std::span<const ColumnInfo> columns, std::size_t keys, const DifferingRows& differing,
              Difference& difference)
{
    json before = json::array();
    json after = json::array();
    for (const auto& [key, sides] : differing) {
        if (!sides.after) {
            before.push_back(wholeRowJson(columns, *sides.before));
        } else if (!sides.before) {
            after.push_back(wholeRowJson(columns, *sides.after));
        } else if (const auto changed = changedColumns(*sides.before, *sides.after, keys); !changed.empty()) {
            before.push_back(partOfRowJson(columns, keys, *sides.before, changed));
            after.push_back(partOfRowJson(columns, keys, *sides.after, changed));
        }
    }
    if (!before.empty())
        difference.before[table] = std::move(before);
    if (!after.empty())
        difference.after[table] = std::move(after);
}

Difference writeDifferences(Connection& connection, const Snapshot& current, const Snapshot& next)
{
    connection.needSpatialFunctions();
    Difference difference;
    const RowLists now(current);
    const RowLists then(next);
    const auto write = [&]<typename T>(std::span<const T> a, std::span<const T> b) {
        writeTable<T>(connection, a, b, difference);
    };
    now.forEachBeside(then, write);
    writePluginDifferences(connection, current, next, difference);
    return difference;
}

Snapshot withRestored(const Snapshot& current, const json& from, const json& to)
{
    Snapshot restored = current;
    std::vector<Setting> settings = RowLists(current).settings;
    std::vector<MeasureRow> measures = RowLists(current).measures;
    std::vector<PluginTableEntry> pluginTables = RowLists(current).pluginTables;
    try {
        restoreTable(settings, from, to);
        restoreTable(restored.sources, from, to);
        restoreTable(restored.districts, from, to);
        restoreTable(restored.demandAreas, from, to);
        restoreTable(restored.facilityKinds, from, to);
        restoreTable(restored.facilities, from, to);
        restoreTable(restored.routes, from, to);
        restoreTable(restored.stops, from, to);
        restoreTable(restored.taxiDistricts, from, to);
        restoreTable(measures, from, to);
        restoreTable(restored.indicators, from, to);
        restoreTable(restored.values, from, to);
        restoreTable(restored.findings, from, to);
        restoreTable(pluginTables, from, to);
        restorePluginTables(restored.pluginTables, pluginTables, from, to);
    } catch (const json::exception& error) {
        throw BadRow("journal", error.what());
    }
    applyMeasures(std::move(measures), restored.measures);
    applySettings(settings, restored);
    sortByContract(restored);
    return restored;
}

}  // namespace chiiki::store
