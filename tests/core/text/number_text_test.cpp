#include <catch2/catch.hpp>

#include <charconv>
#include <limits>
#include <numeric>
#include <random>

#include "core/text/number_text.h"

using namespace chiiki;

TEST_CASE("the shortest text of a number reads back as the same number", "[numbers]")
{
    CHECK(shortestText(0) == "0");
    CHECK(shortestText(-0.0) == "0");
    CHECK(shortestText(193966) == "193966");
    CHECK(shortestText(0.1) == "0.1");
    CHECK(shortestText(-12.5) == "-12.5");
    CHECK(shortestText(123456789012.0) == "123456789012");
    std::mt19937_64 random(3);
    std::uniform_real_distribution<double> exponent(-20, 20);
    for (int i = 0; i < 2000; ++i) {
        const double number = std::pow(10, exponent(random)) * (i % 2 ? 1 : -1);
        const std::string text = shortestText(number);
        double back = 0;
        std::from_chars(text.data(), text.data() + text.size(), back);
        CHECK(back == number);
    }
}

TEST_CASE("numbers for people are grouped and rounded half up", "[numbers]")
{
    CHECK(groupedText(193966, 0) == "193,966");
    CHECK(groupedText(999, 0) == "999");
    CHECK(groupedText(0, 1, 2) == "0.0");
    CHECK(groupedText(0.000004, 1, 2) == "0.0");
    CHECK(groupedText(1000, 0) == "1,000");
    CHECK(groupedText(1234567.891, 2) == "1,234,567.89");
    CHECK(groupedText(0.5, 0) == "1");
    CHECK(groupedText(2.5, 0) == "3");
    CHECK(groupedText(0.285, 2) == "0.29");
    CHECK(groupedText(1.005, 2) == "1.01");
    CHECK(groupedText(-0.04, 1) == "0.0");
    CHECK(groupedText(-1234.5, 0) == "-1,235");
    CHECK(groupedText(99.95, 1) == "100.0");
}

TEST_CASE("rounded parts add up to the rounded sum, the largest remainders first", "[numbers]")
{
    CHECK(roundedToAddUp(std::vector{33.3, 33.3, 33.4}) == std::vector<std::int64_t>{33, 33, 34});
    CHECK(roundedToAddUp(std::vector{0.5, 0.5}) == std::vector<std::int64_t>{1, 0});
    CHECK(roundedToAddUp(std::vector{1.6, 1.6, 1.8}) == std::vector<std::int64_t>{2, 1, 2});
    CHECK(roundedToAddUp(std::vector{7206.0, 10519.0}) == std::vector<std::int64_t>{7206, 10519});
    CHECK(roundedToAddUp({}).empty());
    std::mt19937 random(8);
    std::uniform_real_distribution<double> people(0, 30000);
    for (int i = 0; i < 200; ++i) {
        std::vector<double> parts(21);
        for (double& part : parts)
            part = people(random);
        const auto rounded = roundedToAddUp(parts);
        CHECK(std::accumulate(rounded.begin(), rounded.end(), std::int64_t{0}) ==
              std::llround(std::accumulate(parts.begin(), parts.end(), 0.0)));
        for (std::size_t k = 0; k < parts.size(); ++k)
            CHECK(std::abs(static_cast<double>(rounded[k]) - parts[k]) < 1);
    }
}
