#include "core/analysis/area_interpolation.h"

#include <chrono>
#include <cmath>
#include <numeric>
#include <random>

#include <catch2/catch.hpp>

#include "core/geo/crs.h"
#include "core/geo/extent.h"
#include "core/geo/geometry.h"
#include "core/geo/overlaps.h"
#include "core/geo/transform.h"
#include "core/io/pack_reader.h"
#include "tests/core/analysis/little_city.h"

using namespace chiiki;

namespace {

Ring boxRing(double minX, double minY, double maxX, double maxY)
{
    return {{minX, minY}, {maxX, minY}, {maxX, maxY}, {minX, maxY}, {minX, minY}};
}

SharedArea box(const char* key, double minX, double minY, double maxX, double maxY, const char* addedTo = "")
{
    return {key, little_city::boxLonLat(minX, minY, maxX, maxY), addedTo};
}

SharedColumn column(std::vector<Value> values)
{
    SharedColumn made;
    made.indicator.id = "import.pupils";
    made.indicator.title = {"児童数", "Pupils"};
    made.indicator.unit = "people";
    made.values = std::move(values);
    made.year = {2024};
    made.sourceId = "census";
    return made;
}

Value number(double n)
{
    return Value::of(n, Status::Official);
}

AreaShares sharesOf(const Snapshot& city, const std::vector<SharedArea>& areas, SharedBy by = SharedBy::Area,
                    SharedWhole whole = SharedWhole::Areas)
{
    auto shares = sharesOfDistricts(city, areas, by, whole);
    REQUIRE(shares);
    for (const auto& parts : shares->ofArea) {
        double sum = 0;
        for (const AreaShares::Part& part : parts)
            sum += part.share;
        CHECK((parts.empty() || std::abs(sum - 1) < 1e-12));
    }
    return *std::move(shares);
}

IndicatorResult valuesOf(const Snapshot& city, const AreaShares& shares, const SharedColumn& given)
{
    auto result = districtValuesOf(city, shares, given);
    REQUIRE(result);
    CHECK(result->reconciliation.addsUp());
    for (const IndicatorValue& value : result->values)
        CHECK(value.value.status != Status::Official);
    return *std::move(result);
}

/// The area of what a polygon shares with a box, by clipping it at the box's four lines (Sutherland and Hodgman 1974):
/// a way that has nothing in common with the overlays.
double clippedArea(const MultiPolygon& area, double minX, double minY, double maxX, double maxY)
{
    double sum = 0;
    for (const Polygon& polygon : area)
        for (std::size_t r = 0; r < polygon.rings.size(); ++r) {
            Ring ring = polygon.rings[r];
            for (int side = 0; side < 4; ++side) {
                const auto depth = [&](Point p) {
                    return side == 0 ? p.x - minX : side == 1 ? maxX - p.x : side == 2 ? p.y - minY : maxY - p.y;
                };
                Ring clipped;
                for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
                    const Point a = ring[i], b = ring[i + 1];
                    const double da = depth(a), db = depth(b);
                    if (da >= 0)
                        clipped.push_back(a);
                    if ((da >= 0) != (db >= 0)) {
                        const double t = da / (da - db);
                        clipped.push_back({a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)});
                    }
                }
                if (!clipped.empty())
                    clipped.push_back(clipped.front());
                ring = std::move(clipped);
            }
            double twice = 0;
            for (std::size_t i = 0; i + 1 < ring.size(); ++i)
                twice += (ring[i].x - minX) * (ring[i + 1].y - minY) - (ring[i + 1].x - minX) * (ring[i].y - minY);
            sum += (r == 0 ? 1 : -1) * std::abs(twice) / 2;
        }
    return sum;
}

const Snapshot& yamaguchi()
{
    static const Snapshot city = [] {
        Diagnostics diagnostics;
        auto pack = readPack(CHIIKI_SOURCE_DIR "/data/yamaguchi", diagnostics);
        REQUIRE(pack);
        return *std::move(pack);
    }();
    return city;
}

/// Cells of `stepM` over the box of the city, in the plane and in degrees.
struct Mesh {
    std::vector<Extent> plane;
    std::vector<SharedArea> cells;
};

Mesh meshOf(const Snapshot& city, double stepM)
{
    const Transform toPlane = *Transform::between(storedEpsg, city.city.planeEpsg);
    const Transform fromPlane = *Transform::between(city.city.planeEpsg, storedEpsg);
    Extent extent;
    for (const District& district : city.districts)
        extent.include(extentOf(toPlane(district.outline)));
    Mesh mesh;
    for (double x = extent.minX - stepM / 3; x < extent.maxX; x += stepM)
        for (double y = extent.minY - stepM / 3; y < extent.maxY; y += stepM) {
            const std::string key = std::to_string(mesh.cells.size());
            mesh.plane.push_back({x, y, x + stepM, y + stepM});
            mesh.cells.push_back({key, fromPlane(MultiPolygon{{{boxRing(x, y, x + stepM, y + stepM)}}}), {}});
        }
    return mesh;
}

}  // namespace

TEST_CASE("a count is divided by area, and what lies beyond the border is its own rest", "[area interpolation]")
{
    const Snapshot city = little_city::make();
    // Wholly west; a quarter west and three quarters east; half east and half outside; wholly outside.
    const std::vector<SharedArea> areas = {box("a", -4000, 1000, -2000, 3000), box("b", -1000, 0, 3000, 1000),
                                           box("c", 9000, 0, 11000, 1000), box("d", 20000, 0, 21000, 1000)};
    const AreaShares shares = sharesOf(city, areas);
    CHECK(shares.divided == 2);
    CHECK(shares.undivided == 2);
    const IndicatorResult result = valuesOf(city, shares, column({number(100), number(40), number(10), number(7)}));
    REQUIRE(result.values.size() == 4);
    CHECK(result.values[0].value == Value::of(110, Status::Estimated));
    CHECK(result.values[1].value == Value::of(35, Status::Estimated));
    CHECK(result.values[2].value == Value::absent(Absence::Missing, Status::Estimated));  // no area touches it
    CHECK(result.values[3].districtCode.empty());
    CHECK(result.values[3].value == Value::of(145, Status::Estimated));
    CHECK(result.values[1].note == "2区域の値から推計（分割: b 75.0 %・c 50.0 %）");
    CHECK(result.values[3].note == "3区域の値から推計（うち2区域は分割）");
    CHECK(result.reconciliation == Reconciliation{145, 12, 0, 157, 0});
    CHECK(result.recipe.crsPath == "EPSG:6668 -> EPSG:6671");
    CHECK(result.recipe.sourceIds.front() == "census");
}

TEST_CASE("by people an area is divided as its census blocks are", "[area interpolation]")
{
    const Snapshot city = little_city::make();
    // Block b (300 people) lies west of the border, block c (600) east of it; of the second area no block is known.
    const std::vector<SharedArea> areas = {box("a", -1000, 4000, 3000, 6000), box("b", -1000, 0, 3000, 1000)};
    const AreaShares shares = sharesOf(city, areas, SharedBy::People);
    CHECK(shares.withoutPeople == 1);
    const IndicatorResult result = valuesOf(city, shares, column({number(90), number(40)}));
    CHECK(*result.values[0].value.number() == 30 + 10);
    CHECK(*result.values[1].value.number() == 60 + 30);
}

TEST_CASE("values that speak of the city alone stay in it, also where areas reach beyond", "[area interpolation]")
{
    const Snapshot city = little_city::make();
    const std::vector<SharedArea> areas = {box("a", 9000, 0, 11000, 1000), box("b", 20000, 0, 21000, 1000)};
    const AreaShares shares = sharesOf(city, areas, SharedBy::Area, SharedWhole::City);
    const IndicatorResult result = valuesOf(city, shares, column({number(10), number(3)}));
    CHECK(*result.values[1].value.number() == 10);
    CHECK(result.reconciliation == Reconciliation{10, 3, 0, 13, 0});
}

TEST_CASE("whole numbers stay whole and keep their sum, others are not rounded", "[area interpolation]")
{
    const Snapshot city = little_city::make();
    const std::vector<SharedArea> areas = {box("a", -1000, 0, 2000, 1000), box("b", -1000, 2000, 2000, 3000)};
    const AreaShares shares = sharesOf(city, areas);
    // 1/3 and 2/3 of 5 + 5: 3.33 and 6.67.
    const IndicatorResult whole = valuesOf(city, shares, column({number(5), number(5)}));
    CHECK(*whole.values[0].value.number() == 3);
    CHECK(*whole.values[1].value.number() == 7);
    const IndicatorResult broken = valuesOf(city, shares, column({number(5.5), number(5)}));
    CHECK(*broken.values[0].value.number() == Approx(3.5).epsilon(1e-6));
    CHECK(*broken.values[1].value.number() == Approx(7).epsilon(1e-6));
}

TEST_CASE("an absent value is carried on to every district that has a part of it, and never counts as 0",
          "[area interpolation]")
{
    const Snapshot city = little_city::make();
    // The third reaches into the west by half a percent, as borders of two surveys differ.
    const std::vector<SharedArea> areas = {box("a", -4000, 1000, -2000, 3000), box("b", 5000, 0, 6000, 1000),
                                           box("c", -5, 0, 995, 1000), box("d", 1000, 0, 2000, 1000)};
    const AreaShares shares = sharesOf(city, areas);
    const IndicatorResult result = valuesOf(
        city, shares,
        column({number(100), number(40), Value::absent(Absence::Missing), Value::absent(Absence::Suppressed)}));
    CHECK(result.values[0].value == Value::of(100, Status::Estimated));
    CHECK(result.values[1].value == Value::absent(Absence::Suppressed, Status::Estimated));
    CHECK(result.values[1].note == "2区域の値がないため出せません（わかっている1区域の分は40）");
    CHECK(result.values[3].value == Value::absent(Absence::Suppressed, Status::Estimated));
    CHECK(result.reconciliation == Reconciliation{100, 0, 40, 140, 0});
}

TEST_CASE("a suppressed area that was added to another is divided with it", "[area interpolation]")
{
    const Snapshot city = little_city::make();
    // Two cells of the same size, one on each side of the border: the value of both stands in the west.
    const std::vector<SharedArea> areas = {box("w", -1000, 0, 0, 1000), box("e", 0, 0, 1000, 1000, "w"),
                                           box("x", 5000, 5000, 6000, 6000, "nowhere")};
    const AreaShares shares = sharesOf(city, areas);
    CHECK(shares.added == 1);
    const IndicatorResult result =
        valuesOf(city, shares, column({number(10), Value::absent(Absence::Suppressed), number(3)}));
    CHECK(*result.values[0].value.number() == 5);
    CHECK(*result.values[1].value.number() == 8);
    // Additions that go round do not hang.
    const AreaShares round = sharesOf(city, {box("w", -1000, 0, 0, 1000, "e"), box("e", 0, 0, 1000, 1000, "w")});
    CHECK(round.ofArea.size() == 2);
}

TEST_CASE("an area without an outline is unplaced, and a rate is refused", "[area interpolation]")
{
    const Snapshot city = little_city::make();
    const AreaShares shares = sharesOf(city, {{"a", {}, {}}, box("b", 1000, 0, 2000, 1000)});
    CHECK(shares.withoutOutline == 1);
    const IndicatorResult result = valuesOf(city, shares, column({number(3), number(4)}));
    CHECK(result.reconciliation == Reconciliation{4, 0, 3, 7, 0});
    SharedColumn rate = column({number(1), number(2)});
    rate.indicator.kind = IndicatorKind::Rate;
    const auto refused = districtValuesOf(city, shares, rate);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.code == "analysis.shared_counts_only");
    SharedColumn sample = column({number(3), Value::of(4, Status::Sample)});
    CHECK(valuesOf(city, shares, sample).values[1].value.status == Status::Sample);
}

TEST_CASE("random partitions keep every sum, whatever the values are scaled by", "[area interpolation]")
{
    const Snapshot city = little_city::make();
    std::mt19937 random(GENERATE(range(1, 6)));
    std::uniform_real_distribution<double> inX(-12000, 12000), inY(-2000, 12000);
    std::vector<double> xs = {-12000, 12000}, ys = {-2000, 12000};
    for (int i = 0; i < 6; ++i) {
        xs.push_back(inX(random));
        ys.push_back(inY(random));
    }
    std::sort(xs.begin(), xs.end());
    std::sort(ys.begin(), ys.end());
    std::vector<SharedArea> areas;
    std::vector<Value> values, thrice;
    double total = 0, west = 0;
    for (std::size_t i = 0; i + 1 < xs.size(); ++i)
        for (std::size_t j = 0; j + 1 < ys.size(); ++j) {
            areas.push_back(box("", xs[i], ys[j], xs[i + 1], ys[j + 1]));
            areas.back().key = std::to_string(areas.size());
            const auto n = static_cast<double>(random() % 1000);
            values.push_back(number(n));
            thrice.push_back(number(3 * n));
            total += n;
            const double inWest = std::max(0.0, std::min(xs[i + 1], 0.0) - std::max(xs[i], -10000.0)) *
                                  std::max(0.0, std::min(ys[j + 1], 10000.0) - std::max(ys[j], 0.0));
            west += n * inWest / ((xs[i + 1] - xs[i]) * (ys[j + 1] - ys[j]));
        }
    const AreaShares shares = sharesOf(city, areas);
    const IndicatorResult once = valuesOf(city, shares, column(values));
    CHECK(once.reconciliation.source == total);
    CHECK(once.reconciliation.gap() == 0);
    CHECK(std::abs(*once.values[0].value.number() - west) <= 1);
    const IndicatorResult scaled = valuesOf(city, shares, column(thrice));
    for (std::size_t d = 0; d < 2; ++d)
        CHECK(std::abs(*scaled.values[d].value.number() - 3 * *once.values[d].value.number()) <= 3);
}

TEST_CASE("what meshes share with the real districts is what clipping each district at each cell gives",
          "[area interpolation]")
{
    const Snapshot& city = yamaguchi();
    const Transform toPlane = *Transform::between(storedEpsg, city.city.planeEpsg);
    std::vector<MultiPolygon> districts, cells;
    double whole = 0;
    for (const District& district : city.districts) {
        districts.push_back(toPlane(district.outline));
        whole += areaOf(districts.back());
    }
    const Mesh mesh = meshOf(city, 5000);
    for (const Extent& cell : mesh.plane)
        cells.push_back({{{boxRing(cell.minX, cell.minY, cell.maxX, cell.maxY)}}});
    const auto overlaps = overlapsOf(cells, districts);
    REQUIRE(overlaps);
    double sum = 0, sumClipped = 0;
    std::size_t met = 0;
    for (std::size_t c = 0; c < cells.size(); ++c)
        for (std::size_t d = 0; d < districts.size(); ++d) {
            const Extent& cell = mesh.plane[c];
            const double clipped = clippedArea(districts[d], cell.minX, cell.minY, cell.maxX, cell.maxY);
            const auto found = std::find_if(overlaps->begin(), overlaps->end(), [&](const Overlap& overlap) {
                return overlap.area == c && overlap.target == d;
            });
            const double size = found == overlaps->end() ? 0 : found->size;
            met += size > 0;
            sum += size;
            sumClipped += clipped;
            if (std::abs(size - clipped) > 0.01)
                FAIL("cell " << c << ", district " << d << ": " << size << " / " << clipped);
        }
    CHECK(met > 80);
    CHECK(sum == Approx(whole).epsilon(1e-9));
    CHECK(sumClipped == Approx(whole).epsilon(1e-9));
}

TEST_CASE("people of the census come back from a fine mesh nearly as they are, and add up exactly",
          "[area interpolation]")
{
    const Snapshot& city = yamaguchi();
    const Mesh mesh = meshOf(city, 1000);
    const Transform toPlane = *Transform::between(storedEpsg, city.city.planeEpsg);
    std::vector<Value> values(mesh.cells.size(), number(0));
    for (const DemandArea& block : city.demandAreas) {
        const Point p = toPlane(block.representativePoint);
        for (std::size_t c = 0; c < mesh.plane.size(); ++c)
            if (const Extent& cell = mesh.plane[c];
                p.x >= cell.minX && p.x < cell.maxX && p.y >= cell.minY && p.y < cell.maxY) {
                values[c] = number(*values[c].number() + block.people);
                break;
            }
    }
    const AreaShares shares = sharesOf(city, mesh.cells, SharedBy::People, SharedWhole::City);
    const IndicatorResult byPeople = valuesOf(city, shares, column(values));
    CHECK(byPeople.reconciliation.source == 193966);
    CHECK(byPeople.reconciliation.districts == 193966);
    // By the people themselves each cell is divided exactly: only rounding is left.
    std::vector<double> people(city.districts.size());
    for (const DemandArea& block : city.demandAreas)
        for (std::size_t d = 0; d < city.districts.size(); ++d)
            if (city.districts[d].code == block.districtCode)
                people[d] += block.people;
    for (std::size_t d = 0; d < people.size(); ++d)
        CHECK(std::abs(*byPeople.values[d].value.number() - people[d]) <= 1);
    const IndicatorResult byArea = valuesOf(city, sharesOf(city, mesh.cells), column(values));
    CHECK(byArea.reconciliation.source == 193966);
    CHECK(byArea.reconciliation.gap() == 0);
}

TEST_CASE("a quarter-kilometre mesh of the city is divided in a moment", "[.][bench]")
{
    const Mesh mesh = meshOf(yamaguchi(), 250);
    const auto start = std::chrono::steady_clock::now();
    const AreaShares shares = sharesOf(yamaguchi(), mesh.cells, SharedBy::People, SharedWhole::City);
    WARN(mesh.cells.size() << " cells, " << shares.divided << " divided: "
                           << std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() << " s");
}
