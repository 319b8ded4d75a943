#include "core/store/spatial_index.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <span>
#include <vector>

#include "core/store/tables.h"

namespace chiiki::store {
namespace {

constexpr std::int64_t rootNumber = 1;
constexpr std::size_t headerBytes = 4;  // depth and count
constexpr std::size_t cellBytes = 8 + 4 * sizeof(float);
// Not full, so that the first rows to come do not split every node.
constexpr double filled = 0.9;

// Of a geometry as SpatiaLite keeps it: two marks and the CRS stand before its extent.
constexpr std::size_t extentAt = 6;
constexpr std::size_t extentBytes = 4 * sizeof(double);

/// What a cell of a node holds: a row, or a node below.
struct Entry {
    std::int64_t number = 0;
    std::array<float, 4> box{};  // min x, max x, min y, max y
};

/// The tree keeps single precision; a box may grow by it, never shrink.
float atMost(double value)
{
    const auto rounded = static_cast<float>(value);
    return rounded <= value ? rounded : std::nextafter(rounded, -std::numeric_limits<float>::infinity());
}

float atLeast(double value)
{
    const auto rounded = static_cast<float>(value);
    return rounded >= value ? rounded : std::nextafter(rounded, std::numeric_limits<float>::infinity());
}

Entry entryOf(std::int64_t uid, const char* blob)
{
    std::array<double, 4> extent;  // min x, min y, max x, max y
    std::memcpy(extent.data(), blob + extentAt, extentBytes);
    return {uid, {atMost(extent[0]), atLeast(extent[2]), atMost(extent[1]), atLeast(extent[3])}};
}

template <typename Number>
void putBigEndian(char* at, Number number)
{
    for (std::size_t i = 0; i < sizeof number; ++i)
        at[i] = static_cast<char>(number >> 8 * (sizeof number - 1 - i));
}

/// Cells that a node of so many bytes takes when it is filled as far as is wanted.
std::size_t capacityOf(std::size_t nodeBytes)
{
    const std::size_t cells = (nodeBytes - headerBytes) / cellBytes;
    return static_cast<std::size_t>(static_cast<double>(cells) * filled);
}

class TreeWriter {
public:
    TreeWriter(Connection& connection, const std::string& index)
        : nodeBytes_(static_cast<std::size_t>(
              connection.integer("SELECT length(data) FROM " + sqlName(index + "_node") + " WHERE nodeno = 1")))
        , capacity_(capacityOf(nodeBytes_))
        , node_(connection.db(), "INSERT INTO " + sqlName(index + "_node") + " (nodeno, data) VALUES (?, ?)")
        , parent_(connection.db(), "INSERT INTO " + sqlName(index + "_parent") + " (nodeno, parentnode) VALUES (?, ?)")
        , rowid_(connection.db(), "INSERT INTO " + sqlName(index + "_rowid") + " (rowid, nodeno) VALUES (?, ?)")
    {
        if (nodeBytes_ < headerBytes + 2 * cellBytes)
            throw SQLite::Exception("no spatial index " + index);
    }

    void write(std::vector<Entry> entries)
    {
        std::vector<std::pair<std::int64_t, std::int64_t>> nodeOfRow;
        int depth = 0;
        while (entries.size() > capacity_) {
            std::vector<Entry> above;
            for (const std::span<const Entry> group : tiles(entries)) {
                const std::int64_t number = ++lastNumber_;
                for (const Entry& entry : group)
                    if (depth == 0)
                        nodeOfRow.emplace_back(entry.number, number);
                    else
                        insert(parent_, entry.number, number);
                putNode(number, group, 0);
                above.push_back({number, boxOf(group)});
            }
            entries = std::move(above);
            ++depth;
        }
        for (const Entry& entry : entries)
            if (depth == 0)
                nodeOfRow.emplace_back(entry.number, rootNumber);
            else
                insert(parent_, entry.number, rootNumber);
        putNode(rootNumber, entries, depth);
        // In the order of the rows, so that each goes to the end of its table.
        std::sort(nodeOfRow.begin(), nodeOfRow.end());
        for (const auto& [row, node] : nodeOfRow)
            insert(rowid_, row, node);
    }

private:
    /// Slices from west to east, each cut from south to north: groups of nearly the same size, at most capacity_.
    std::vector<std::span<const Entry>> tiles(std::vector<Entry>& entries) const
    {
        const auto byMiddle = [](std::size_t axis) {
            return [axis](const Entry& a, const Entry& b) {
                const float left = a.box[2 * axis] + a.box[2 * axis + 1];
                const float right = b.box[2 * axis] + b.box[2 * axis + 1];
                return left != right ? left < right : a.number < b.number;
            };
        };
        const auto countOf = [&](std::size_t size) { return (size + capacity_ - 1) / capacity_; };
        const auto cutInto = [](std::span<Entry> all, std::size_t parts, auto&& use) {
            for (std::size_t i = 0; i < parts; ++i)
                use(all.subspan(all.size() * i / parts, all.size() * (i + 1) / parts - all.size() * i / parts));
        };
        const auto slices =
            static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(countOf(entries.size())))));
        std::sort(entries.begin(), entries.end(), byMiddle(0));
        std::vector<std::span<const Entry>> groups;
        cutInto(entries, slices, [&](std::span<Entry> slice) {
            std::sort(slice.begin(), slice.end(), byMiddle(1));
            cutInto(slice, countOf(slice.size()), [&](std::span<Entry> group) { groups.push_back(group); });
        });
        return groups;
    }

    static std::array<float, 4> boxOf(std::span<const Entry> group)
    {
        std::array<float, 4> box = group.front().box;
        for (const Entry& entry : group)
            for (std::size_t i = 0; i < 4; ++i)
                box[i] = i % 2 == 0 ? std::min(box[i], entry.box[i]) : std::max(box[i], entry.box[i]);
        return box;
    }

    void putNode(std::int64_t number, std::span<const Entry> entries, int depth)
    {
        std::string bytes(nodeBytes_, '\0');
        putBigEndian(bytes.data(), static_cast<std::uint16_t>(depth));
        putBigEndian(bytes.data() + 2, static_cast<std::uint16_t>(entries.size()));
        char* at = bytes.data() + headerBytes;
        for (const Entry& entry : entries) {
            putBigEndian(at, static_cast<std::uint64_t>(entry.number));
            at += 8;
            for (const float edge : entry.box) {
                putBigEndian(at, std::bit_cast<std::uint32_t>(edge));
                at += sizeof edge;
            }
        }
        node_.bind(1, number);
        node_.bind(2, bytes.data(), static_cast<int>(bytes.size()));
        node_.exec();
        node_.reset();
    }

    static void insert(SQLite::Statement& statement, std::int64_t key, std::int64_t value)
    {
        statement.bind(1, key);
        statement.bind(2, value);
        statement.exec();
        statement.reset();
    }

    const std::size_t nodeBytes_;
    const std::size_t capacity_;
    SQLite::Statement node_;
    SQLite::Statement parent_;
    SQLite::Statement rowid_;
    std::int64_t lastNumber_ = rootNumber;
};

std::vector<Entry> entriesOf(Connection& connection, const std::string& table, const std::string& column)
{
    std::vector<Entry> entries;
    SQLite::Statement rows(connection.db(), "SELECT uid, " + sqlName(column) + " FROM " + sqlName(table) + " WHERE " +
                                                sqlName(column) + " IS NOT NULL ORDER BY uid");
    while (rows.executeStep()) {
        const SQLite::Column geometry = rows.getColumn(1);
        if (geometry.getBytes() < static_cast<int>(extentAt + extentBytes))
            throw SQLite::Exception(std::string(table).append(" ").append(column).append(": no geometry"),
                                    SQLITE_CORRUPT);
        entries.push_back(entryOf(rows.getColumn(0).getInt64(), static_cast<const char*>(geometry.getBlob())));
    }
    return entries;
}

}  // namespace

void makeSpatialIndex(Connection& connection, const std::string& table, const std::string& column)
{
    const std::string index = "idx_" + table + "_" + column;
    TreeWriter tree(connection, index);
    std::vector<Entry> entries = entriesOf(connection, table, column);
    for (const char* part : {"_node", "_parent", "_rowid"})
        connection.db().exec("DELETE FROM " + sqlName(index + part));
    tree.write(std::move(entries));
}

}  // namespace chiiki::store
