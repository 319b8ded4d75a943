#include <catch2/catch.hpp>

#include <limits>
#include <numbers>

#include "core/geo/crs.h"
#include "core/geo/geometry.h"
#include "tests/core/analysis/little_city.h"

#include "core/analysis/coverage.h"

using namespace chiiki;

namespace {

constexpr double pi = std::numbers::pi;

Coverage answered(const Snapshot& city, const CoverageQuestion& question)
{
    const auto model = CoverageModel::of(little_city::share(city));
    REQUIRE(model);
    auto coverage = model->answer(question);
    REQUIRE(coverage);
    return *coverage;
}

double numberOf(const Value& value)
{
    REQUIRE(value.isNumber());
    return *value.number();
}

std::string_view whyNot(const CoverageQuestion& question)
{
    const auto answer = CoverageModel::of(little_city::share(little_city::make()))->answer(question);
    REQUIRE_FALSE(answer);
    CHECK(answer.error().kind == ErrorKind::BadRequest);
    return answer.error().message.code;
}

}  // namespace

TEST_CASE("covered land and people of a little city are what a pencil says", "[coverage]")
{
    // Halls: one circle of 400 m inside 01, one halved by the border; the closed one counts nowhere, and the one
    // outside the city stands 500 m from it and does not reach in.
    const Coverage coverage = answered(little_city::make(), {{"hall"}, 400, 1, DemandBy::Area});
    REQUIRE(coverage.districts.size() == 3);
    const double circleKm2 = pi * 0.16;
    const CoverageRow& west = coverage.districts[0];
    CHECK(numberOf(west.areaKm2) == Approx(100).epsilon(1e-7));
    CHECK(numberOf(west.coveredAreaKm2) == Approx(1.5 * circleKm2).epsilon(1e-6));
    CHECK(numberOf(west.coveredAreaShare) == Approx(0.015 * circleKm2).epsilon(1e-6));
    CHECK(numberOf(west.population) == 400);
    // The first block holds the whole circle, the second half of one.
    CHECK(numberOf(west.coveredPopulation) == Approx(100 * circleKm2 + 300 * circleKm2 / 2).epsilon(1e-6));
    CHECK(numberOf(west.coveredPopulationShare) == Approx(250 * circleKm2 / 400).epsilon(1e-6));
    CHECK(west.facilities == 1);
    const CoverageRow& east = coverage.districts[1];
    CHECK(numberOf(east.coveredAreaKm2) == Approx(0.5 * circleKm2).epsilon(1e-6));
    CHECK(numberOf(east.coveredPopulation) == Approx(600 * circleKm2 / 2).epsilon(1e-6));
    CHECK(east.facilities == 1);

    CHECK(coverage.city.districtCode.empty());
    CHECK(numberOf(coverage.city.population) == 1000);
    CHECK(numberOf(coverage.city.coveredPopulationShare) == Approx(550 * circleKm2 / 1000).epsilon(1e-6));
    CHECK(coverage.city.facilities == 2);
    CHECK(coverage.closed == 1);
    CHECK(coverage.facilities.districts == 2);
    CHECK(coverage.facilities.outside == 1);
    CHECK(coverage.facilities.unplaced == 2);
    CHECK(coverage.facilities.source == 5);
    CHECK(coverage.facilities.addsUp());
    CHECK(coverage.people.source == 1000);
    CHECK(coverage.people.addsUp());
    CHECK(coverage.year.year == 2024);
    CHECK(west.coveredPopulation.status == Status::Computed);
    CHECK(coverage.recipe.sourceIds == std::vector<std::string>{"halls", "census"});
    CHECK(coverage.recipe.crsPath == "EPSG:6668 -> EPSG:6671");
}

TEST_CASE("a district without outline and people is missing, never 0", "[coverage]")
{
    const Coverage coverage = answered(little_city::make(), {{"hall"}, 400, 1, DemandBy::Area});
    const CoverageRow& island = coverage.districts[2];
    for (const Value& value : {island.areaKm2, island.population, island.coveredAreaKm2, island.coveredAreaShare,
                               island.coveredPopulation, island.coveredPopulationShare}) {
        REQUIRE_FALSE(value.isNumber());
        CHECK(value.absence() == Absence::Missing);
    }
    CHECK(island.facilities == 0);
}

TEST_CASE("where nobody lives the share of people does not apply", "[coverage]")
{
    Snapshot city = little_city::make();
    city.demandAreas[2].people = 0;
    const Coverage coverage = answered(city, {{"hall"}, 400, 1, DemandBy::Area});
    CHECK(numberOf(coverage.districts[1].coveredPopulation) == 0);
    REQUIRE_FALSE(coverage.districts[1].coveredPopulationShare.isNumber());
    CHECK(coverage.districts[1].coveredPopulationShare.absence() == Absence::NotApplicable);
}

TEST_CASE("by point a demand area's people count wholly or not at all", "[coverage]")
{
    // The point of block b lies 500 m from the border's hall, that of c as well.
    const Snapshot city = little_city::make();
    CHECK(numberOf(answered(city, {{"hall"}, 499, 1, DemandBy::Point}).city.coveredPopulation) == 100);
    CHECK(numberOf(answered(city, {{"hall"}, 501, 1, DemandBy::Point}).city.coveredPopulation) == 1000);
}

TEST_CASE("a facility outside the city reaches in", "[coverage]")
{
    Snapshot city = little_city::make();
    city.facilities.erase(city.facilities.begin(), city.facilities.begin() + 3);
    const Coverage coverage = answered(city, {{"hall"}, 1000, 1, DemandBy::Area});
    // A segment of height 500 m of a circle of 1,000 m: r2 (acos h - h sqrt(1 - h2)) with h = 0.5.
    CHECK(numberOf(coverage.districts[1].coveredAreaKm2) ==
          Approx(std::acos(0.5) - 0.5 * std::sqrt(0.75)).epsilon(1e-6));
    CHECK(coverage.city.facilities == 0);
}

TEST_CASE("at least two kinds leaves only what both reach", "[coverage]")
{
    const Coverage both = answered(little_city::make(), {{"hall", "clinic"}, 400, 2, DemandBy::Area});
    CHECK(numberOf(both.city.coveredAreaKm2) == Approx(pi * 0.16).epsilon(1e-6));
    const Coverage either = answered(little_city::make(), {{"hall", "clinic", "hall"}, 400, 1, DemandBy::Area});
    CHECK(numberOf(either.city.coveredAreaKm2) == Approx(2 * pi * 0.16).epsilon(1e-6));
    CHECK(either.question.kinds.size() == 2);
}

TEST_CASE("opening and closing days decide by the workspace's date", "[coverage]")
{
    Snapshot city = little_city::make();
    city.asOf = "2026-03-30";
    CHECK(answered(city, {{"hall"}, 400, 1, DemandBy::Area}).city.facilities == 3);
    city.asOf = "2026-03-31";
    CHECK(answered(city, {{"hall"}, 400, 1, DemandBy::Area}).city.facilities == 2);
    city.facilities[0].opened = "2026-04-01";
    CHECK(answered(city, {{"hall"}, 400, 1, DemandBy::Area}).city.facilities == 1);
}

TEST_CASE("a demand area of an unknown district is unplaced and its people are not lost", "[coverage]")
{
    Snapshot city = little_city::make();
    city.demandAreas[0].districtCode = "99";
    const Coverage coverage = answered(city, {{"hall"}, 400, 1, DemandBy::Area});
    CHECK(coverage.people.unplaced == 100);
    CHECK(coverage.people.districts == 900);
    CHECK(coverage.people.addsUp());
    CHECK(numberOf(coverage.city.population) == 900);
}

TEST_CASE("questions that make no sense are refused with what would do", "[coverage]")
{
    CHECK(whyNot({{}, 800, 1, DemandBy::Area}) == "analysis.no_kind");
    CHECK(whyNot({{"hall", "castle"}, 800, 1, DemandBy::Area}) == "analysis.unknown_kind");
    CHECK(whyNot({{"hall"}, 0, 1, DemandBy::Area}) == "analysis.bad_radius");
    CHECK(whyNot({{"hall"}, -5, 1, DemandBy::Area}) == "analysis.bad_radius");
    CHECK(whyNot({{"hall"}, std::numeric_limits<double>::quiet_NaN(), 1, DemandBy::Area}) == "analysis.bad_radius");
    CHECK(whyNot({{"hall"}, std::numeric_limits<double>::infinity(), 1, DemandBy::Area}) == "analysis.bad_radius");
    CHECK(whyNot({{"hall"}, 800, 0, DemandBy::Area}) == "analysis.bad_at_least");
    CHECK(whyNot({{"hall", "hall"}, 800, 2, DemandBy::Area}) == "analysis.bad_at_least");
    Snapshot flat = little_city::make();
    flat.city.planeEpsg = 0;
    CHECK(CoverageModel::of(little_city::share(flat)).error().message.code == "analysis.no_plane");
}

TEST_CASE("a kind without any facility covers nothing", "[coverage]")
{
    const Coverage coverage = answered(little_city::make(), {{"pool"}, 800, 1, DemandBy::Area});
    CHECK(numberOf(coverage.city.coveredAreaKm2) == 0);
    CHECK(coverage.facilities.source == 0);
}

TEST_CASE("the region for drawing has the area of the circles", "[coverage]")
{
    const auto model = CoverageModel::of(little_city::share(little_city::make()));
    const auto outline = model->outlineForDrawing({{"hall"}, 400, 1, DemandBy::Area}, 0.01);
    REQUIRE(outline);
    CHECK(outline->size() == 3);  // the one outside the city is drawn too
    const Transform toPlane = *Transform::between(storedEpsg, 6671);
    CHECK(areaOf(toPlane(*outline)) == Approx(3 * pi * 160000).epsilon(1e-4));
}
