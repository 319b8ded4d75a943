#pragma once

#include <cmath>
#include <memory>
#include <string>

#include "core/geo/crs.h"
#include "core/geo/transform.h"
#include "core/model/snapshot.h"

/// A made-up city for tests, drawn in the plane of zone III so that every number can be worked out by hand: two
/// districts of 10 km x 10 km side by side (01 west, 02 east, border at x = 0) and a third without outline or people.
/// Demand areas: in 01 one of 1 km2 at its middle with 100 people and one of 1 km2 that touches the border with 300; in
/// 02 one of 1 km2 across the border from it with 600. Facilities "hall": one in the middle of 01 and one on the
/// border, one closed, one outside the city, one without a place. "clinic": one on the border.
namespace little_city {

using namespace chiiki;

inline MultiPolygon boxLonLat(double minX, double minY, double maxX, double maxY)
{
    const Transform fromPlane = *Transform::between(6671, storedEpsg);
    return fromPlane(MultiPolygon{{{{{minX, minY}, {maxX, minY}, {maxX, maxY}, {minX, maxY}, {minX, minY}}}}});
}

inline Point pointLonLat(double x, double y)
{
    return (*Transform::between(6671, storedEpsg))({x, y});
}

inline DemandArea demand(const char* key, const char* district, int people, int households, double minX, double minY)
{
    DemandArea area;
    area.key = key;
    area.town = "町";
    area.districtCode = district;
    area.people = people;
    area.households = households;
    area.outline = boxLonLat(minX, minY, minX + 1000, minY + 1000);
    area.representativePoint = pointLonLat(minX + 500, minY + 500);
    area.confidence = "certain";
    area.sourceId = "census";
    return area;
}

inline Facility facility(const char* id, const char* kind, Placement placement, double x, double y)
{
    Facility made;
    made.id = id;
    made.kind = kind;
    made.name = id;
    made.placement = placement;
    if (placement.rest != Placement::Rest::Unplaced)
        made.place = pointLonLat(x, y);
    made.sourceId = std::string(kind) + "s";
    return made;
}

inline Snapshot make()
{
    Snapshot city;
    city.asOf = "2026-04-01";
    city.city = {"352039", {"小市", "Little City"}, 6671};
    const auto district = [](const char* code, const char* name, const char* kana, MultiPolygon outline) {
        District made;
        made.code = code;
        made.name = name;
        made.kana = kana;
        made.romaji = code;
        made.outline = std::move(outline);
        return made;
    };
    city.districts = {district("01", "西", "にし", boxLonLat(-10000, 0, 0, 10000)),
                      district("02", "東", "ひがし", boxLonLat(0, 0, 10000, 10000)), district("03", "島", "しま", {})};
    city.demandAreas = {demand("a", "01", 100, 40, -5500, 4500), demand("b", "01", 300, 120, -1000, 4500),
                        demand("c", "02", 600, 300, 0, 4500)};
    city.facilityKinds = {{"hall", {"会館", "Hall"}, "", 1},
                          {"clinic", {"診療所", "Clinic"}, "", 2},
                          {"pool", {"プール", "Pool"}, "", 3}};
    city.facilities = {facility("h1", "hall", Placement::in("01"), -5000, 5000),
                       facility("h2", "hall", Placement::in("02"), 0, 5000),
                       facility("h3", "hall", Placement::in("02"), 5000, 5000),
                       facility("h4", "hall", Placement::outside("io.place_outside_city"), 10500, 5000),
                       facility("h5", "hall", Placement::unplaced("io.place_blank"), 0, 0),
                       facility("c1", "clinic", Placement::in("02"), 0, 5000)};
    city.facilities[2].closed = "2026-03-31";
    const auto source = [](const char* id, const char* asOf) {
        SourceEdition edition;
        edition.sourceId = id;
        edition.title = {id, id};
        edition.fileName = std::string(id) + ".csv";
        edition.sha256 = "00";
        edition.credit = std::string("credit of ") + id;
        edition.asOf = asOf;
        return edition;
    };
    city.sources = {source("census", "2020-10-01"), source("clinics", "2023-04"), source("halls", "2024-04-01"),
                    source("plan", "2025")};
    Indicator attachment;
    attachment.id = "kgi.1";
    attachment.title = {"愛着", "Attachment"};
    attachment.unit = "percent";
    attachment.kind = IndicatorKind::Rate;
    attachment.direction = Direction::More;
    attachment.decimals = 1;
    attachment.cityOnly = true;
    city.indicators = {attachment};
    city.values = {{"kgi.1", "", {2022}, Series::Actual, Value::of(67, Status::Official), "plan", ""},
                   {"kgi.1", "", {2024}, Series::Actual, Value::absent(Absence::Missing), "plan", "次回は2027年"},
                   {"kgi.1", "", {2027}, Series::Target, Value::of(80, Status::Official), "plan", ""}};
    return city;
}

inline SnapshotPtr share(Snapshot city)
{
    return std::make_shared<const Snapshot>(std::move(city));
}

}  // namespace little_city
