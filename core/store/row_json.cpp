#include "core/store/row_json.h"

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

using Ranks = std::vector<std::pair<std::int64_t, std::string>>;

Ranks ranksOf(const Key& key)
{
    Ranks ranks;
    for (const Cell& cell : key) {
        const auto* number = std::get_if<std::int64_t>(&cell);
        const auto* text = std::get_if<std::string>(&cell);
        ranks.emplace_back(number ? *number : 0, text ? *text : std::string());
    }
    return ranks;
}

}  // namespace

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

Key keyOf(const Row& row, std::size_t keys)
{
    return {row.begin(), row.begin() + static_cast<std::ptrdiff_t>(keys)};
}

bool KeyOrder::operator()(const Key& a, const Key& b) const
{
    return ranksOf(a) < ranksOf(b);
}

std::vector<std::size_t> changedColumns(const Row& before, const Row& after, std::size_t keys)
{
    std::vector<std::size_t> changed;
    for (std::size_t i = keys; i < before.size(); ++i)
        if (before[i] != after[i])
            changed.push_back(i);
    return changed;
}

}  // namespace chiiki::store
