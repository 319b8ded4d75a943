#include "core/store/changes.h"

#include <algorithm>
#include <limits>
#include <unordered_map>

#include <sqlite3.h>

#include "core/store/given_rows.h"
#include "core/store/plugin_changes.h"
#include "core/store/tables.h"

namespace chiiki::store {
namespace {

using nlohmann::json;

/// Which rows of a list are others in the next one, by their places. Nearly all rows stay as they are and where they
/// are; only the others are worth encoding.
struct Pairing {
    std::vector<std::size_t> removed;                          // in the present list
    std::vector<std::pair<std::size_t, std::size_t>> changed;  // in the present and in the next
    std::vector<std::size_t> added;                            // in the next

    std::size_t size() const { return removed.size() + changed.size() + added.size(); }
};

template <typename T>
std::string keyOfItem(const T& item)
{
    return keyBytes(keyCellsOf(item));
}

template <typename T>
Pairing pairingOf(std::span<const T> current, std::span<const T> next)
{
    const std::size_t shorter = std::min(current.size(), next.size());
    std::size_t first = 0;
    while (first < shorter && current[first] == next[first])
        ++first;
    std::size_t last = 0;
    while (last < shorter - first && current[current.size() - 1 - last] == next[next.size() - 1 - last])
        ++last;

    Pairing pairing;
    std::unordered_map<std::string, std::size_t> present;
    for (std::size_t i = first; i < current.size() - last; ++i)
        present.emplace(keyOfItem(current[i]), i);
    constexpr std::size_t taken = std::numeric_limits<std::size_t>::max();
    for (std::size_t i = first; i < next.size() - last; ++i) {
        const auto found = present.empty() ? present.end() : present.find(keyOfItem(next[i]));
        if (found == present.end()) {
            pairing.added.push_back(i);
            continue;
        }
        if (found->second == taken)
            throw SQLite::Exception(std::string("two rows of ") + Table<T>::name + " have the same key",
                                    SQLITE_CONSTRAINT);
        if (!(current[found->second] == next[i]))
            pairing.changed.emplace_back(found->second, i);
        found->second = taken;
    }
    for (const auto& [key, i] : present)
        if (i != taken)
            pairing.removed.push_back(i);
    std::sort(pairing.removed.begin(), pairing.removed.end());
    return pairing;
}

template <typename T>
void writeFew(Connection& connection, std::span<const T> current, std::span<const T> next, const Pairing& pairing,
              Difference& difference)
{
    constexpr std::size_t keys = Table<T>::keys;
    DifferingRows differing;
    const auto sidesOf = [&](const Row& row) -> RowSides& { return differing[keyOf(row, keys)]; };
    for (const std::size_t i : pairing.removed) {
        Row row = cellsOf(current[i]);
        sidesOf(row).before = row;
    }
    for (const auto& [i, j] : pairing.changed) {
        Row row = cellsOf(current[i]);
        sidesOf(row) = {row, cellsOf(next[j])};
    }
    for (const std::size_t i : pairing.added) {
        Row row = cellsOf(next[i]);
        RowSides& sides = sidesOf(row);
        if (sides.after)
            throw SQLite::Exception(std::string("two rows of ") + Table<T>::name + " have the same key",
                                    SQLITE_CONSTRAINT);
        sides.after = row;
    }
    writeRows(connection, Table<T>::name, columnsOf<T>(), keys, differing);
    noteRows(Table<T>::name, columnsOf<T>(), keys, differing, difference);
}

template <typename T>
void writeMany(Connection& connection, std::span<const T> current, std::span<const T> next, const Pairing& pairing,
               Difference& difference)
{
    constexpr std::size_t keys = Table<T>::keys;
    BulkWriter writer(connection, Table<T>::name, columnsOf<T>(), keys, next.size(), pairing.size());
    Row before, after;
    for (const std::size_t i : pairing.removed) {
        putCells(current[i], before);
        writer.removed(before);
    }
    const auto putBoth = [&](const std::pair<std::size_t, std::size_t>& places) {
        putCells(current[places.first], before);
        putCells(next[places.second], after);
    };
    for (const auto& places : pairing.changed) {
        putBoth(places);
        writer.willChange(changedColumns(before, after, keys));
    }
    for (const auto& places : pairing.changed) {
        putBoth(places);
        writer.changed(before, after);
    }
    for (const std::size_t i : pairing.added) {
        putCells(next[i], after);
        writer.added(after);
    }
    writer.finish(difference.packed, difference.bulk);
}

template <typename T>
void writeTable(Connection& connection, std::span<const T> current, std::span<const T> next, Difference& difference)
{
    const Pairing pairing = pairingOf(current, next);
    if (pairing.size() > bulkRows)
        writeMany(connection, current, next, pairing, difference);
    else if (pairing.size() > 0)
        writeFew(connection, current, next, pairing, difference);
}

template <typename T>
void restoreTable(std::vector<T>& items, const StoredDifference& difference)
{
    const std::span<const ColumnInfo> columns = columnsOf<T>();
    const RowsToTakeBack rows(difference, Table<T>::name, columns, Table<T>::keys);
    if (rows.isEmpty())
        return;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const std::string key = keyOfItem(items[i]);
        if (rows.leaves(key)) {
            const GivenRow* before = rows.before(key);
            if (!before)
                continue;
            items[i] = itemOf<T>(before->onto(cellsOf(items[i])));
        }
        if (kept != i)
            items[kept] = std::move(items[i]);
        ++kept;
    }
    items.resize(kept);
    items.reserve(kept + rows.returning().size());
    for (const Row& row : rows.returning())
        items.push_back(itemOf<T>(row));
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
    return !isEmpty() && bulk.empty() && isOfSettings(before) && isOfSettings(after);
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

Snapshot withRestored(Snapshot restored, const StoredDifference& difference)
{
    const RowLists lists(restored);
    std::vector<Setting> settings = lists.settings;
    std::vector<MeasureRow> measures = lists.measures;
    std::vector<PluginTableEntry> pluginTables = lists.pluginTables;
    try {
        restoreTable(settings, difference);
        restoreTable(restored.sources, difference);
        restoreTable(restored.districts, difference);
        restoreTable(restored.demandAreas, difference);
        restoreTable(restored.facilityKinds, difference);
        restoreTable(restored.facilities, difference);
        restoreTable(restored.routes, difference);
        restoreTable(restored.stops, difference);
        restoreTable(restored.taxiDistricts, difference);
        restoreTable(measures, difference);
        restoreTable(restored.indicators, difference);
        restoreTable(restored.values, difference);
        restoreTable(restored.findings, difference);
        restoreTable(pluginTables, difference);
        restorePluginTables(restored.pluginTables, pluginTables, difference);
    } catch (const json::exception& error) {
        throw BadRow("journal", error.what());
    }
    applyMeasures(std::move(measures), restored.measures);
    applySettings(settings, restored);
    sortByContract(restored);
    return restored;
}

}  // namespace chiiki::store
