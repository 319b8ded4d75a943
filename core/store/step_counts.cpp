#include "core/store/step_counts.h"

#include <map>
#include <set>

#include <nlohmann/json.hpp>

#include "core/store/cells.h"
#include "core/store/plugin_rows.h"

namespace chiiki {
namespace {

using nlohmann::json;
using namespace store;

std::map<std::string, std::vector<std::string>> keysOfTables()
{
    std::map<std::string, std::vector<std::string>> keys;
    const Snapshot none;
    RowLists(none).forEach([&]<typename T>(std::span<const T>) {
        for (std::size_t i = 0; i < Table<T>::keys; ++i)
            keys[Table<T>::name].emplace_back(columnsOf<T>()[i].name);
    });
    return keys;
}

/// The keys of the rows of one table; of a plugin's, those of every such table.
std::set<std::string> keysIn(const json& rows, const std::string& table)
{
    static const auto known = keysOfTables();
    static const std::vector<std::string> ofPlugins{"row_uid", "source_id"};
    const auto found = known.find(table);
    const std::vector<std::string>& columns = found == known.end() ? ofPlugins : found->second;
    std::set<std::string> keys;
    for (const json& row : rows) {
        std::string key;
        for (const std::string& column : columns)
            key += row.value(column, json()).dump() + "\n";
        keys.insert(key);
    }
    return keys;
}

}  // namespace

Result<std::vector<BulkChange>> rowCountsOf(const JournalEntry& entry)
{
    std::map<std::string, std::array<std::set<std::string>, 2>> sides;
    try {
        const std::string* const texts[] = {&entry.before, &entry.after};
        for (std::size_t side = 0; side < 2; ++side) {
            if (texts[side]->empty())
                continue;
            const json tables = json::parse(*texts[side]);
            for (const auto& [table, rows] : tables.items())
                sides[table][side] = keysIn(rows, table);
        }
    } catch (const json::exception&) {
        return fail(ErrorKind::BadFormat, {"store.bad_step", {std::to_string(entry.id)}});
    }
    std::vector<BulkChange> counts;
    for (const auto& [table, keys] : sides) {
        BulkChange& count = counts.emplace_back();
        count.table = table;
        for (const std::string& key : keys[0])
            ++(keys[1].contains(key) ? count.changed : count.removed);
        for (const std::string& key : keys[1])
            count.added += !keys[0].contains(key);
    }
    counts.insert(counts.end(), entry.bulk.begin(), entry.bulk.end());
    return counts;
}

}  // namespace chiiki
