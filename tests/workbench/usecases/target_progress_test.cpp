#include <catch2/catch.hpp>

#include "workbench/usecases/target_progress.h"

using namespace chiiki;

namespace {

struct Given {
    const char* id;
    std::vector<std::tuple<int, Series, double>> values;
};

Snapshot cityOf(const std::vector<Given>& given)
{
    Snapshot city;
    for (const Given& one : given) {
        Indicator indicator;
        indicator.id = one.id;
        indicator.cityOnly = true;
        indicator.direction = Direction::More;
        city.indicators.push_back(indicator);
        for (const auto& [year, series, number] : one.values)
            city.values.push_back(
                {one.id, {}, FiscalYear{year}, series, Value::of(number, Status::Official), "plan", {}});
    }
    return city;
}

}  // namespace

TEST_CASE("an even pace from the base tells what part of the way the target "
          "year would see",
          "[targets]")
{
    // From 50 to 60 in ten years. After five years at 55: just met. At 53: 3 of
    // 10 in half the time, 60 %. At 49: away.
    const auto progress = targetProgress(cityOf({
        {"even", {{2017, Series::Base, 50}, {2022, Series::Actual, 55}, {2027, Series::Target, 60}}},
        {"slow", {{2017, Series::Base, 50}, {2022, Series::Actual, 53}, {2027, Series::Target, 60}}},
        {"away", {{2017, Series::Base, 50}, {2022, Series::Actual, 49}, {2027, Series::Target, 60}}},
    }));
    REQUIRE(progress.size() == 3);
    CHECK(progress[0].indicator.id == "away");
    CHECK(*progress[0].expected == Approx(-0.2));
    CHECK(progress[1].indicator.id == "slow");
    CHECK(*progress[1].expected == Approx(0.6));
    CHECK(progress[1].isBehind());
    CHECK(progress[2].indicator.id == "even");
    CHECK(*progress[2].expected == Approx(1));
    CHECK_FALSE(progress[2].isBehind());
}

TEST_CASE("without an actual value nothing is expected, and that comes last", "[targets]")
{
    Snapshot city = cityOf({
        {"unknown", {{2017, Series::Base, 50}, {2027, Series::Target, 60}}},
        {"known", {{2017, Series::Base, 50}, {2024, Series::Actual, 58}, {2027, Series::Target, 60}}},
        {"no_target", {{2017, Series::Base, 50}, {2024, Series::Actual, 58}}},
    });
    city.values.push_back({"unknown", {}, FiscalYear{2024}, Series::Actual, Value::absent(Absence::Missing), {}, {}});
    const auto progress = targetProgress(city);
    REQUIRE(progress.size() == 2);
    CHECK(progress[0].indicator.id == "known");
    CHECK(progress[1].indicator.id == "unknown");
    CHECK_FALSE(progress[1].expected);
    CHECK_FALSE(progress[1].isBehind());
}

TEST_CASE("where less is better a falling line comes nearer", "[targets]")
{
    const auto progress = targetProgress(
        cityOf({{"falls", {{2020, Series::Base, 100}, {2022, Series::Actual, 90}, {2024, Series::Target, 80}}}}));
    REQUIRE(progress.size() == 1);
    CHECK(*progress[0].expected == Approx(1));
}
