#include "core/store/content_hash.h"

#include "core/store/plugin_rows.h"
#include "core/store/row_pack.h"
#include "core/text/hash.h"

namespace chiiki {
namespace {

using namespace store;

/// Hashes in parts, so that a large city is not held in memory a second time: the hash is that of the parts' hashes.
class ContentHash {
public:
    void add(std::span<const Cell> cells)
    {
        bytes_ += keyBytes(cells);
        bytes_ += '\n';
        if (bytes_.size() >= partBytes)
            close();
    }
    void add(std::string text)
    {
        const Row name{std::move(text)};
        add(name);
    }
    std::string finished()
    {
        close();
        return sha256OfBytes(parts_);
    }

private:
    static constexpr std::size_t partBytes = std::size_t{4} << 20;

    void close()
    {
        parts_ += sha256OfBytes(bytes_);
        bytes_.clear();
    }

    std::string bytes_;
    std::string parts_;
};

}  // namespace

std::string contentHash(const Snapshot& snapshot)
{
    ContentHash hash;
    hash.add(snapshot.asOf);
    RowLists(snapshot).forEach([&]<typename T>(std::span<const T> rows) {
        hash.add(std::string(Table<T>::name));
        Row cells;
        for (const T& row : rows) {
            if constexpr (std::is_same_v<T, Setting>)
                if (row.key.starts_with(settingPrefix))
                    continue;
            putCells(row, cells);
            hash.add(cells);
        }
    });
    for (const PluginTable& table : snapshot.pluginTables) {
        hash.add(table.pluginId + "__" + table.tableId);
        for (const PluginRow& row : table.rows)
            hash.add(cellsOf(table, row, table.columns));
    }
    return hash.finished();
}

}  // namespace chiiki
