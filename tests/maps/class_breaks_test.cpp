#include <catch2/catch.hpp>

#include <algorithm>
#include <numeric>
#include <random>
#include <set>

#include "maps/style/class_breaks.h"

using namespace chiiki;

namespace {

/// Every way to cut the sorted values into k classes of different values; the least deviation found.
double leastDeviation(const std::vector<double>& sorted, std::size_t from, int classes)
{
    const auto deviation = [&](std::size_t begin, std::size_t end) {
        double mean = 0;
        for (std::size_t i = begin; i < end; ++i)
            mean += sorted[i] / static_cast<double>(end - begin);
        double sum = 0;
        for (std::size_t i = begin; i < end; ++i)
            sum += (sorted[i] - mean) * (sorted[i] - mean);
        return sum;
    };
    if (classes == 1)
        return deviation(from, sorted.size());
    double best = 1e300;
    for (std::size_t end = from + 1; end < sorted.size(); ++end)
        if (sorted[end] != sorted[end - 1])
            best = std::min(best, deviation(from, end) + leastDeviation(sorted, end, classes - 1));
    return best;
}

double deviationOf(const std::vector<double>& sorted, const std::vector<double>& firsts)
{
    double total = 0;
    std::size_t begin = 0;
    for (std::size_t c = 0; c <= firsts.size(); ++c) {
        const std::size_t end =
            c == firsts.size()
                ? sorted.size()
                : static_cast<std::size_t>(std::lower_bound(sorted.begin(), sorted.end(), firsts[c]) - sorted.begin());
        double mean = 0;
        for (std::size_t i = begin; i < end; ++i)
            mean += sorted[i] / static_cast<double>(end - begin);
        for (std::size_t i = begin; i < end; ++i)
            total += (sorted[i] - mean) * (sorted[i] - mean);
        begin = end;
    }
    return total;
}

}  // namespace

TEST_CASE("natural breaks of three heaps are between the heaps", "[breaks]")
{
    const std::vector<double> values = {51, 1, 2, 3, 10, 11, 12, 50, 52};
    CHECK(naturalBreaks(values, 3) == std::vector<double>{10, 50});
    const ClassBreaks breaks = makeBreaks(values, BreakMethod::NaturalBreaks, 3);
    CHECK(breaks.limits == std::vector<double>{6.5, 31});  // middles of 3..10 and 12..50
    CHECK(countsByClass(values, breaks) == std::vector<int>{3, 3, 3});
}

TEST_CASE("natural breaks are as good as the best of all cuts", "[breaks]")
{
    std::mt19937 random(20200401);
    for (int round = 0; round < 60; ++round) {
        const int count = 6 + static_cast<int>(random() % 7);
        const int classes = 2 + static_cast<int>(random() % 4);
        std::vector<double> values;
        for (int i = 0; i < count; ++i)
            values.push_back(static_cast<double>(random() % 40));
        std::sort(values.begin(), values.end());
        const auto different = std::set<double>(values.begin(), values.end()).size();
        const int possible = std::min<int>(classes, static_cast<int>(different));
        const auto firsts = naturalBreaks(values, classes);
        REQUIRE(firsts.size() + 1 == static_cast<std::size_t>(possible));
        CHECK(deviationOf(values, firsts) == Approx(leastDeviation(values, 0, possible)).margin(1e-9));
    }
}

TEST_CASE("classes are closed below and open above, the last one closed", "[breaks]")
{
    const std::vector<double> values = {16.6, 99.9, 100, 299, 1500, 3185};
    const std::vector<double> limits = {100, 300, 700, 1500};
    const ClassBreaks breaks = manualBreaks(values, limits);
    CHECK(breaks.classOf(99.999) == 0);
    CHECK(breaks.classOf(100) == 1);
    CHECK(breaks.classOf(1499.9) == 3);
    CHECK(breaks.classOf(1500) == 4);
    CHECK(breaks.classOf(3185) == 4);
    CHECK(countsByClass(values, breaks) == std::vector<int>{2, 2, 0, 0, 2});
}

TEST_CASE("quantiles hold as many values in each class, equal values together", "[breaks]")
{
    const std::vector<double> values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    CHECK(quantileBreaks(values, 5) == std::vector<double>{3, 5, 7, 9});
    CHECK(quantileBreaks(std::vector<double>{1, 1, 1, 1, 9}, 5) == std::vector<double>{9});
    CHECK(quantileBreaks(std::vector<double>{4, 4, 4}, 5).empty());
}

TEST_CASE("equal intervals are rounded to two significant digits", "[breaks]")
{
    const std::vector<double> values = {0, 1234};
    CHECK(makeBreaks(values, BreakMethod::EqualInterval, 4).limits == std::vector<double>{310, 620, 930});
    CHECK(roundedToSignificant(0.012345, 2) == 0.012);
    CHECK(roundedToSignificant(-1250, 2) == -1300);
    CHECK(roundedToSignificant(0, 2) == 0);
}

TEST_CASE("rounding a limit never moves a value into another class", "[breaks]")
{
    std::mt19937 random(7);
    for (int round = 0; round < 200; ++round) {
        std::vector<double> values;
        for (int i = 0; i < 21; ++i)
            values.push_back(1000 + static_cast<double>(random() % 1000) / 100);  // two digits cannot tell them
        std::vector<double> ordered = values;
        std::sort(ordered.begin(), ordered.end());
        const auto firsts = naturalBreaks(values, 5);
        const ClassBreaks breaks = makeBreaks(values, BreakMethod::NaturalBreaks, 5);
        REQUIRE(breaks.limits.size() == firsts.size());
        for (const double value : values) {
            const auto exact = std::upper_bound(firsts.begin(), firsts.end(), value) - firsts.begin();
            CHECK(breaks.classOf(value) == exact);
        }
        const auto counts = countsByClass(values, breaks);
        CHECK(std::accumulate(counts.begin(), counts.end(), 0) == 21);
    }
}

TEST_CASE("no values and one value make one class", "[breaks]")
{
    CHECK(makeBreaks({}, BreakMethod::NaturalBreaks, 5).classCount() == 1);
    CHECK(makeBreaks(std::vector<double>{5, 5}, BreakMethod::Quantile, 5).classCount() == 1);
}
