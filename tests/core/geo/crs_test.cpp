#include "core/geo/crs.h"
#include "core/geo/transform.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>

using namespace chiiki;

namespace {

const std::string esriJgd2000 =
    R"(GEOGCS["GCS_JGD_2000",DATUM["D_JGD_2000",SPHEROID["GRS_1980",6378137.0,298.257222101]],)"
    R"(PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]])";

std::string esriZone(const std::string& year, const std::string& longitude, const std::string& latitude)
{
    return "PROJCS[\"JGD_" + year + "_Japan_Zone\",GEOGCS[\"GCS_JGD_" + year + "\",DATUM[\"D_JGD_" + year +
           "\",SPHEROID[\"GRS_1980\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\","
           "0.0174532925199433]],PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"False_Easting\",0.0],PARAMETER["
           "\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\"," +
           longitude + "],PARAMETER[\"Scale_Factor\",0.9999],PARAMETER[\"Latitude_Of_Origin\"," + latitude +
           "],UNIT[\"Meter\",1.0]]";
}

}  // namespace

TEST_CASE("longitude comes first and east is x, whatever the authority says", "[crs]")
{
    const auto toZone3 = Transform::between(storedEpsg, 6671);
    REQUIRE(toZone3);
    // The origin of zone III: 36 N, 132 10' E.
    const Point origin = (*toZone3)({132 + 10 / 60., 36});
    CHECK(std::abs(origin.x) < 1e-6);
    CHECK(std::abs(origin.y) < 1e-6);
    // Yamaguchi lies south-west of it.
    const Point yamaguchi = (*toZone3)({131.4714, 34.1861});
    CHECK(yamaguchi.x < -60000);
    CHECK(yamaguchi.y < -200000);
}

TEST_CASE("a degree along the central meridian is as long as the ellipsoid says", "[crs]")
{
    // The meridian arc from 35 N to 36 N on GRS 80, summed finely, times 0.9999 in the plane.
    const auto toZone3 = Transform::between(storedEpsg, 6671);
    REQUIRE(toZone3);
    const double a = 6378137, e2 = 0.00669438002290;
    double arcM = 0;  // integral of the radius of curvature in the meridian, by a fine sum
    const int steps = 20000;
    const double radians = 3.14159265358979323846 / 180;
    for (int i = 0; i < steps; ++i) {
        const double latitude = (35 + (i + 0.5) / steps) * radians;
        arcM += a * (1 - e2) / std::pow(1 - e2 * std::sin(latitude) * std::sin(latitude), 1.5) * radians / steps;
    }
    const Point p = (*toZone3)({132 + 10 / 60., 35});
    CHECK(p.y == Approx(-0.9999 * arcM).margin(1e-3));
    CHECK(std::abs(p.x) < 1e-6);
}

TEST_CASE("there and back again is the same place", "[crs]")
{
    const auto there = Transform::between(6668, 6671), back = Transform::between(6671, 6668);
    REQUIRE(there);
    REQUIRE(back);
    const Point p{131.4, 34.2};
    const Point q = (*back)((*there)(p));
    CHECK(q.x == Approx(p.x).margin(1e-10));
    CHECK(q.y == Approx(p.y).margin(1e-10));
}

TEST_CASE("JGD2000, JGD2011 and WGS 84 are one datum here: positions stay as they are", "[crs]")
{
    for (const int geographic : {4612, 4326, 6668}) {
        const auto transform = Transform::between(geographic, 6668);
        REQUIRE(transform);
        CHECK(transform->isIdentity());
        CHECK((*transform)({131.5, 34.2}) == Point{131.5, 34.2});
    }
    const auto zone = Transform::between(2445, 6671);
    REQUIRE(zone);
    CHECK(zone->isIdentity());
    const auto lonLat = Transform::between(2445, 6668), same = Transform::between(6671, 6668);
    CHECK((*lonLat)({-60000, -200000}) == (*same)({-60000, -200000}));
}

TEST_CASE("the old Tokyo datum is moved by some 400 m, not taken as it is", "[crs]")
{
    const auto transform = Transform::between(4301, 6668);
    REQUIRE(transform);
    const Point p = (*transform)({131.5, 34.2});
    CHECK(p.x - 131.5 == Approx(-0.0025).margin(0.0008));
    CHECK(p.y - 34.2 == Approx(0.0032).margin(0.0008));
}

TEST_CASE("an unknown code is an error that names it", "[crs]")
{
    for (const auto& transform :
         {Transform::between(999999, 6668), Transform::between(6668, 999999), Transform::between(999999, 999999)}) {
        REQUIRE_FALSE(transform);
        CHECK(transform.error().kind == ErrorKind::NotFound);
        CHECK(transform.error().message.code == "geo.crs_unknown");
        CHECK(transform.error().message.arguments[0] == "999999");
    }
}

TEST_CASE("a definition that is none is an error, and has no code", "[crs]")
{
    const auto transform = Transform::fromWkt("これは座標系ではありません", 6668);
    REQUIRE_FALSE(transform);
    CHECK(transform.error().kind == ErrorKind::CrsMismatch);
    CHECK_FALSE(epsgOfWkt(""));
    CHECK_FALSE(epsgOfWkt("PROJCS["));
}

TEST_CASE("a point that has no place becomes infinite", "[crs]")
{
    const auto transform = Transform::between(6668, 6671);
    REQUIRE(transform);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    for (const Point p : {Point{nan, 34}, Point{131, std::numeric_limits<double>::infinity()}, Point{1e6, 1e6}}) {
        const Point moved = (*transform)(p);
        CHECK(std::isinf(moved.x));
        CHECK(std::isinf(moved.y));
    }
    std::vector<Point> points = {{nan, 1}, {131, 34}};
    transform->apply(points);
    CHECK(std::isinf(points[0].x));
    CHECK(std::isfinite(points[1].x));
}

TEST_CASE("a .prj without codes is told by its datum and meridian", "[crs]")
{
    CHECK(epsgOfWkt(esriJgd2000) == 4612);
    CHECK(epsgOfWkt(esriZone("2000", "132.1666666666667", "36.0")) == 2445);
    CHECK(epsgOfWkt(esriZone("2011", "132.1666666666667", "36.0")) == 6671);
    CHECK(epsgOfWkt(esriZone("2011", "129.5", "33.0")) == 6669);
    CHECK(epsgOfWkt(esriZone("2000", "154.0", "26.0")) == 2461);
    CHECK(epsgOfWkt(esriZone("2011", "139.8333333333333", "36.0")) == 6677);
    CHECK(epsgOfWkt(R"(GEOGCS["GCS_JGD_2011",DATUM["D_JGD_2011",SPHEROID["GRS_1980",6378137.0,298.257222101]],)"
                    R"(PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]])") == 6668);
    CHECK(epsgOfWkt(R"(GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],)"
                    R"(PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]])") == 4326);
    // No zone has this meridian.
    CHECK(epsgOfWkt(esriZone("2000", "132.5", "36.0")) == std::nullopt);
}

TEST_CASE("a definition without a code still transforms", "[crs]")
{
    const auto known = Transform::fromWkt(esriZone("2000", "132.1666666666667", "36.0"), 6668);
    const auto byCode = Transform::between(6671, 6668);
    REQUIRE(known);
    const Point p{-64000, -200000};
    CHECK((*known)(p).x == Approx((*byCode)(p).x).margin(1e-12));
    const auto odd = Transform::fromWkt(esriZone("2011", "132.5", "36.0"), 6668);
    REQUIRE(odd);
    CHECK((*odd)({0, 0}).x == Approx(132.5).margin(1e-9));
    CHECK((*odd)({0, 0}).y == Approx(36).margin(1e-9));
}

TEST_CASE("a city's plane zone is that of its prefecture, and not guessed where there are several", "[crs]")
{
    CHECK(planeEpsgOfCity("352039") == 6671);
    CHECK(planeEpsgOfCity("422011") == 6669);  // 長崎 I
    CHECK(planeEpsgOfCity("401307") == 6670);  // 福岡 II
    CHECK(planeEpsgOfCity("231002") == 6675);  // 名古屋 VII
    CHECK(planeEpsgOfCity("141003") == 6677);  // 横浜 IX
    CHECK(planeEpsgOfCity("041009") == 6678);  // 仙台 X
    CHECK_FALSE(planeEpsgOfCity("011002"));
    CHECK_FALSE(planeEpsgOfCity("131016"));
    CHECK_FALSE(planeEpsgOfCity("462012"));
    CHECK_FALSE(planeEpsgOfCity("472018"));
    CHECK_FALSE(planeEpsgOfCity("482018"));
    CHECK_FALSE(planeEpsgOfCity("x"));
    CHECK_FALSE(planeEpsgOfCity(""));
}
