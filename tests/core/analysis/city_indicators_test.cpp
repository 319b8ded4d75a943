#include <catch2/catch.hpp>

#include <algorithm>

#include "core/analysis/city_indicators.h"
#include "tests/core/analysis/little_city.h"

using namespace chiiki;

namespace {

IndicatorResult computed(const Snapshot& city, std::string_view id)
{
    auto result = computeIndicator(little_city::share(city), id);
    REQUIRE(result);
    return *result;
}

Value valueOf(const IndicatorResult& result, std::string_view district)
{
    for (const IndicatorValue& value : result.values)
        if (value.districtCode == district)
            return value.value;
    FAIL("no value of " << district);
    return {};
}

}  // namespace

TEST_CASE("people, households, area and density of a little city", "[indicators]")
{
    const Snapshot city = little_city::make();
    const IndicatorResult people = computed(city, "population.total");
    REQUIRE(people.values.size() == 4);
    CHECK(people.values[0].districtCode == "01");
    CHECK(people.values[3].districtCode.empty());
    CHECK(valueOf(people, "01") == Value::of(400, Status::Computed));
    CHECK(valueOf(people, "02") == Value::of(600, Status::Computed));
    CHECK(valueOf(people, "") == Value::of(1000, Status::Computed));
    REQUIRE_FALSE(valueOf(people, "03").isNumber());
    CHECK(valueOf(people, "03").absence() == Absence::Missing);
    CHECK(people.values[0].year.year == 2020);
    CHECK(people.values[0].sourceId == "census");
    CHECK(people.hasReconciliation);
    CHECK(people.reconciliation.source == 1000);
    CHECK(people.reconciliation.addsUp());
    CHECK(*valueOf(computed(city, "population.households"), "").number() == 460);

    const IndicatorResult density = computed(city, "population.density");
    CHECK(*valueOf(density, "01").number() == Approx(4).epsilon(1e-6));
    // Of sums: 1000 people on 200 km2 are 5, and so is the mean of 4 and 6 only by chance of equal areas.
    CHECK(*valueOf(density, "").number() == Approx(5).epsilon(1e-6));
    CHECK(density.indicator.breaks == std::vector<double>{100, 300, 700, 1500});
    CHECK(density.recipe.crsPath == "EPSG:6668 -> EPSG:6671");
    CHECK(*valueOf(computed(city, "area.km2"), "").number() == Approx(200).epsilon(1e-6));
}

TEST_CASE("the city's rate is a ratio of sums, not a mean of the districts' rates", "[indicators]")
{
    Snapshot city = little_city::make();
    city.districts[1].outline = little_city::boxLonLat(0, 4000, 1000, 6000);  // 2 km2 with 600 people
    const IndicatorResult density = computed(city, "population.density");
    CHECK(*valueOf(density, "02").number() == Approx(300).epsilon(1e-6));
    CHECK(*valueOf(density, "").number() == Approx(1000.0 / 102).epsilon(1e-6));
}

TEST_CASE("facilities are counted by district with both rests, and per 1,000 people", "[indicators]")
{
    const Snapshot city = little_city::make();
    const IndicatorResult halls = computed(city, "facilities.hall");
    CHECK(*valueOf(halls, "01").number() == 1);
    CHECK(*valueOf(halls, "02").number() == 1);
    CHECK(*valueOf(halls, "03").number() == 0);  // the list covers the district and names none there
    CHECK(*valueOf(halls, "").number() == 2);
    CHECK(halls.reconciliation.outside == 1);
    CHECK(halls.reconciliation.unplaced == 2);  // one without a place, one closed
    CHECK(halls.reconciliation.addsUp());
    CHECK(halls.values[0].year.year == 2024);
    CHECK(computed(city, "facilities.clinic").values[0].year.year == 2023);

    const IndicatorResult rate = computed(city, "facilities.hall_per_1000");
    CHECK(*valueOf(rate, "01").number() == Approx(2.5));
    CHECK(*valueOf(rate, "").number() == Approx(2));
    CHECK_FALSE(valueOf(rate, "03").isNumber());

    // No source lists a pool: how many there are is unknown.
    CHECK_FALSE(valueOf(computed(city, "facilities.pool"), "01").isNumber());
}

TEST_CASE("a coverage id gives the share of people within reach", "[indicators]")
{
    const Snapshot city = little_city::make();
    const IndicatorResult share = computed(city, "coverage.hall+clinic_400_n2");
    CHECK(share.indicator.id == "coverage.hall+clinic_400_n2");
    CHECK(share.indicator.unit == "ratio");
    const auto coverage =
        CoverageModel::of(little_city::share(city))->answer({{"hall", "clinic"}, 400, 2, DemandBy::Area});
    REQUIRE(coverage);
    CHECK(valueOf(share, "02") == coverage->districts[1].coveredPopulationShare);
    CHECK(valueOf(share, "") == coverage->city.coveredPopulationShare);
    CHECK(share.reconciliation.source == 1000);
}

TEST_CASE("coverage ids are read strictly and written back the same", "[indicators]")
{
    for (const std::string id : {"coverage.clinic_800", "coverage.community_centre+centre_branch_1500",
                                 "coverage.a+b+c_99.5_n3", "coverage.room_n2_800"}) {
        const auto question = parseCoverageId(id);
        REQUIRE(question);
        CHECK(coverageId(*question) == id);
    }
    CHECK(parseCoverageId("coverage.room_n2_800")->kinds == std::vector<std::string>{"room_n2"});
    CHECK(parseCoverageId("coverage.community_centre+centre_branch_1500")->radiusM == 1500);
    for (const std::string_view id : {"coverage.",
                                      "coverage.clinic",
                                      "coverage.clinic_",
                                      "coverage._800",
                                      "coverage.clinic_0",
                                      "coverage.clinic_-1",
                                      "coverage.clinic_8e2",
                                      "coverage.clinic_800_n",
                                      "coverage.clinic_800_n0",
                                      "coverage.clinic_800_nx",
                                      "coverage.clinic+_800",
                                      "coverage.+clinic_800",
                                      "coverage.Clinic_800",
                                      "coverage.clinic _800",
                                      "coverage.clinic_800 ",
                                      "coverage.clinic_.5",
                                      "coverage.clinic_1.",
                                      "coverage.clinic_inf",
                                      "facilities.clinic",
                                      "coverage.clinic_800_n99999999999"})
        CHECK_FALSE(parseCoverageId(id));
}

TEST_CASE("values that a source gives come as they are, for the city alone", "[indicators]")
{
    const IndicatorResult kgi = computed(little_city::make(), "kgi.1");
    REQUIRE(kgi.values.size() == 3);
    CHECK(kgi.values[0].value == Value::of(67, Status::Official));
    CHECK_FALSE(kgi.values[1].value.isNumber());
    CHECK(kgi.values[2].series == Series::Target);
    CHECK_FALSE(kgi.hasReconciliation);
    CHECK(kgi.recipe.sourceIds == std::vector<std::string>{"plan"});
}

TEST_CASE("an unknown indicator is refused with near ones named", "[indicators]")
{
    const auto result = computeIndicator(little_city::share(little_city::make()), "population.densty");
    REQUIRE_FALSE(result);
    CHECK(result.error().kind == ErrorKind::NotFound);
    CHECK(result.error().message.code == "analysis.unknown_indicator");
    CHECK(result.error().message.arguments.at(1).starts_with("population.density"));
    CHECK(computeIndicator(little_city::share(little_city::make()), "coverage.castle_800").error().message.code ==
          "analysis.unknown_kind");
}

TEST_CASE("every listed indicator can be computed and says what it is made of", "[indicators]")
{
    const CityIndicators indicators(little_city::share(little_city::make()));
    const std::vector<Indicator> list = indicators.list();
    CHECK(list.size() == 4 + 2 * 3 + 1);
    for (const Indicator& indicator : list) {
        INFO(indicator.id);
        const auto result = indicators.compute(indicator.id);
        REQUIRE(result);
        CHECK(result->indicator.id == indicator.id);
        CHECK_FALSE(indicator.title.ja.empty());
        CHECK_FALSE(indicator.title.en.empty());
        CHECK_FALSE(result->recipe.formula.ja.empty());
        CHECK(indicators.inputsOf(indicator.id, "01"));
        CHECK_FALSE(indicators.inputsOf(indicator.id, "77"));
    }
    const auto inputs = indicators.inputsOf("population.density", "01");
    REQUIRE(inputs->size() == 2);
    CHECK(inputs->at(0).value == Value::of(400, Status::Computed));
    CHECK(inputs->at(0).rows == 2);
    CHECK(*inputs->at(1).value.number() == Approx(100).epsilon(1e-6));
}
