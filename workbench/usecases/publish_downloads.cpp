#include "workbench/usecases/publish_downloads.h"

#include <algorithm>
#include <cmath>

#include "core/base/add_once.h"
#include "core/geo/geometry.h"
#include "core/io/delimited.h"
#include "core/text/number_text.h"
#include "workbench/usecases/comparison_fields.h"
#include "workbench/usecases/comparison_output.h"
#include "workbench/usecases/source_json.h"

namespace chiiki {
namespace {

using Json = nlohmann::ordered_json;

// Degrees, about 10 m: what a map of the city shows.
constexpr double outlineTolerance = 1e-4;

ComparisonTable latestTable(const Snapshot& snapshot, std::span<const PublishedIndicator> published)
{
    std::vector<IndicatorResult> results;
    for (const PublishedIndicator& one : published)
        results.push_back(one.result);
    return *compare(snapshot, results, std::nullopt, "code");
}

std::string valuesCsv(const Snapshot& snapshot, std::span<const PublishedIndicator> published)
{
    std::string csv = "\xEF\xBB\xBF";
    csv += csvLine({"district_code", "district", "indicator", "title_ja", "title_en", "unit", "fiscal_year", "value",
                    "absence", "status", "source_ids"});
    for (const PublishedIndicator& one : published) {
        const Indicator& indicator = one.result.indicator;
        std::string sources;
        for (const std::string& id : one.result.recipe.sourceIds)
            sources += (sources.empty() ? "" : " ") + id;
        for (const FiscalYear year : one.years) {
            const ComparisonTable table = *compare(snapshot, {&one.result, 1}, year, "code");
            for (const ComparisonRow& row : table.rows) {
                const Value& value = row.cells.front().value;
                const bool isRest =
                    row.kind == ComparisonRow::Kind::Outside || row.kind == ComparisonRow::Kind::Unplaced;
                if (isRest && !value.isNumber())
                    continue;
                const auto number = value.number();
                csv += csvLine({row.code, row.name.ja, indicator.id, indicator.title.ja, indicator.title.en,
                                indicator.unit, std::to_string(year.year), number ? shortestText(*number) : "",
                                number ? "" : std::string(code(value.absence())),
                                number ? std::string(code(value.status)) : "", sources});
            }
        }
    }
    return csv;
}

/// Twice the area within the ring; positive where it runs counter-clockwise.
double twiceAreaOf(const Ring& ring)
{
    double sum = 0;
    for (std::size_t i = 1; i < ring.size(); ++i)
        sum += ring[i - 1].x * ring[i].y - ring[i].x * ring[i - 1].y;
    return sum;
}

/// Shells run counter-clockwise, holes the other way.
Json coordinatesOf(const Ring& ring, bool isShell)
{
    Ring wound = ring;
    if ((twiceAreaOf(wound) > 0) != isShell)
        std::reverse(wound.begin(), wound.end());
    constexpr double digits = 1e6;  // a tenth of a metre
    Json made = Json::array();
    for (const Point p : wound)
        made.push_back({std::round(p.x * digits) / digits, std::round(p.y * digits) / digits});
    return made;
}

Json geometryOf(const MultiPolygon& outline)
{
    if (outline.empty())
        return nullptr;
    Json polygons = Json::array();
    for (const Polygon& polygon : outline) {
        Json rings = Json::array();
        for (std::size_t i = 0; i < polygon.rings.size(); ++i)
            rings.push_back(coordinatesOf(polygon.rings[i], i == 0));
        polygons.push_back(std::move(rings));
    }
    return {{"type", "MultiPolygon"}, {"coordinates", std::move(polygons)}};
}

/// RFC 7946. Coordinates of JGD2011 are those of WGS 84 to within the thinning.
std::string districtsGeoJson(const Snapshot& snapshot, const ComparisonTable& table)
{
    std::vector<MultiPolygon> outlines;
    for (const District& district : snapshot.districts)
        outlines.push_back(district.outline);
    outlines = simplifiedTogether(outlines, outlineTolerance, {});
    const ComparisonFields fields = fieldsOf(table);
    Json features = Json::array();
    for (std::size_t i = 0; i < snapshot.districts.size(); ++i) {
        const District& district = snapshot.districts[i];
        Json properties = {{"district_code", district.code},
                           {"district", district.name},
                           {"kana", district.kana},
                           {"romaji", district.romaji}};
        // Rows come by code, as the districts do; the first two fields are code and name.
        for (std::size_t field = 2; field < fields.names.size(); ++field) {
            const ComparisonFields::Cell& cell = fields.rows[i][field];
            if (const auto* number = std::get_if<double>(&cell))
                properties[fields.names[field]] = *number;
            else if (const auto* text = std::get_if<std::string>(&cell))
                properties[fields.names[field]] = *text;
            else
                properties[fields.names[field]] = nullptr;
        }
        features.push_back(
            {{"type", "Feature"}, {"properties", std::move(properties)}, {"geometry", geometryOf(outlines[i])}});
    }
    Json sources = Json::array();
    std::vector<std::string> ids = sourceIdsOf(table);
    for (const std::string& id : ids)
        sources.push_back(sourceJson(snapshot, id));
    Json years = Json::object();
    for (const ComparisonColumn& column : table.columns)
        years[column.indicator.id] = column.year ? Json(column.year->year) : Json(nullptr);
    const Json made = {{"type", "FeatureCollection"},
                       {"name", snapshot.city.name.ja},
                       {"fiscal_years", std::move(years)},
                       {"sources", std::move(sources)},
                       {"features", std::move(features)}};
    return made.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::vector<Download> downloadsOf(const Snapshot& snapshot, std::span<const PublishedIndicator> published)
{
    const ComparisonTable table = latestTable(snapshot, published);
    const auto words = [](std::string_view code) {
        return Text{speak({code, {}}, Language::Japanese), speak({code, {}}, Language::English)};
    };
    std::vector<Download> downloads = {
        {"values.csv", words("publish.download_values"), valuesCsv(snapshot, published)},
        {"table.csv", words("publish.download_table"), comparisonCsv(table)},
        {"table.json", words("publish.download_json"), comparisonJson(table, snapshot)},
    };
    if (std::any_of(snapshot.districts.begin(), snapshot.districts.end(),
                    [](const District& district) { return !district.outline.empty(); }))
        downloads.push_back(
            {"districts.geojson", words("publish.download_districts"), districtsGeoJson(snapshot, table)});
    return downloads;
}

}  // namespace chiiki
