#include "core/plugin/geojson_check.h"

#include <array>
#include <cmath>
#include <utility>

#include <nlohmann/json.hpp>

namespace chiiki {
namespace {

using nlohmann::json;

/// How deep the lists of positions are nested: 0 = one position.
constexpr std::array<std::pair<const char*, int>, 6> geometryTypes{
    {{"Point", 0}, {"MultiPoint", 1}, {"LineString", 1}, {"MultiLineString", 2}, {"Polygon", 2}, {"MultiPolygon", 3}}};

Error wrong(const std::string& pointer)
{
    return {ErrorKind::PluginRejected, {"plugin.answer_geojson", {}}, pointer};
}

std::optional<Error> faultOfPositions(const json& value, int depth, const std::string& pointer)
{
    if (!value.is_array())
        return wrong(pointer);
    if (depth > 0) {
        for (std::size_t i = 0; i < value.size(); ++i)
            if (auto fault = faultOfPositions(value[i], depth - 1, pointer + "/" + std::to_string(i)))
                return fault;
        return std::nullopt;
    }
    if (value.size() < 2 || !value[0].is_number() || !value[1].is_number() || std::abs(value[0].get<double>()) > 180 ||
        std::abs(value[1].get<double>()) > 90)
        return wrong(pointer);
    return std::nullopt;
}

const json* member(const json& object, const char* key)
{
    const auto found = object.find(key);
    return found == object.end() ? nullptr : &*found;
}

std::optional<Error> faultOf(const json& value, const std::string& pointer)
{
    const json* type = value.is_object() ? member(value, "type") : nullptr;
    if (!type || !type->is_string())
        return wrong(pointer);
    const bool isCollection = *type == "FeatureCollection";
    if (isCollection || *type == "GeometryCollection") {
        const char* key = isCollection ? "features" : "geometries";
        const json* members = member(value, key);
        if (!members || !members->is_array())
            return wrong(pointer + "/" + key);
        for (std::size_t i = 0; i < members->size(); ++i)
            if (auto fault = faultOf((*members)[i], pointer + "/" + key + "/" + std::to_string(i)))
                return fault;
        return std::nullopt;
    }
    if (*type == "Feature") {
        const json* geometry = member(value, "geometry");
        if (!geometry)
            return wrong(pointer + "/geometry");
        return geometry->is_null() ? std::nullopt : faultOf(*geometry, pointer + "/geometry");
    }
    for (const auto& [name, depth] : geometryTypes)
        if (*type == name) {
            const json* positions = member(value, "coordinates");
            return positions ? faultOfPositions(*positions, depth, pointer + "/coordinates")
                             : std::optional(wrong(pointer + "/coordinates"));
        }
    return wrong(pointer + "/type");
}

}  // namespace

std::optional<Error> faultOfGeojson(const std::string& geojson, const std::string& pointer)
{
    const json value = json::parse(geojson, nullptr, false);
    return value.is_discarded() ? std::optional(wrong(pointer)) : faultOf(value, pointer);
}

}  // namespace chiiki
