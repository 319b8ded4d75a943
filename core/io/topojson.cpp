#include "core/io/topojson.h"

#include <cmath>
#include <cstdint>

#include <nlohmann/json.hpp>

#include "core/geo/topology.h"

namespace chiiki {
namespace {

using nlohmann::json;

std::int64_t onGrid(double degrees)
{
    return std::llround(degrees * topoQuantum);
}

void appendRing(std::string& text, const Topology::RingArcs& ring)
{
    text += '[';
    for (std::size_t i = 0; i < ring.size(); ++i)
        text += (i ? "," : "") + std::to_string(ring[i]);
    text += ']';
}

void appendPolygon(std::string& text, const Topology::PolygonArcs& polygon)
{
    text += '[';
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        if (i)
            text += ',';
        appendRing(text, polygon[i]);
    }
    text += ']';
}

void appendGeometry(std::string& text, const std::string& id, const std::vector<Topology::PolygonArcs>& polygons)
{
    const bool isMulti = polygons.size() != 1;
    text += R"({"type":")" + std::string(isMulti ? "MultiPolygon" : "Polygon") + R"(","id":)" + json(id).dump() +
            R"(,"arcs":)";
    if (isMulti) {
        text += '[';
        for (std::size_t i = 0; i < polygons.size(); ++i) {
            if (i)
                text += ',';
            appendPolygon(text, polygons[i]);
        }
        text += ']';
    } else {
        appendPolygon(text, polygons.front());
    }
    text += '}';
}

void appendArc(std::string& text, const LineString& arc)
{
    std::int64_t x = 0, y = 0;
    text += '[';
    for (std::size_t i = 0; i < arc.size(); ++i) {
        const std::int64_t nextX = onGrid(arc[i].x), nextY = onGrid(arc[i].y);
        text += (i ? ",[" : "[") + std::to_string(nextX - x) + "," + std::to_string(nextY - y) + "]";
        x = nextX;
        y = nextY;
    }
    text += ']';
}

}  // namespace

Point quantised(Point p)
{
    return {static_cast<double>(onGrid(p.x)) / topoQuantum, static_cast<double>(onGrid(p.y)) / topoQuantum};
}

MultiPolygon quantised(const MultiPolygon& area)
{
    MultiPolygon snapped;
    for (const Polygon& polygon : area) {
        Polygon kept;
        for (const Ring& ring : polygon.rings) {
            Ring points;
            for (const Point& p : ring)
                if (const Point q = quantised(p); points.empty() || points.back() != q)
                    points.push_back(q);
            if (points.size() >= 4)
                kept.rings.push_back(std::move(points));
            else if (kept.rings.empty())
                break;  // a shell smaller than the grid takes its holes with it
        }
        if (!kept.rings.empty())
            snapped.push_back(std::move(kept));
    }
    return snapped;
}

std::string topojsonText(const std::vector<TopoObject>& objects)
{
    std::vector<MultiPolygon> all;
    for (const TopoObject& object : objects)
        for (const MultiPolygon& area : object.areas)
            all.push_back(quantised(area));
    const Topology topology = topologyOf(all);

    std::string text = "{\"type\":\"Topology\",\"transform\":{\"scale\":[0.000001,0.000001],\"translate\":[0,0]},\n";
    text += "\"objects\":{\n";
    std::size_t areaIndex = 0;
    for (std::size_t o = 0; o < objects.size(); ++o) {
        text += json(objects[o].name).dump() + ":{\"type\":\"GeometryCollection\",\"geometries\":[\n";
        for (std::size_t i = 0; i < objects[o].ids.size(); ++i) {
            appendGeometry(text, objects[o].ids[i], topology.areas[areaIndex++]);
            text += i + 1 < objects[o].ids.size() ? ",\n" : "\n";
        }
        text += o + 1 < objects.size() ? "]},\n" : "]}\n";
    }
    text += "},\n\"arcs\":[\n";
    for (std::size_t i = 0; i < topology.arcs.size(); ++i) {
        appendArc(text, topology.arcs[i]);
        text += i + 1 < topology.arcs.size() ? ",\n" : "\n";
    }
    text += "]}\n";
    return text;
}

}  // namespace chiiki
