#include "core/store/given_rows.h"

#include <algorithm>

namespace chiiki::store {
namespace {

using nlohmann::json;

using UseGiven = std::function<void(GivenRow)>;

std::vector<std::size_t> indicesOf(const std::vector<std::string>& names, std::span<const ColumnInfo> columns)
{
    std::vector<std::size_t> indices;
    for (const std::string& name : names) {
        const auto at =
            std::find_if(columns.begin(), columns.end(), [&](const ColumnInfo& column) { return column.name == name; });
        // Of a column that is no more: left out, as in JSON.
        indices.push_back(static_cast<std::size_t>(at - columns.begin()));
    }
    return indices;
}

void forEachGiven(const StoredDifference& difference, bool isAfter, const std::string& table,
                  std::span<const ColumnInfo> columns, const UseGiven& use)
{
    const json& tables = isAfter ? difference.after : difference.before;
    if (const auto rows = tables.find(table); rows != tables.end()) {
        for (const json& row : *rows) {
            GivenRow given{rowOf(columns, row, {}), {}};
            for (std::size_t i = 0; i < columns.size(); ++i)
                if (row.contains(columns[i].name))
                    given.given.push_back(i);
            use(std::move(given));
        }
    }
    for (const PackedRows& packed : difference.packed) {
        if (packed.isAfter != isAfter || packed.table != table)
            continue;
        const std::vector<std::size_t> indices = indicesOf(packed.columns, columns);
        std::vector<std::size_t> known = indices;
        std::erase(known, columns.size());
        forEachPacked(packed, [&](std::span<const Cell> cells) {
            GivenRow given{Row(columns.size()), known};
            for (std::size_t i = 0; i < cells.size(); ++i)
                if (indices[i] < columns.size())
                    given.cells[indices[i]] = cells[i];
            use(std::move(given));
        });
    }
}

}  // namespace

Row GivenRow::onto(Row start) const
{
    start.resize(cells.size());
    for (const std::size_t i : given)
        start[i] = cells[i];
    return start;
}

RowsToTakeBack::RowsToTakeBack(const StoredDifference& difference, const std::string& table,
                               std::span<const ColumnInfo> columns, std::size_t keys)
{
    const auto keyIn = [&](const GivenRow& row) { return keyBytes(std::span(row.cells).first(keys)); };
    forEachGiven(difference, true, table, columns, [&](const GivenRow& row) { leaving_.insert(keyIn(row)); });
    forEachGiven(difference, false, table, columns, [&](GivenRow row) {
        std::string key = keyIn(row);
        // A row that only changed stands on both sides; one that stands before alone was taken away and is whole.
        if (leaving_.contains(key))
            changed_.emplace(std::move(key), std::move(row));
        else
            returning_.push_back(std::move(row.cells));
    });
}

const GivenRow* RowsToTakeBack::before(const std::string& key) const
{
    const auto found = changed_.find(key);
    return found == changed_.end() ? nullptr : &found->second;
}

}  // namespace chiiki::store
