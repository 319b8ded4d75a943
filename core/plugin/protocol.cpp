#include "core/plugin/protocol.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "core/base/near_names.h"
#include "core/model/overlay_json.h"
#include "core/plugin/geojson_check.h"

namespace chiiki {
namespace {

constexpr int firstYear = 1868, lastYear = 2200;

bool needs(const Manifest& manifest, std::string_view part)
{
    return std::find(manifest.needs.begin(), manifest.needs.end(), part) != manifest.needs.end();
}

/// Years that the tables and the other indicators speak of, and that of today, ascending.
std::vector<int> yearsOf(const std::vector<PluginTable>& tables, const std::vector<IndicatorValue>& others,
                         const std::string& asOf)
{
    std::set<int> years;
    if (const auto today = fiscalYearOfDate(asOf))
        years.insert(today->year);
    for (const PluginTable& table : tables)
        for (const PluginRow& row : table.rows)
            if (row.fiscalYear)
                years.insert(*row.fiscalYear);
    for (const IndicatorValue& value : others)
        years.insert(value.year.year);
    return {years.begin(), years.end()};
}

/// What the places, areas and lines of a request are of, not when it is asked.
int dataYearOf(const OverlayRequest& request, const RequestCity& city)
{
    std::set<std::string_view> sourceIds;
    for (const OverlayRequest::Place& place : request.facilities)
        sourceIds.insert(place.sourceId);
    if (!request.demandAreas.empty())
        for (const DemandArea& area : city.snapshot().demandAreas)
            sourceIds.insert(area.sourceId);
    if (!request.routes.empty())
        for (const Route& route : city.snapshot().routes)
            sourceIds.insert(route.sourceId);
    std::optional<FiscalYear> newest;
    for (const std::string_view id : sourceIds)
        if (const SourceEdition* edition = findSource(city.snapshot(), id))
            newest = std::max(newest, fiscalYearOfAsOf(edition->asOf));
    return newest.value_or(fiscalYearOfDate(request.asOf).value_or(FiscalYear{})).year;
}

tl::unexpected<Error> refuse(const std::string& pointer, Message message)
{
    return fail(ErrorKind::PluginRejected, std::move(message), pointer);
}

std::string at(const char* list, std::size_t index)
{
    return std::string("/") + list + "/" + std::to_string(index);
}

std::vector<std::string> districtCodes(const Snapshot& snapshot)
{
    std::vector<std::string> codes;
    for (const District& district : snapshot.districts)
        codes.push_back(district.code);
    return codes;
}

/// nullopt = all is well.
std::optional<Error> faultOfPlace(const std::string& districtCode, std::optional<int> year, const Snapshot& snapshot,
                                  const std::string& pointer)
{
    if (!districtCode.empty() && !findDistrict(snapshot, districtCode))
        return Error{ErrorKind::PluginRejected,
                     {"plugin.answer_district", {districtCode, namesToOffer(districtCode, districtCodes(snapshot))}},
                     pointer + "/district"};
    if (year && (*year < firstYear || *year > lastYear))
        return Error{ErrorKind::PluginRejected,
                     {"plugin.out_of_range", {std::to_string(firstYear), std::to_string(lastYear)}},
                     pointer + "/year"};
    return std::nullopt;
}

std::optional<Error> faultOfIndicator(IndicatorResult& result, const Manifest& manifest, const Snapshot& snapshot,
                                      const std::string& pointer)
{
    const IndicatorSpec* spec = findIndicator(manifest, manifest.id + "." + result.indicator.id);
    if (!spec || !spec->isFromExecutable) {
        std::vector<std::string> declared;
        for (const IndicatorSpec& one : manifest.indicators)
            if (one.isFromExecutable)
                declared.push_back(one.indicator.id.substr(manifest.id.size() + 1));
        return Error{ErrorKind::PluginRejected,
                     {"plugin.answer_indicator", {result.indicator.id, namesToOffer(result.indicator.id, declared)}},
                     pointer + "/id"};
    }
    result.indicator = spec->indicator;
    std::set<std::tuple<std::string, int, Series>> seen;
    for (std::size_t i = 0; i < result.values.size(); ++i) {
        IndicatorValue& value = result.values[i];
        value.indicatorId = spec->indicator.id;
        const std::string place = pointer + "/values/" + std::to_string(i);
        if (auto fault = faultOfPlace(value.districtCode, value.year.year, snapshot, place))
            return fault;
        if (!seen.emplace(value.districtCode, value.year.year, value.series).second)
            return Error{ErrorKind::PluginRejected,
                         {"plugin.answer_twice",
                          {value.districtCode.empty() ? "city" : value.districtCode, std::to_string(value.year.year)}},
                         place};
    }
    std::stable_sort(result.values.begin(), result.values.end(), [](const IndicatorValue& a, const IndicatorValue& b) {
        return std::tuple(a.year.year, a.districtCode.empty(), a.districtCode, a.series) <
               std::tuple(b.year.year, b.districtCode.empty(), b.districtCode, b.series);
    });
    return std::nullopt;
}

}  // namespace

OverlayRequest makeRequest(const Manifest& manifest, const std::vector<PluginTable>& tables, const RequestCity& city,
                           const ParameterValues& parameters, const std::vector<IndicatorResult>& others,
                           const std::string& asOf, Language language)
{
    OverlayRequest request;
    request.api = pluginApi;
    request.overlay = manifest.id;
    request.locale = language == Language::Japanese ? "ja" : "en";
    request.asOf = asOf;
    for (const ParameterSpec& spec : manifest.parameters)
        request.parameters[spec.id] = parameterValue(manifest, parameters, spec.id);
    request.districts = city.districts();
    for (const PluginTable& table : tables)
        if (findTable(manifest, table.tableId))
            request.tables.push_back(table);
    if (needs(manifest, "demand_areas"))
        request.demandAreas = city.demandAreas();
    if (needs(manifest, "facilities"))
        request.facilities = city.facilities();
    if (needs(manifest, "routes"))
        request.routes = city.routes();
    for (const IndicatorResult& other : others)
        if (needs(manifest, "other:" + other.indicator.id))
            request.others.insert(request.others.end(), other.values.begin(), other.values.end());
    request.years = yearsOf(request.tables, request.others, asOf);
    request.dataYear = dataYearOf(request, city);
    return request;
}

Result<Overlay> readAnswer(const std::string& answer, const Manifest& manifest, const Snapshot& snapshot)
{
    auto overlay = parseAnswer(answer);
    if (!overlay)
        return fail(ErrorKind::PluginRejected, overlay.error().message, overlay.error().where);
    overlay->id = manifest.id;
    overlay->title = manifest.title;
    std::set<std::string> seen;
    for (std::size_t i = 0; i < overlay->indicators.size(); ++i) {
        IndicatorResult& result = overlay->indicators[i];
        if (!seen.insert(result.indicator.id).second)
            return refuse(at("indicators", i) + "/id", {"plugin.id_twice", {result.indicator.id}});
        if (auto fault = faultOfIndicator(result, manifest, snapshot, at("indicators", i)))
            return tl::unexpected(std::move(*fault));
    }
    seen.clear();
    for (std::size_t i = 0; i < overlay->layers.size(); ++i) {
        const OverlayLayer& layer = overlay->layers[i];
        if (!seen.insert(layer.id).second)
            return refuse(at("layers", i) + "/id", {"plugin.id_twice", {layer.id}});
        if (auto fault = faultOfGeojson(layer.geojson, at("layers", i) + "/geojson"))
            return tl::unexpected(std::move(*fault));
    }
    for (std::size_t i = 0; i < overlay->findings.size(); ++i) {
        const Finding& finding = overlay->findings[i];
        if (auto fault = faultOfPlace(finding.districtCode, finding.year, snapshot, at("findings", i)))
            return tl::unexpected(std::move(*fault));
    }
    return overlay;
}

}  // namespace chiiki
