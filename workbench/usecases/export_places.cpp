#include "workbench/usecases/export_places.h"

#include <map>
#include <set>

#include "core/analysis/comparison.h"
#include "core/io/open_data_csv.h"
#include "workbench/usecases/export_builder.h"

namespace chiiki::export_layers {
namespace {

using Type = DataField::Type;

void append(std::vector<DataField>& fields, std::vector<DataField> more)
{
    fields.insert(fields.end(), more.begin(), more.end());
}

/// As the standard open data sets call it: 「災害種別_洪水」 of "flood".
Text attributeTitle(const std::string& key)
{
    for (const OpenDataAttribute& known : openDataAttributes())
        if (known.attribute == key)
            return {std::string(known.column), key};
    return {key, key};
}

DataPlace placeOf(const std::optional<Point>& point)
{
    return point ? DataPlace(*point) : DataPlace();
}

}  // namespace

DataLayer facilities(const Snapshot& city, Language language)
{
    std::set<std::string> attributes;
    for (const Facility& facility : city.facilities)
        for (const auto& [key, value] : facility.attributes)
            attributes.insert(key);
    std::vector<DataField> fields = {{"id", {"番号", "Id"}},           {"kind", {"種類コード", "Kind code"}},
                                     {"kind_title", {"種類", "Kind"}}, {"name", {"名称", "Name"}},
                                     {"kana", {"名称カナ", "Kana"}},   {"address", {"所在地", "Address"}}};
    append(fields, placementFields());
    append(fields, {{"capacity", {"定員・収容人数（人）", "Capacity (people)"}, Type::Whole},
                    {"opened", {"開設日", "Opened"}},
                    {"closed", {"閉鎖日", "Closed"}},
                    {"source_id", {"出典の番号", "Source id"}},
                    {"source_row", {"出典の行", "Source row"}, Type::Whole}});
    for (const std::string& key : attributes)
        fields.push_back({"attribute_" + key, attributeTitle(key)});
    DataLayer layer = layerOf("facilities", {"施設", "Facilities"}, DataLayer::Shape::Points, std::move(fields));
    for (const Facility& facility : city.facilities) {
        const FacilityKind* kind = findFacilityKind(city, facility.kind);
        DataRow row;
        row.cells = {
            textCell(facility.id),   textCell(facility.kind), textCell(kind ? kind->title.in(language) : facility.kind),
            textCell(facility.name), textCell(facility.kana), textCell(facility.address)};
        addPlacement(row.cells, facility.placement, districtName(city, facility.placement.districtCode), language);
        row.cells.push_back(numberCell(facility.capacity));
        row.cells.push_back(textCell(facility.opened));
        row.cells.push_back(textCell(facility.closed));
        row.cells.push_back(textCell(facility.sourceId));
        row.cells.push_back(facility.sourceRow > 0 ? DataCell(static_cast<double>(facility.sourceRow)) : DataCell());
        for (const std::string& key : attributes) {
            const auto found = facility.attributes.find(key);
            row.cells.push_back(found == facility.attributes.end() ? DataCell() : textCell(found->second));
        }
        row.place = placeOf(facility.place);
        layer.rows.push_back(std::move(row));
    }
    return layer;
}

DataLayer stops(const Snapshot& city, Language language)
{
    std::vector<DataField> fields = {{"id", {"番号", "Id"}},
                                     {"kind", {"種類コード", "Kind code"}},
                                     {"name", {"名称", "Name"}},
                                     {"lines", {"路線", "Lines"}},
                                     {"operator", {"事業者", "Operator"}},
                                     {"runs_per_day", {"1日の便数", "Runs a day"}, Type::Number},
                                     {"passengers_per_day", {"1日の乗降客数", "Passengers a day"}, Type::Number},
                                     {"data_year", {"データの年", "Year of the data"}, Type::Whole}};
    append(fields, placementFields());
    append(fields,
           {{"source_id", {"出典の番号", "Source id"}}, {"source_row", {"出典の行", "Source row"}, Type::Whole}});
    DataLayer layer = layerOf("stops", {"停留所・駅", "Stops and stations"}, DataLayer::Shape::Points, fields);
    for (const Stop& stop : city.stops) {
        DataRow row;
        row.cells = {textCell(stop.id),
                     textCell(code(stop.kind)),
                     textCell(stop.name),
                     textCell(joined(stop.lines)),
                     textCell(stop.operatorName),
                     numberCell(stop.runsPerDay),
                     numberCell(stop.passengersPerDay),
                     static_cast<double>(stop.dataYear)};
        addPlacement(row.cells, stop.placement, districtName(city, stop.placement.districtCode), language);
        row.cells.push_back(textCell(stop.sourceId));
        row.cells.push_back(static_cast<double>(stop.sourceRow));
        row.place = placeOf(stop.place);
        layer.rows.push_back(std::move(row));
    }
    return layer;
}

DataLayer routes(const Snapshot& city)
{
    DataLayer layer = layerOf("routes", {"路線の区間", "Parts of lines"}, DataLayer::Shape::Lines,
                              {{"id", {"番号", "Id"}},
                               {"kind", {"種類コード", "Kind code"}},
                               {"lines", {"路線", "Lines"}},
                               {"operator", {"事業者", "Operator"}},
                               {"runs_per_day", {"1日の便数", "Runs a day"}, Type::Number},
                               {"data_year", {"データの年", "Year of the data"}, Type::Whole},
                               {"source_id", {"出典の番号", "Source id"}}});
    for (const Route& route : city.routes)
        layer.rows.push_back({{textCell(route.id), textCell(code(route.kind)), textCell(joined(route.lines)),
                               textCell(route.operatorName), numberCell(route.runsPerDay),
                               static_cast<double>(route.dataYear), textCell(route.sourceId)},
                              route.path});
    return layer;
}

DataLayer blocks(const Snapshot& city)
{
    DataLayer layer = layerOf("blocks", {"基本単位区", "Census blocks"}, DataLayer::Shape::Areas,
                              {{"key", {"KEY_CODE", "KEY_CODE"}},
                               {"town", {"町丁字", "Town"}},
                               {"district_code", {"地域コード", "District code"}},
                               {"district", {"地域", "District"}},
                               {"people", {"人口（人）", "People"}, Type::Whole},
                               {"households", {"世帯数", "Households"}, Type::Whole},
                               {"confidence", {"地域の確かさ", "How sure the district is"}},
                               {"is_town_split", {"町丁が分かれる", "Town is divided"}, Type::YesNo},
                               {"source_id", {"出典の番号", "Source id"}}});
    for (const DemandArea& area : city.demandAreas)
        layer.rows.push_back({{textCell(area.key), textCell(area.town), textCell(area.districtCode),
                               textCell(districtName(city, area.districtCode)), static_cast<double>(area.people),
                               static_cast<double>(area.households), textCell(area.confidence),
                               yesNoCell(area.isTownSplit), textCell(area.sourceId)},
                              area.outline});
    return layer;
}

DataLayer taxiDistricts(const Snapshot& city)
{
    DataLayer layer = layerOf("taxi_districts", {"コミュニティタクシーのある地域", "Districts with a community taxi"},
                              DataLayer::Shape::None,
                              {{"district_code", {"地域コード", "District code"}},
                               {"district", {"地域", "District"}},
                               {"sub_area", {"地域の一部", "Part of the district"}},
                               {"fiscal_year", {"年度", "Fiscal year"}, Type::Whole},
                               {"source_id", {"出典の番号", "Source id"}},
                               {"citation", {"出典の箇所", "Citation"}}});
    for (const TaxiDistrict& taxi : city.taxiDistricts)
        layer.rows.push_back(
            {{textCell(taxi.districtCode), textCell(districtName(city, taxi.districtCode)), textCell(taxi.subArea),
              static_cast<double>(taxi.fiscalYear), textCell(taxi.sourceId), textCell(taxi.citation)}});
    return layer;
}

DataLayer measures(const Snapshot& city)
{
    DataLayer layer = layerOf("measures", {"施策", "Measures"}, DataLayer::Shape::None,
                              {{"code", {"コード", "Code"}},
                               {"parent_code", {"上位のコード", "Parent code"}},
                               {"kind", {"種類コード", "Kind code"}},
                               {"number", {"番号", "Number"}},
                               {"name", {"名称", "Name"}},
                               {"linked_code", {"関係する基本事業", "Linked measure"}},
                               {"link_basis", {"関係の根拠", "Basis of the link"}},
                               {"source_id", {"出典の番号", "Source id"}},
                               {"citation", {"出典の箇所", "Citation"}}});
    for (const Measure& measure : city.measures)
        layer.rows.push_back({{textCell(measure.code), textCell(measure.parentCode), textCell(measure.kind),
                               textCell(measure.number), textCell(measure.name), textCell(measure.linkedCode),
                               textCell(measure.linkBasis), textCell(measure.sourceId), textCell(measure.citation)}});
    return layer;
}

Result<void> checkRecords(const Snapshot& city, Language language)
{
    std::map<std::string, Reconciliation> counted;
    const auto count = [&](const std::string& sourceId, const Placement& placement) {
        Reconciliation& records = counted[sourceId];
        (placement.rest == Placement::Rest::None      ? records.districts
         : placement.rest == Placement::Rest::Outside ? records.outside
                                                      : records.unplaced) += 1;
    };
    for (const Facility& facility : city.facilities)
        count(facility.sourceId, facility.placement);
    for (const Stop& stop : city.stops)
        count(stop.sourceId, stop.placement);
    for (auto& [sourceId, records] : counted) {
        const SourceEdition* edition = findSource(city, sourceId);
        if (!edition || !(edition->rows.source > 0))
            continue;
        records.source = edition->rows.source;
        if (!records.addsUp())
            return fail(ErrorKind::BadRequest,
                        {"export.records_do_not_add_up",
                         {edition->title.in(language), reconciliationLine(records, city.districts.size(), language)}});
    }
    return {};
}

}  // namespace chiiki::export_layers
