#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <iterator>
#include <limits>
#include <map>
#include <string_view>

#include <nlohmann/json.hpp>

#include "core/base/json_reader.h"
#include "core/model/overlay_json.h"
#include "core/model/request_json_keys.h"

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

/// Null stands for a number that is not known: the area of a district without an outline.
double readNumberOrNull(const JsonObject& object, std::string_view key)
{
    const auto place = object.require(key);
    if (!place || place->value().is_null())
        return std::numeric_limits<double>::quiet_NaN();
    return readNumber(*place, object.faults()).value_or(0);
}

std::string needText(const JsonObject& object, std::string_view key)
{
    const auto place = object.require(key);
    return place ? readText(*place, object.faults()).value_or("") : std::string();
}

int needInteger(const JsonObject& object, std::string_view key)
{
    const auto place = object.require(key);
    return place ? readInteger(*place, object.faults()).value_or(0) : 0;
}

Point readPoint(const JsonPlace& place, JsonFaults& faults)
{
    const json& value = place.value();
    if (value.is_array() && value.size() == 2 && value[0].is_number() && value[1].is_number())
        return {value[0].get<double>(), value[1].get<double>()};
    faults.add(place, {"plugin.not_a_point", {}});
    return {};
}

Point needPoint(const JsonObject& object, std::string_view key)
{
    const auto place = object.require(key);
    return place ? readPoint(*place, object.faults()) : Point{};
}

MultiLineString readLines(const JsonObject& object, std::string_view key)
{
    MultiLineString lines;
    for (const JsonPlace& part : object.list(key)) {
        if (!part.value().is_array()) {
            object.faults().add(part, {"base.json_not_list", {}});
            continue;
        }
        LineString& line = lines.emplace_back();
        for (std::size_t i = 0; i < part.value().size(); ++i)
            line.push_back(readPoint(JsonPlace(part, i, part.value()[i]), object.faults()));
    }
    return lines;
}

PluginRow readRow(const JsonPlace& place, const PluginTable& table, JsonFaults& faults)
{
    std::vector<std::string_view> keys(std::begin(requestRowKeys), std::end(requestRowKeys));
    for (const PluginColumn& column : table.columns)
        keys.push_back(column.id);
    const JsonObject object(place, keys, faults);
    PluginRow row;
    row.uid = needText(object, "row_uid");
    for (const JsonPlace& district : object.list(districtColumn))
        row.districtCodes.push_back(readText(district, faults).value_or(""));
    if (const auto year = object.require(yearColumn); year && !year->value().is_null())
        row.fiscalYear = readInteger(*year, faults);
    row.status = parseStatus(needText(object, "status")).value_or(Status::Sample);
    row.sourceId = needText(object, "source_id");
    row.citation = object.text("citation").value_or("");
    row.sourceRow = object.integer("source_row").value_or(0);
    const std::string rest = object.text("placement").value_or("district");
    row.placement.rest = rest == "outside"    ? Placement::Rest::Outside
                         : rest == "unplaced" ? Placement::Rest::Unplaced
                                              : Placement::Rest::None;
    if (row.placement.rest == Placement::Rest::None && row.districtCodes.size() == 1)
        row.placement.districtCode = row.districtCodes.front();
    for (const PluginColumn& column : table.columns) {
        const auto cell = object.find(column.id);
        if (!cell || cell->value().is_null())
            row.values.emplace_back();
        else if (column.id == districtColumn && cell->value().is_array()) {
            std::string joined;
            for (const std::string& district : row.districtCodes)
                joined += (joined.empty() ? "" : ";") + district;
            row.values.emplace_back(joined.empty() ? FieldValue() : FieldValue(joined));
        } else if (cell->value().is_number())
            row.values.emplace_back(cell->value().get<double>());
        else
            row.values.emplace_back(readText(*cell, faults).value_or(""));
    }
    return row;
}

std::map<std::string, std::string> readTextMap(const JsonPlace& place, JsonFaults& faults)
{
    std::map<std::string, std::string> texts;
    if (!place.value().is_object()) {
        faults.add(place, {"base.json_not_object", {}});
        return texts;
    }
    for (const auto& [key, value] : place.value().items())
        texts[key] = readText(JsonPlace(place, key, value), faults).value_or("");
    return texts;
}

OverlayRequest::Place readFacility(const JsonPlace& place, JsonFaults& faults)
{
    const JsonObject object(place, requestFacilityKeys, faults);
    OverlayRequest::Place facility;
    facility.id = needText(object, "id");
    facility.kind = needText(object, "kind");
    facility.name = needText(object, "name");
    facility.districtCode = needText(object, "district");
    if (const auto point = object.find("lonlat"); point && !point->value().is_null())
        facility.lonLat = readPoint(*point, faults);
    if (const auto point = object.find("plane"); point && !point->value().is_null())
        facility.plane = readPoint(*point, faults);
    if (const auto capacity = object.find("capacity"); capacity && !capacity->value().is_null())
        facility.capacity = readInteger(*capacity, faults);
    if (const auto attributes = object.find("attributes"))
        facility.attributes = readTextMap(*attributes, faults);
    facility.sourceId = object.text("source_id").value_or("");
    return facility;
}

void readTables(const JsonObject& object, OverlayRequest& request, JsonFaults& faults)
{
    const auto tables = object.find("tables"), columns = object.find("columns");
    if (!tables)
        return;
    if (!tables->value().is_object() || (columns && !columns->value().is_object())) {
        faults.add(*tables, {"base.json_not_object", {}});
        return;
    }
    for (const auto& [id, rows] : tables->value().items()) {
        const JsonPlace place(*tables, id, rows);
        PluginTable table{request.overlay, id, {}, {}};
        const auto declared = columns ? columns->value().find(id) : json::const_iterator();
        if (!columns || declared == columns->value().end() || !declared->is_array() || !rows.is_array()) {
            faults.add(place, {"plugin.table_without_columns", {id}});
            continue;
        }
        const JsonPlace list(*columns, id, *declared);
        for (std::size_t i = 0; i < declared->size(); ++i) {
            const JsonPlace at(list, i, (*declared)[i]);
            const JsonObject column(at, requestColumnKeys, faults);
            table.columns.push_back(
                {needText(column, "id"), parseFieldType(needText(column, "type")).value_or(FieldType::Text)});
        }
        for (std::size_t i = 0; i < rows.size(); ++i)
            table.rows.push_back(readRow(JsonPlace(place, i, rows[i]), table, faults));
        request.tables.push_back(std::move(table));
    }
}

void readOthers(const JsonObject& object, OverlayRequest& request, JsonFaults& faults)
{
    const auto others = object.find("others");
    if (!others)
        return;
    if (!others->value().is_object()) {
        faults.add(*others, {"base.json_not_object", {}});
        return;
    }
    for (const auto& [id, values] : others->value().items()) {
        const JsonPlace list(*others, id, values);
        for (std::size_t i = 0; i < values.size() && values.is_array(); ++i) {
            const JsonPlace place(list, i, values[i]);
            const JsonObject one(place, requestValueKeys, faults);
            IndicatorValue value;
            value.indicatorId = id;
            const std::string district = needText(one, "district");
            value.districtCode = district == "city" ? "" : district;
            value.year.year = needInteger(one, "year");
            value.series = parseSeries(needText(one, "series")).value_or(Series::Actual);
            value.value.status = parseStatus(needText(one, "status")).value_or(Status::Sample);
            if (const auto number = one.number("value"))
                value.value.content = *number;
            else
                value.value.content = parseAbsence(one.text("absent").value_or("missing")).value_or(Absence::Missing);
            request.others.push_back(std::move(value));
        }
    }
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

Result<OverlayRequest> parseRequest(const std::string& text)
{
    Diagnostics diagnostics;
    JsonFaults faults({}, diagnostics);
    const auto document = parseJson(text, RepeatedKeys::Ignored, faults);
    if (!document)
        return tl::unexpected(faults.first(ErrorKind::BadFormat));
    const JsonPlace root(*document);
    const JsonObject object(root, requestKeys, faults);
    OverlayRequest request;
    request.api = needInteger(object, "api");
    request.overlay = needText(object, "overlay");
    request.locale = needText(object, "locale");
    request.asOf = needText(object, "as_of");
    for (const JsonPlace& year : object.list("years"))
        request.years.push_back(readInteger(year, faults).value_or(0));
    request.dataYear = needInteger(object, "data_year");
    if (const auto place = object.find("parameters"))
        request.parameters = readTextMap(*place, faults);
    for (const JsonPlace& place : object.list("districts")) {
        const JsonObject d(place, requestDistrictKeys, faults);
        request.districts.push_back({needText(d, "code"), needText(d, "name"), readNumberOrNull(d, "area_km2"),
                                     readNumberOrNull(d, "people"), readNumberOrNull(d, "households")});
    }
    readTables(object, request, faults);
    for (const JsonPlace& place : object.list("demand_areas")) {
        const JsonObject a(place, requestAreaKeys, faults);
        request.demandAreas.push_back({needText(a, "key"), needText(a, "district"), needPoint(a, "lonlat"),
                                       needPoint(a, "plane"), needInteger(a, "people"), needInteger(a, "households")});
    }
    for (const JsonPlace& place : object.list("facilities"))
        request.facilities.push_back(readFacility(place, faults));
    for (const JsonPlace& place : object.list("routes")) {
        const JsonObject r(place, requestRouteKeys, faults);
        OverlayRequest::Line line{needText(r, "id"),      needText(r, "kind"),   {},
                                  readLines(r, "lonlat"), readLines(r, "plane"), needInteger(r, "data_year")};
        for (const JsonPlace& name : r.list("lines"))
            line.lines.push_back(readText(name, faults).value_or(""));
        request.routes.push_back(std::move(line));
    }
    readOthers(object, request, faults);
    if (!faults.isEmpty())
        return tl::unexpected(faults.first(ErrorKind::BadFormat));
    return request;
}

}  // namespace chiiki
