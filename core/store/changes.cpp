#include "core/store/changes.h"

#include <map>
#include <sqlite3.h>

#include "core/store/tables.h"

namespace chiiki::store {
namespace {

using nlohmann::json;

json pointJson(const Point& p)
{
    return json::array({p.x, p.y});
}

Point pointOf(const json& pair)
{
    return {pair.at(0).get<double>(), pair.at(1).get<double>()};
}

json lineJson(const std::vector<Point>& points)
{
    json line = json::array();
    for (const Point& p : points)
        line.push_back(pointJson(p));
    return line;
}

std::vector<Point> lineOf(const json& line)
{
    std::vector<Point> points;
    for (const json& pair : line)
        points.push_back(pointOf(pair));
    return points;
}

json geometryJson(GeometryKind kind, const Blob& blob)
{
    const auto bytes = std::as_bytes(std::span(blob.bytes));
    json coordinates = json::array();
    switch (kind) {
    case GeometryKind::Point: {
        Point place;
        decodeGeometry(bytes, place);
        return pointJson(place);
    }
    case GeometryKind::MultiPolygon: {
        MultiPolygon area;
        decodeGeometry(bytes, area);
        for (const Polygon& part : area) {
            json rings = json::array();
            for (const Ring& ring : part.rings)
                rings.push_back(lineJson(ring));
            coordinates.push_back(std::move(rings));
        }
        return coordinates;
    }
    case GeometryKind::MultiLineString: {
        MultiLineString lines;
        decodeGeometry(bytes, lines);
        for (const LineString& line : lines)
            coordinates.push_back(lineJson(line));
        return coordinates;
    }
    case GeometryKind::None:
        break;
    }
    return nullptr;
}

Blob geometryBlob(GeometryKind kind, const json& coordinates)
{
    switch (kind) {
    case GeometryKind::Point:
        return {encodeGeometry(pointOf(coordinates))};
    case GeometryKind::MultiPolygon: {
        MultiPolygon area;
        for (const json& rings : coordinates) {
            Polygon& part = area.emplace_back();
            for (const json& ring : rings)
                part.rings.push_back(lineOf(ring));
        }
        return {encodeGeometry(area)};
    }
    case GeometryKind::MultiLineString: {
        MultiLineString lines;
        for (const json& line : coordinates)
            lines.push_back(lineOf(line));
        return {encodeGeometry(lines)};
    }
    case GeometryKind::None:
        break;
    }
    return {};
}

json cellJson(const ColumnInfo& column, const Cell& cell)
{
    struct Teller {
        GeometryKind kind;
        json operator()(std::monostate) const { return nullptr; }
        json operator()(std::int64_t number) const { return number; }
        json operator()(double number) const { return number; }
        json operator()(const std::string& text) const { return text; }
        json operator()(const Blob& blob) const { return geometryJson(kind, blob); }
    };
    return std::visit(Teller{column.geometry}, cell);
}

Cell cellOf(const ColumnInfo& column, const json& value)
{
    if (value.is_null())
        return std::monostate();
    if (column.geometry != GeometryKind::None)
        return geometryBlob(column.geometry, value);
    if (value.is_number_integer())
        return value.get<std::int64_t>();
    if (value.is_number())
        return value.get<double>();
    return value.get<std::string>();
}

json wholeRowJson(std::span<const ColumnInfo> columns, const Row& row)
{
    json whole = json::object();
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (!std::holds_alternative<std::monostate>(row[i]))
            whole[columns[i].name] = cellJson(columns[i], row[i]);
    return whole;
}

json partOfRowJson(std::span<const ColumnInfo> columns, std::size_t keys, const Row& row,
                   const std::vector<std::size_t>& changed)
{
    json part = json::object();
    for (std::size_t i = 0; i < keys; ++i)
        part[columns[i].name] = cellJson(columns[i], row[i]);
    for (const std::size_t i : changed)
        part[columns[i].name] = cellJson(columns[i], row[i]);
    return part;
}

using Key = std::vector<Cell>;

template <typename T>
Key keyOf(const Row& row)
{
    return {row.begin(), row.begin() + static_cast<std::ptrdiff_t>(Table<T>::keys)};
}

/// Keys in an order of their own, so that the journal lists rows the same way on every machine.
struct KeyOrder {
    bool operator()(const Key& a, const Key& b) const { return rank(a) < rank(b); }

    static std::vector<std::pair<std::int64_t, std::string>> rank(const Key& key)
    {
        std::vector<std::pair<std::int64_t, std::string>> ranks;
        for (const Cell& cell : key) {
            const auto* number = std::get_if<std::int64_t>(&cell);
            const auto* text = std::get_if<std::string>(&cell);
            ranks.emplace_back(number ? *number : 0, text ? *text : std::string());
        }
        return ranks;
    }
};

template <typename T>
void writeTable(Connection& connection, std::span<const T> current, std::span<const T> next, Difference& difference)
{
    struct Sides {
        std::optional<Row> before;
        std::optional<Row> after;
    };
    // Nearly all rows stay as they are and where they are; only the others are worth encoding.
    std::map<Key, Sides, KeyOrder> differing;
    const auto staysAsIs = [&](std::size_t i) {
        return i < current.size() && i < next.size() && current[i] == next[i];
    };
    for (std::size_t i = 0; i < current.size(); ++i) {
        if (!staysAsIs(i)) {
            Row row = cellsOf(current[i]);
            differing[keyOf<T>(row)].before = std::move(row);
        }
    }
    for (std::size_t i = 0; i < next.size(); ++i) {
        if (!staysAsIs(i)) {
            Row row = cellsOf(next[i]);
            auto& after = differing[keyOf<T>(row)].after;
            if (after)
                throw SQLite::Exception(std::string("two rows of ") + Table<T>::name + " have the same key",
                                        SQLITE_CONSTRAINT);
            after = std::move(row);
        }
    }

    const std::span<const ColumnInfo> columns = columnsOf<T>();
    constexpr const char* table = Table<T>::name;
    constexpr std::size_t keys = Table<T>::keys;
    json before = json::array();
    json after = json::array();
    for (const auto& [key, sides] : differing) {
        if (!sides.after) {
            deleteRow(connection, table, columns, keys, *sides.before);
            before.push_back(wholeRowJson(columns, *sides.before));
            continue;
        }
        if (!sides.before) {
            insertRow(connection, table, columns, *sides.after);
            after.push_back(wholeRowJson(columns, *sides.after));
            continue;
        }
        std::vector<std::size_t> changed;
        for (std::size_t i = keys; i < columns.size(); ++i)
            if ((*sides.before)[i] != (*sides.after)[i])
                changed.push_back(i);
        if (changed.empty())
            continue;
        updateRow(connection, table, columns, keys, *sides.after, changed);
        before.push_back(partOfRowJson(columns, keys, *sides.before, changed));
        after.push_back(partOfRowJson(columns, keys, *sides.after, changed));
    }
    if (!before.empty())
        difference.before[table] = std::move(before);
    if (!after.empty())
        difference.after[table] = std::move(after);
}

Row rowOf(std::span<const ColumnInfo> columns, const json& given, Row start)
{
    start.resize(columns.size());
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const auto found = given.find(columns[i].name);
        if (found != given.end())
            start[i] = cellOf(columns[i], *found);
    }
    return start;
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
        byKey.emplace(keyOf<T>(cellsOf(item)), std::move(item));
    std::map<Key, T, KeyOrder> restored;
    for (const json& given : coming) {
        const Key key = keyOf<T>(rowOf(columns, given, {}));
        const auto present = byKey.find(key);
        restored.emplace(key,
                         itemOf<T>(rowOf(columns, given, present == byKey.end() ? Row() : cellsOf(present->second))));
    }
    for (const json& given : leaving)
        byKey.erase(keyOf<T>(rowOf(columns, given, {})));
    for (auto& [key, item] : restored)
        byKey.insert_or_assign(key, std::move(item));
    items.clear();
    for (auto& [key, item] : byKey)
        items.push_back(std::move(item));
}

}  // namespace

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
    return difference;
}

Snapshot withRestored(const Snapshot& current, const json& from, const json& to)
{
    Snapshot restored = current;
    std::vector<Setting> settings = RowLists(current).settings;
    std::vector<MeasureRow> measures = RowLists(current).measures;
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
    } catch (const json::exception& error) {
        throw BadRow("journal", error.what());
    }
    applyMeasures(std::move(measures), restored.measures);
    applySettings(settings, restored.city);
    sortByContract(restored);
    return restored;
}

}  // namespace chiiki::store
