#include <catch2/catch.hpp>

#include <cmath>

#include "core/geo/plane_area.h"

using namespace chiiki;

TEST_CASE("a district's area is measured in the plane zone of its city", "[plane_area]")
{
    Snapshot snapshot;
    snapshot.city.planeEpsg = 6671;
    District square;
    square.code = "01";
    // 0.01 degrees each way at the zone's own meridian (132 10' E) and 34 N: 111.2 km / 100 by 111.3 km cos(34) / 100.
    const double west = 132.0 + 10.0 / 60, south = 34.0;
    square.outline = {
        {{{{west, south}, {west + 0.01, south}, {west + 0.01, south + 0.01}, {west, south + 0.01}, {west, south}}}}};
    District bare;
    bare.code = "02";
    snapshot.districts = {square, bare};
    const auto areas = districtAreasKm2(snapshot);
    REQUIRE(areas.size() == 2);
    REQUIRE(areas[0].has_value());
    // Radii of GRS80 at 34 N: meridian 6,355.1 km, prime vertical 6,384.8 km; scale 0.9999 squared.
    const double degree = std::acos(-1.0) / 180;
    const double expected = 6355.3 * 0.01 * degree * 6384.8 * 0.01 * degree * std::cos(34.005 * degree) * 0.9998;
    CHECK(*areas[0] == Approx(expected).epsilon(2e-4));
    CHECK_FALSE(areas[1].has_value());
}

TEST_CASE("without a plane zone no area is known", "[plane_area]")
{
    Snapshot snapshot;
    snapshot.districts.resize(2);
    for (const auto& area : districtAreasKm2(snapshot))
        CHECK_FALSE(area.has_value());
}
