#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

#include "core/plugin/forecast.h"

using namespace chiiki;

namespace {

// The city's results of FY2024, pages 14 to 16: what was surveyed, years without a survey left out.
const std::vector<YearNumber> kgi1 = {{2022, 67.0}};
const std::vector<YearNumber> kgi2 = {{2022, 49.6}, {2023, 51.9}, {2024, 51.9}};
const std::vector<YearNumber> kgi3 = {{2022, 65.0}, {2023, 64.5}, {2024, 65.3}};
const std::vector<YearNumber> kpi1 = {{2022, 45.8}, {2023, 48.6}, {2024, 46.4}};
const std::vector<YearNumber> kpi2 = {{2022, 188}, {2023, 156}, {2024, 247}};
const std::vector<YearNumber> kpi3 = {{2022, 85}, {2023, 105}, {2024, 122}};
const std::vector<YearNumber> kpi4 = {{2022, 72}, {2023, 70}, {2024, 70}};

using State = PaceAnswer::State;

}  // namespace

TEST_CASE("each method by hand on the joint projects", "[forecast]")
{
    // Steps 20 and 17; slopes of pairs 20, 17, 18.5; intercepts at 2024: 85+37, 105+18.5, 122 -> median 122.
    CHECK(*forecastFor(kpi3, 2027, ForecastMethod::LastStep) == Approx(122 + 3 * 17));
    CHECK(*forecastFor(kpi3, 2027, ForecastMethod::MedianStep) == Approx(122 + 3 * 18.5));
    CHECK(*forecastFor(kpi3, 2027, ForecastMethod::Trend) == Approx(122 + 3 * 18.5));
    // Intercepts of the training: slope of pairs -32, 91, 29.5 -> 29.5; 188+59, 156+29.5, 247 -> 247, 185.5, 247.
    CHECK(*forecastFor(kpi2, 2025, ForecastMethod::Trend) == Approx(247 + 29.5));
    CHECK_FALSE(forecastFor(kgi1, 2027, ForecastMethod::LastStep));
}

TEST_CASE("a gap of years is divided by its years", "[forecast]")
{
    const std::vector<YearNumber> gap = {{2016, 57}, {2022, 85}};
    CHECK(*forecastFor(gap, 2025, ForecastMethod::LastStep) == Approx(85 + 3 * 28.0 / 6));
    const PaceAnswer pace = paceTo(gap, 2027, 100, false);
    CHECK(*pace.bestPerYear == Approx(28.0 / 6));
    CHECK(*pace.neededPerYear == Approx(15.0 / 5));
}

TEST_CASE("the range of a forecast is from the lowest method to the highest", "[forecast]")
{
    const std::vector<ForecastMethod> methods = {ForecastMethod::LastStep, ForecastMethod::MedianStep};
    const auto ranges = forecastRanges(kgi3, 2027, methods);
    REQUIRE(ranges.size() == 3);
    CHECK(ranges.back().year == 2027);
    CHECK(ranges.back().high == Approx(65.3 + 3 * 0.8));
    CHECK(ranges.back().low == Approx(65.3 + 3 * 0.15));  // steps -0.5 and 0.8
    CHECK(ranges.back().middle == Approx(65.3 + 3 * 0.475));
    CHECK(forecastRanges(kgi1, 2027, methods).empty());
    CHECK(forecastRanges(kgi3, 2024, methods).empty());
}

TEST_CASE("the pace that the real targets of FY2027 need", "[forecast]")
{
    const PaceAnswer g1 = paceTo(kgi1, 2027, 85.0, false);
    CHECK(g1.state == State::Unknown);  // surveyed once: no pace is known
    CHECK(*g1.neededPerYear == Approx(3.6));
    CHECK_FALSE(g1.bestPerYear);

    const PaceAnswer g2 = paceTo(kgi2, 2027, 60.0, false);
    CHECK(g2.state == State::OutOfReach);  // 8.1 in 3 years, best 2.3: four years
    CHECK(*g2.neededPerYear == Approx(2.7));
    CHECK(*g2.bestPerYear == Approx(2.3));
    CHECK(*g2.outOfReachFrom == 2024);

    const PaceAnswer g3 = paceTo(kgi3, 2027, 67.5, false);
    CHECK(g3.state == State::Reachable);  // 2.2 in 3 years, best 0.8: three years
    CHECK(*g3.neededPerYear == Approx(2.2 / 3));
    CHECK(*g3.outOfReachFrom == 2025);

    const PaceAnswer p1 = paceTo(kpi1, 2027, 50.0, false);
    CHECK(p1.state == State::Reachable);  // 3.6 in 3 years, best 2.8: two years
    CHECK(*p1.outOfReachFrom == 2026);

    const PaceAnswer p2 = paceTo(kpi2, 2027, 250, false);
    CHECK(p2.state == State::Reachable);
    CHECK(*p2.neededPerYear == Approx(1.0));
    CHECK(*p2.outOfReachFrom == 2027);

    const PaceAnswer p3 = paceTo(kpi3, 2027, 100, false);
    CHECK(p3.state == State::Reached);
    CHECK(*p3.reachedIn == 2023);
    CHECK_FALSE(p3.neededPerYear);

    const PaceAnswer p4 = paceTo(kpi4, 2027, 90, false);
    CHECK(p4.state == State::OutOfReach);  // it never rose
    CHECK(*p4.neededPerYear == Approx(20.0 / 3));
    CHECK_FALSE(p4.outOfReachFrom);
}

TEST_CASE("a falling target counts downwards", "[forecast]")
{
    const std::vector<YearNumber> falling = {{2022, 30}, {2023, 27}, {2024, 26}};
    const PaceAnswer pace = paceTo(falling, 2027, 20, true);
    CHECK(pace.state == State::Reachable);
    CHECK(*pace.bestPerYear == Approx(-3));
    CHECK(*pace.neededPerYear == Approx(-2));
    CHECK(paceTo(falling, 2027, 26, true).state == State::Reached);
    CHECK(paceTo(falling, 2024, 20, true).state == State::OutOfReach);
}

TEST_CASE("what can be reached at the best pace is told apart from what cannot, for any series", "[forecast]")
{
    std::mt19937 random(11);
    std::uniform_real_distribution<double> step(-5, 5);
    for (int round = 0; round < 200; ++round) {
        std::vector<YearNumber> series = {{2020, 50}};
        for (int year = 2021; year < 2025; ++year)
            series.push_back({year, series.back().value + step(random)});
        const double target = 50 + 3 * step(random);
        const PaceAnswer pace = paceTo(series, 2028, target, false);
        double best = -1e9;
        for (std::size_t i = 1; i < series.size(); ++i)
            best = std::max(best, series[i].value - series[i - 1].value);
        if (series.back().value >= target)
            CHECK(pace.state == State::Reached);
        else
            CHECK((pace.state == State::Reachable) == (series.back().value + 4 * best >= target - 1e-6));
    }
}
