#include <algorithm>

#include <nlohmann/json.hpp>

#include "workbench/usecases/export_builder.h"
#include "workbench/usecases/export_rows.h"

namespace chiiki::export_layers {
namespace {

using nlohmann::ordered_json;

Point pointOf(const ordered_json& position)
{
    return {position.at(0).get<double>(), position.at(1).get<double>()};
}

LineString lineOf(const ordered_json& positions)
{
    LineString line;
    for (const ordered_json& position : positions)
        line.push_back(pointOf(position));
    return line;
}

Polygon polygonOf(const ordered_json& rings)
{
    Polygon polygon;
    for (const ordered_json& ring : rings)
        polygon.rings.push_back(lineOf(ring));
    return polygon;
}

/// Several points of one feature become the first: rows of an exported layer have one place.
DataPlace placeOf(const ordered_json& geometry)
{
    if (!geometry.is_object())
        return {};
    const std::string type = geometry.at("type").get<std::string>();
    if (!geometry.contains("coordinates") || geometry["coordinates"].empty())
        return {};
    const ordered_json& coordinates = geometry["coordinates"];
    if (type == "Point")
        return pointOf(coordinates);
    if (type == "MultiPoint")
        return pointOf(coordinates.at(0));
    if (type == "LineString")
        return MultiLineString{lineOf(coordinates)};
    if (type == "Polygon")
        return MultiPolygon{polygonOf(coordinates)};
    if (type == "MultiLineString") {
        MultiLineString lines;
        for (const ordered_json& line : coordinates)
            lines.push_back(lineOf(line));
        return lines;
    }
    if (type == "MultiPolygon") {
        MultiPolygon area;
        for (const ordered_json& part : coordinates)
            area.push_back(polygonOf(part));
        return area;
    }
    return {};
}

DataLayer::Shape shapeOf(const std::vector<DataRow>& rows)
{
    std::size_t kind = 0;  // index of the variant; 0 = none so far
    for (const DataRow& row : rows) {
        if (row.place.index() == 0)
            continue;
        if (kind != 0 && kind != row.place.index())
            return DataLayer::Shape::Mixed;
        kind = row.place.index();
    }
    constexpr DataLayer::Shape shapes[] = {DataLayer::Shape::None, DataLayer::Shape::Points, DataLayer::Shape::Lines,
                                           DataLayer::Shape::Areas};
    return shapes[kind];
}

DataCell cellOf(const ordered_json& value)
{
    if (value.is_null())
        return {};
    if (value.is_number())
        return value.get<double>();
    if (value.is_boolean())
        return std::string(value.get<bool>() ? "true" : "false");
    return value.is_string() ? textCell(value.get<std::string>()) : textCell(value.dump());
}

std::size_t columnOf(DataLayer& layer, const std::string& id)
{
    for (std::size_t i = 0; i < layer.fields.size(); ++i)
        if (layer.fields[i].id == id)
            return i;
    layer.fields.push_back({id, {id, id}, DataField::Type::Number});
    return layer.fields.size() - 1;
}

}  // namespace

Result<DataLayer> drawn(const Manifest& plugin, const OverlayLayer& drawn)
{
    DataLayer layer =
        layerOf(plugin.id + "_" + drawn.id, titleWithin(plugin, {drawn.id, drawn.id}), DataLayer::Shape::None, {});
    try {
        const ordered_json answer = ordered_json::parse(drawn.geojson);
        const ordered_json features = answer.contains("features") ? answer["features"] : ordered_json::array({answer});
        for (const ordered_json& feature : features) {
            DataRow row;
            const bool isFeature = feature.contains("geometry");
            if (isFeature && feature.contains("properties") && feature["properties"].is_object())
                for (const auto& [id, value] : feature["properties"].items()) {
                    const std::size_t column = columnOf(layer, id);
                    row.cells.resize(std::max(row.cells.size(), column + 1));
                    row.cells[column] = cellOf(value);
                }
            row.place = placeOf(isFeature ? feature["geometry"] : feature);
            layer.rows.push_back(std::move(row));
        }
    } catch (const nlohmann::json::exception& error) {
        return fail(ErrorKind::BadFormat, {"base.json_wrong", {"1", error.what()}}, layer.name);
    }
    for (DataRow& row : layer.rows)
        row.cells.resize(layer.fields.size());
    // A column that holds a text anywhere is one of texts.
    for (std::size_t i = 0; i < layer.fields.size(); ++i)
        if (std::any_of(layer.rows.begin(), layer.rows.end(),
                        [i](const DataRow& row) { return std::holds_alternative<std::string>(row.cells[i]); })) {
            layer.fields[i].type = DataField::Type::Text;
            for (DataRow& row : layer.rows)
                if (const auto* number = std::get_if<double>(&row.cells[i]))
                    row.cells[i] = textOf(*number);
        }
    layer.shape = shapeOf(layer.rows);
    return layer;
}

}  // namespace chiiki::export_layers
