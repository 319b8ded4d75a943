#include "core/io/geojson_writer.h"

#include <cmath>
#include <cstdint>

#include "core/text/number_text.h"

namespace chiiki {
namespace {

void append(std::string& text, Point point)
{
    text += "[" + shortestText(point.x) + "," + shortestText(point.y) + "]";
}

template <typename Items, typename Write>
void appendList(std::string& text, const Items& items, Write write)
{
    text += "[";
    bool isFirst = true;
    for (const auto& item : items) {
        if (!isFirst)
            text += ",";
        isFirst = false;
        write(item);
    }
    text += "]";
}

/// Twice the area, positive where the ring runs counter-clockwise. Taken from its first point: at 131 degrees the
/// products would lose the digits of a small ring.
double signedArea(const Ring& ring)
{
    double sum = 0;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const Point a = {ring[i].x - ring[0].x, ring[i].y - ring[0].y};
        const Point b = {ring[i + 1].x - ring[0].x, ring[i + 1].y - ring[0].y};
        sum += a.x * b.y - b.x * a.y;
    }
    return sum;
}

void append(std::string& text, const Polygon& polygon)
{
    bool isShell = true;
    appendList(text, polygon.rings, [&](const Ring& ring) {
        const bool isTurned = (signedArea(ring) > 0) != isShell;
        isShell = false;
        const Ring turned = isTurned ? Ring(ring.rbegin(), ring.rend()) : Ring();
        appendList(text, isTurned ? turned : ring, [&](Point point) { append(text, point); });
    });
}

void append(std::string& text, const DataPlace& place)
{
    if (const auto* point = std::get_if<Point>(&place)) {
        text += R"({"type":"Point","coordinates":)";
        append(text, *point);
    } else if (const auto* lines = std::get_if<MultiLineString>(&place)) {
        text += R"({"type":"MultiLineString","coordinates":)";
        appendList(text, *lines, [&](const LineString& line) {
            appendList(text, line, [&](Point vertex) { append(text, vertex); });
        });
    } else if (const auto* area = std::get_if<MultiPolygon>(&place)) {
        text += R"({"type":"MultiPolygon","coordinates":)";
        appendList(text, *area, [&](const Polygon& polygon) { append(text, polygon); });
    } else {
        text += "null";
        return;
    }
    text += "}";
}

std::string valueText(const DataCell& cell, DataField::Type type)
{
    if (const auto* number = std::get_if<double>(&cell)) {
        if (type == DataField::Type::YesNo)
            return *number != 0 ? "true" : "false";
        return std::isfinite(*number) ? shortestText(*number) : "null";
    }
    const auto* text = std::get_if<std::string>(&cell);
    return text ? nlohmann::json(*text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) : "null";
}

}  // namespace

std::string geoJsonText(const DataLayer& layer, const nlohmann::ordered_json& members)
{
    std::string text = "{\"type\":\"FeatureCollection\",\n";
    for (const auto& [name, value] : members.items())
        text += nlohmann::json(name).dump() + ":" + value.dump() + ",\n";
    text += "\"features\":[";
    bool isFirst = true;
    for (const DataRow& row : layer.rows) {
        text += isFirst ? "\n" : ",\n";
        isFirst = false;
        text += R"({"type":"Feature","properties":{)";
        for (std::size_t i = 0; i < layer.fields.size(); ++i) {
            if (i > 0)
                text += ",";
            text += nlohmann::json(layer.fields[i].id).dump() + ":" + valueText(row.cells[i], layer.fields[i].type);
        }
        text += R"(},"geometry":)";
        append(text, row.place);
        text += "}";
    }
    text += "\n]}\n";
    return text;
}

}  // namespace chiiki
