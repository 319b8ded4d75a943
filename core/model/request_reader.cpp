#include <algorithm>
#include <iterator>
#include <limits>
#include <map>
#include <optional>
#include <string_view>

#include <simdjson.h>

#include "core/base/json_reader.h"
#include "core/base/near_names.h"
#include "core/model/overlay_json.h"
#include "core/model/request_json_keys.h"

namespace chiiki {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

/// One value of the request and the way to it. Lives on the stack of who reads; the parent must outlive it.
class Place {
public:
    explicit Place(element root)
        : value_(root)
    {
    }
    Place(const Place& parent, std::string_view key, element value)
        : value_(value)
        , parent_(&parent)
        , key_(key)
    {
    }
    Place(const Place& parent, std::size_t index, element value)
        : value_(value)
        , parent_(&parent)
        , index_(index)
    {
    }

    element value() const { return value_; }
    std::string pointer() const
    {
        if (!parent_)
            return {};
        return parent_->pointer() + "/" + (index_ ? std::to_string(*index_) : jsonPointerPart(key_));
    }

private:
    element value_;
    const Place* parent_ = nullptr;
    std::string_view key_;
    std::optional<std::size_t> index_;
};

/// Reads parts of a request. What is of another type is a fault and reads as nothing.
class RequestReader {
public:
    explicit RequestReader(JsonFaults& faults)
        : faults_(faults)
    {
    }

    OverlayRequest request(element document);

private:
    using Keys = std::span<const std::string_view>;

    /// Calls `visit` with each key and the place of its value. A key beside `keys` is a fault, and so is a missing one
    /// beside `optional`.
    template <typename Visit>
    void object(const Place& place, Keys keys, Keys optional, const Visit& visit)
    {
        simdjson::dom::object members;
        if (place.value().get(members) != simdjson::SUCCESS)
            return add(place, "base.json_not_object");
        std::vector<bool> isThere(keys.size());
        for (const auto [key, value] : members) {
            const Place member(place, key, value);
            const auto known = std::find(keys.begin(), keys.end(), key);
            if (known == keys.end()) {
                faults_.addAt(member.pointer(), {"base.json_key_unknown",
                                                 {std::string(key), namesToOffer(key, {keys.begin(), keys.end()})}});
                continue;
            }
            isThere[static_cast<std::size_t>(known - keys.begin())] = true;
            visit(key, member);
        }
        for (std::size_t i = 0; i < keys.size(); ++i)
            if (!isThere[i] && std::find(optional.begin(), optional.end(), keys[i]) == optional.end())
                faults_.addAt(place.pointer(), {"base.json_key_missing", {std::string(keys[i])}});
    }
    /// Calls `visit` with the place of each member.
    template <typename Visit>
    void list(const Place& place, const Visit& visit)
    {
        simdjson::dom::array members;
        if (place.value().get(members) != simdjson::SUCCESS)
            return add(place, "base.json_not_list");
        std::size_t index = 0;
        for (const element value : members)
            visit(Place(place, index++, value));
    }
    /// The same with each key of an object, whatever they are.
    template <typename Visit>
    void map(const Place& place, const Visit& visit)
    {
        simdjson::dom::object members;
        if (place.value().get(members) != simdjson::SUCCESS)
            return add(place, "base.json_not_object");
        for (const auto [key, value] : members)
            visit(std::string(key), Place(place, key, value));
    }

    std::string text(const Place& place);
    double number(const Place& place);
    double numberOrNull(const Place& place);  // null: a number that is not known, NaN
    int integer(const Place& place);
    Point point(const Place& place);
    MultiLineString lines(const Place& place);
    FieldValue cell(const Place& place);

    OverlayRequest::District district(const Place& place);
    OverlayRequest::DemandArea demandArea(const Place& place);
    OverlayRequest::Place facility(const Place& place);
    OverlayRequest::Line route(const Place& place);
    IndicatorValue other(const Place& place, const std::string& indicatorId);
    std::vector<PluginColumn> columns(const Place& place);
    PluginRow row(const Place& place, const std::vector<PluginColumn>& columns, Keys keys);
    void tables(const Place& root, OverlayRequest& request);

    void add(const Place& place, std::string_view code) { faults_.addAt(place.pointer(), {code, {}}); }

    JsonFaults& faults_;
};

std::string RequestReader::text(const Place& place)
{
    std::string_view text;
    if (place.value().get(text) != simdjson::SUCCESS)
        add(place, "base.json_not_text");
    return std::string(text);
}

double RequestReader::number(const Place& place)
{
    double number = 0;
    if (place.value().get(number) != simdjson::SUCCESS)
        add(place, "base.json_not_number");
    return number;
}

double RequestReader::numberOrNull(const Place& place)
{
    return place.value().is_null() ? std::numeric_limits<double>::quiet_NaN() : number(place);
}

int RequestReader::integer(const Place& place)
{
    constexpr double lowest = std::numeric_limits<int>::min(), highest = std::numeric_limits<int>::max();
    double number = 0;
    // 2024.0 is as good as 2024: some writers know no other numbers.
    if (place.value().get(number) == simdjson::SUCCESS && number >= lowest && number <= highest &&
        number == static_cast<double>(static_cast<int>(number)))
        return static_cast<int>(number);
    add(place, "base.json_not_integer");
    return 0;
}

Point RequestReader::point(const Place& place)
{
    simdjson::dom::array pair;
    Point point;
    if (place.value().get(pair) == simdjson::SUCCESS && pair.size() == 2 &&
        pair.at(0).get(point.x) == simdjson::SUCCESS && pair.at(1).get(point.y) == simdjson::SUCCESS)
        return point;
    add(place, "plugin.not_a_point");
    return {};
}

MultiLineString RequestReader::lines(const Place& place)
{
    MultiLineString lines;
    list(place, [&](const Place& part) {
        LineString& line = lines.emplace_back();
        list(part, [&](const Place& vertex) { line.push_back(point(vertex)); });
    });
    return lines;
}

FieldValue RequestReader::cell(const Place& place)
{
    if (place.value().is_null())
        return {};
    if (place.value().is_number())
        return number(place);
    return text(place);
}

OverlayRequest::District RequestReader::district(const Place& place)
{
    OverlayRequest::District read;
    object(place, requestDistrictKeys, {}, [&](std::string_view key, const Place& value) {
        if (key == "code")
            read.code = text(value);
        else if (key == "name")
            read.name = text(value);
        else if (key == "area_km2")
            read.areaKm2 = numberOrNull(value);
        else if (key == "people")
            read.people = numberOrNull(value);
        else if (key == "households")
            read.households = numberOrNull(value);
    });
    return read;
}

OverlayRequest::DemandArea RequestReader::demandArea(const Place& place)
{
    OverlayRequest::DemandArea area;
    object(place, requestAreaKeys, {}, [&](std::string_view key, const Place& value) {
        if (key == "key")
            area.key = text(value);
        else if (key == "district")
            area.districtCode = text(value);
        else if (key == "lonlat")
            area.lonLat = point(value);
        else if (key == "plane")
            area.plane = point(value);
        else if (key == "people")
            area.people = integer(value);
        else if (key == "households")
            area.households = integer(value);
    });
    return area;
}

OverlayRequest::Place RequestReader::facility(const Place& place)
{
    static constexpr std::string_view optional[] = {"lonlat", "plane", "capacity", "attributes", "source_id"};
    OverlayRequest::Place facility;
    object(place, requestFacilityKeys, optional, [&](std::string_view key, const Place& value) {
        if (key == "id")
            facility.id = text(value);
        else if (key == "kind")
            facility.kind = text(value);
        else if (key == "name")
            facility.name = text(value);
        else if (key == "district")
            facility.districtCode = text(value);
        else if (key == "attributes")
            map(value, [&](const std::string& name, const Place& one) { facility.attributes[name] = text(one); });
        else if (key == "source_id")
            facility.sourceId = text(value);
        else if (value.value().is_null())
            return;
        else if (key == "lonlat")
            facility.lonLat = point(value);
        else if (key == "plane")
            facility.plane = point(value);
        else if (key == "capacity")
            facility.capacity = integer(value);
    });
    return facility;
}

OverlayRequest::Line RequestReader::route(const Place& place)
{
    static constexpr std::string_view optional[] = {"lines", "lonlat", "plane"};
    OverlayRequest::Line route;
    object(place, requestRouteKeys, optional, [&](std::string_view key, const Place& value) {
        if (key == "id")
            route.id = text(value);
        else if (key == "kind")
            route.kind = text(value);
        else if (key == "lines")
            list(value, [&](const Place& name) { route.lines.push_back(text(name)); });
        else if (key == "lonlat")
            route.lonLat = lines(value);
        else if (key == "plane")
            route.plane = lines(value);
        else if (key == "data_year")
            route.dataYear = integer(value);
    });
    return route;
}

IndicatorValue RequestReader::other(const Place& place, const std::string& indicatorId)
{
    static constexpr std::string_view optional[] = {"value", "absent"};
    IndicatorValue read;
    read.indicatorId = indicatorId;
    read.value.content = Absence::Missing;
    object(place, requestValueKeys, optional, [&](std::string_view key, const Place& value) {
        if (key == "district")
            read.districtCode = text(value) == "city" ? "" : text(value);
        else if (key == "year")
            read.year.year = integer(value);
        else if (key == "series")
            read.series = parseSeries(text(value)).value_or(Series::Actual);
        else if (key == "status")
            read.value.status = parseStatus(text(value)).value_or(Status::Sample);
        else if (key == "value")
            read.value.content = number(value);
        else if (key == "absent")
            read.value.content = parseAbsence(text(value)).value_or(Absence::Missing);
    });
    return read;
}

std::vector<PluginColumn> RequestReader::columns(const Place& place)
{
    std::vector<PluginColumn> columns;
    list(place, [&](const Place& one) {
        PluginColumn& column = columns.emplace_back();
        object(one, requestColumnKeys, {}, [&](std::string_view key, const Place& value) {
            if (key == "id")
                column.id = text(value);
            else if (key == "type")
                column.type = parseFieldType(text(value)).value_or(FieldType::Text);
        });
    });
    return columns;
}

PluginRow RequestReader::row(const Place& place, const std::vector<PluginColumn>& columns, Keys keys)
{
    PluginRow row;
    row.status = Status::Sample;
    row.values.resize(columns.size());
    // All but what tells a row, its year, its state and its source.
    std::vector<std::string_view> optional = {"district_code", "citation", "source_row", "placement"};
    for (const PluginColumn& column : columns)
        if (std::find(std::begin(requestRowKeys), std::end(requestRowKeys), column.id) == std::end(requestRowKeys))
            optional.push_back(column.id);
    object(place, keys, optional, [&](std::string_view key, const Place& value) {
        if (key == "row_uid") {
            row.uid = text(value);
        } else if (key == "district_code") {
            list(value, [&](const Place& district) { row.districtCodes.push_back(text(district)); });
        } else if (key == "fiscal_year") {
            if (!value.value().is_null())
                row.fiscalYear = integer(value);
        } else if (key == "status") {
            row.status = parseStatus(text(value)).value_or(Status::Sample);
        } else if (key == "source_id") {
            row.sourceId = text(value);
        } else if (key == "citation") {
            row.citation = text(value);
        } else if (key == "source_row") {
            row.sourceRow = integer(value);
        } else if (key == "placement") {
            const std::string rest = text(value);
            row.placement.rest = rest == "outside"    ? Placement::Rest::Outside
                                 : rest == "unplaced" ? Placement::Rest::Unplaced
                                                      : Placement::Rest::None;
        }
        // A column may have the name of one of these, too.
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (columns[i].id == key && key != "district_code")
                row.values[i] = cell(value);
    });
    if (row.placement.rest == Placement::Rest::None && row.districtCodes.size() == 1)
        row.placement.districtCode = row.districtCodes.front();
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i].id == "district_code" && !row.districtCodes.empty()) {
            std::string joined;
            for (const std::string& district : row.districtCodes)
                joined += (joined.empty() ? "" : ";") + district;
            row.values[i] = joined;
        }
    return row;
}

void RequestReader::tables(const Place& root, OverlayRequest& request)
{
    element tables, declared;
    if (root.value()["tables"].get(tables) != simdjson::SUCCESS)
        return;
    std::map<std::string, std::vector<PluginColumn>> columnsOf;
    if (root.value()["columns"].get(declared) == simdjson::SUCCESS)
        map(Place(root, "columns", declared),
            [&](const std::string& id, const Place& place) { columnsOf[id] = columns(place); });
    map(Place(root, "tables", tables), [&](const std::string& id, const Place& place) {
        const auto known = columnsOf.find(id);
        if (known == columnsOf.end()) {
            faults_.addAt(place.pointer(), {"plugin.table_without_columns", {id}});
            return;
        }
        PluginTable table{request.overlay, id, known->second, {}};
        std::vector<std::string_view> keys(std::begin(requestRowKeys), std::end(requestRowKeys));
        for (const PluginColumn& column : table.columns)
            if (std::find(keys.begin(), keys.end(), column.id) == keys.end())
                keys.push_back(column.id);
        list(place, [&](const Place& one) { table.rows.push_back(row(one, table.columns, keys)); });
        request.tables.push_back(std::move(table));
    });
}

OverlayRequest RequestReader::request(element document)
{
    static constexpr std::string_view optional[] = {"years",        "parameters", "districts", "tables", "columns",
                                                    "demand_areas", "facilities", "routes",    "others"};
    const Place root(document);
    OverlayRequest request;
    object(root, requestKeys, optional, [&](std::string_view key, const Place& value) {
        if (key == "api")
            request.api = integer(value);
        else if (key == "overlay")
            request.overlay = text(value);
        else if (key == "locale")
            request.locale = text(value);
        else if (key == "as_of")
            request.asOf = text(value);
        else if (key == "years")
            list(value, [&](const Place& year) { request.years.push_back(integer(year)); });
        else if (key == "data_year")
            request.dataYear = integer(value);
        else if (key == "parameters")
            map(value, [&](const std::string& id, const Place& one) { request.parameters[id] = text(one); });
        else if (key == "districts")
            list(value, [&](const Place& one) { request.districts.push_back(district(one)); });
        else if (key == "demand_areas")
            list(value, [&](const Place& one) { request.demandAreas.push_back(demandArea(one)); });
        else if (key == "facilities")
            list(value, [&](const Place& one) { request.facilities.push_back(facility(one)); });
        else if (key == "routes")
            list(value, [&](const Place& one) { request.routes.push_back(route(one)); });
        else if (key == "others")
            map(value, [&](const std::string& id, const Place& values) {
                list(values, [&](const Place& one) { request.others.push_back(other(one, id)); });
            });
    });
    tables(root, request);
    return request;
}

}  // namespace

Result<OverlayRequest> parseRequest(const std::string& text)
{
    Diagnostics diagnostics;
    JsonFaults faults({}, diagnostics);
    simdjson::dom::parser parser;
    element document;
    if (parser.parse(text).get(document) != simdjson::SUCCESS) {
        // The other parser says what is wrong and where, or takes what this one leaves: whole numbers beyond 64 bits.
        const auto read = parseJson(text, RepeatedKeys::Ignored, faults);
        if (!read || parser.parse(read->dump()).get(document) != simdjson::SUCCESS) {
            if (faults.isEmpty())
                faults.addAt({}, {"base.json_not_finite", {}});
            return tl::unexpected(faults.first(ErrorKind::BadFormat));
        }
    }
    OverlayRequest request = RequestReader(faults).request(document);
    if (!faults.isEmpty())
        return tl::unexpected(faults.first(ErrorKind::BadFormat));
    return request;
}

}  // namespace chiiki
