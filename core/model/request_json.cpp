#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <string_view>

#include <nlohmann/json.hpp>

#include "core/model/overlay_json.h"

namespace chiiki {
namespace {

using nlohmann::json;

constexpr std::string_view districtColumn = "district_code", yearColumn = "fiscal_year";

json cellJson(const FieldValue& cell)
{
    if (const auto* number = std::get_if<double>(&cell))
        return *number;
    if (const auto* text = std::get_if<std::string>(&cell))
        return *text;
    return nullptr;
}

json rowJson(const PluginTable& table, const PluginRow& row)
{
    json written = json::object();
    for (std::size_t i = 0; i < table.columns.size() && i < row.values.size(); ++i)
        written[table.columns[i].id] = cellJson(row.values[i]);
    written["row_uid"] = row.uid;
    written[std::string(districtColumn)] = row.districtCodes;
    written[std::string(yearColumn)] = row.fiscalYear ? json(*row.fiscalYear) : json();
    written["status"] = code(row.status);
    written["source_id"] = row.sourceId;
    written["citation"] = row.citation;
    written["source_row"] = row.sourceRow;
    written["placement"] = code(row.placement.rest);
    return written;
}

json tableColumnsJson(const PluginTable& table)
{
    json columns = json::array();
    for (const PluginColumn& column : table.columns)
        columns.push_back({{"id", column.id}, {"type", code(column.type)}});
    return columns;
}

/// Writes JSON as text: a city has ten thousand places, and to make a document of them takes longer than to compute
/// with them.
class JsonText {
public:
    explicit JsonText(std::string& text)
        : text_(text)
    {
    }

    void operator()(std::string_view value)
    {
        if (!std::all_of(value.begin(), value.end(), isPlain)) {
            text_ += json(value).dump(-1, ' ', false, json::error_handler_t::replace);
            return;
        }
        text_ += '"';
        text_ += value;
        text_ += '"';
    }
    void operator()(double value)
    {
        if (!std::isfinite(value)) {
            text_ += "null";
            return;
        }
        std::array<char, 32> digits{};
        text_.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr);
    }
    void operator()(int value) { text_ += std::to_string(value); }
    void operator()(Point point)
    {
        text_ += '[';
        (*this)(point.x);
        text_ += ',';
        (*this)(point.y);
        text_ += ']';
    }
    template <typename T>
    void operator()(const std::optional<T>& value)
    {
        if (value)
            (*this)(*value);
        else
            text_ += "null";
    }
    template <typename T>
    void operator()(const std::vector<T>& list)
    {
        text_ += '[';
        for (const T& one : list) {
            (*this)(one);
            text_ += ',';
        }
        close(']');
    }
    void operator()(const std::map<std::string, std::string>& texts)
    {
        text_ += '{';
        for (const auto& [key, value] : texts)
            pair(key, value);
        close('}');
    }
    void operator()(const OverlayRequest::DemandArea& area)
    {
        text_ += '{';
        pair("key", area.key);
        pair("district", area.districtCode);
        pair("lonlat", area.lonLat);
        pair("plane", area.plane);
        pair("people", area.people);
        pair("households", area.households);
        close('}');
    }
    void operator()(const OverlayRequest::Place& place)
    {
        text_ += '{';
        pair("id", place.id);
        pair("kind", place.kind);
        pair("name", place.name);
        pair("district", place.districtCode);
        pair("lonlat", place.lonLat);
        pair("plane", place.plane);
        pair("capacity", place.capacity);
        pair("attributes", place.attributes);
        pair("source_id", place.sourceId);
        close('}');
    }
    void operator()(const OverlayRequest::Line& line)
    {
        text_ += '{';
        pair("id", line.id);
        pair("kind", line.kind);
        pair("lines", line.lines);
        pair("lonlat", line.lonLat);
        pair("plane", line.plane);
        pair("data_year", line.dataYear);
        close('}');
    }

    template <typename T>
    void pair(std::string_view key, const T& value)
    {
        (*this)(key);
        text_ += ':';
        (*this)(value);
        text_ += ',';
    }
    /// In place of the comma after the last one.
    void close(char bracket)
    {
        if (text_.back() == ',')
            text_.back() = bracket;
        else
            text_ += bracket;
    }

private:
    /// Needs no escape: so are codes, ids and keys, which are most of it.
    static bool isPlain(char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; }

    std::string& text_;
};

json valueJson(const IndicatorValue& value)
{
    json written = {{"district", value.districtCode.empty() ? "city" : value.districtCode},
                    {"year", value.year.year},
                    {"series", code(value.series)},
                    {"status", code(value.value.status)}};
    if (const auto number = value.value.number())
        written["value"] = *number;
    else
        written["absent"] = code(value.value.absence());
    return written;
}

}  // namespace

std::string requestJson(const OverlayRequest& request)
{
    json written = {{"api", request.api},
                    {"overlay", request.overlay},
                    {"locale", request.locale},
                    {"as_of", request.asOf},
                    {"years", request.years},
                    {"data_year", request.dataYear},
                    {"parameters", request.parameters},
                    {"districts", json::array()},
                    {"tables", json::object()},
                    {"columns", json::object()}};
    for (const auto& d : request.districts)
        written["districts"].push_back({{"code", d.code},
                                        {"name", d.name},
                                        {"area_km2", d.areaKm2},  // NaN: null
                                        {"people", d.people},
                                        {"households", d.households}});
    for (const PluginTable& table : request.tables) {
        json rows = json::array();
        for (const PluginRow& row : table.rows)
            rows.push_back(rowJson(table, row));
        written["tables"][table.tableId] = std::move(rows);
        written["columns"][table.tableId] = tableColumnsJson(table);
    }
    for (const IndicatorValue& value : request.others)
        written["others"][value.indicatorId].push_back(valueJson(value));
    std::string text = written.dump(-1, ' ', false, json::error_handler_t::replace);
    text.back() = ',';
    JsonText more(text);
    if (!request.demandAreas.empty())
        more.pair("demand_areas", request.demandAreas);
    if (!request.facilities.empty())
        more.pair("facilities", request.facilities);
    if (!request.routes.empty())
        more.pair("routes", request.routes);
    more.close('}');
    return text;
}

}  // namespace chiiki
