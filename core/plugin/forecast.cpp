#include "core/plugin/forecast.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/base/median.h"
#include "core/plugin/spoken.h"

namespace chiiki {
namespace {

constexpr std::array<std::pair<ForecastMethod, std::string_view>, 3> methodWords{{
    {ForecastMethod::LastStep, "last_step"},
    {ForecastMethod::MedianStep, "median_step"},
    {ForecastMethod::Trend, "trend"},
}};

double perYear(const YearNumber& from, const YearNumber& to)
{
    return (to.value - from.value) / (to.year - from.year);
}

std::vector<double> yearlySteps(std::span<const YearNumber> actual)
{
    std::vector<double> steps;
    for (std::size_t i = 1; i < actual.size(); ++i)
        steps.push_back(perYear(actual[i - 1], actual[i]));
    return steps;
}

double theilSenAt(std::span<const YearNumber> actual, int year)
{
    std::vector<double> slopes;
    for (std::size_t i = 0; i < actual.size(); ++i)
        for (std::size_t j = i + 1; j < actual.size(); ++j)
            slopes.push_back(perYear(actual[i], actual[j]));
    const double slope = medianOf(slopes);
    // From the last year, so that intercepts stay of the size of the values.
    const int origin = actual.back().year;
    std::vector<double> intercepts;
    for (const YearNumber& point : actual)
        intercepts.push_back(point.value - slope * (point.year - origin));
    return medianOf(intercepts) + slope * (year - origin);
}

}  // namespace

std::string_view code(ForecastMethod method)
{
    for (const auto& [key, word] : methodWords)
        if (key == method)
            return word;
    return {};
}

std::optional<ForecastMethod> parseForecastMethod(std::string_view word)
{
    for (const auto& [key, text] : methodWords)
        if (text == word)
            return key;
    return std::nullopt;
}

Text title(ForecastMethod method)
{
    switch (method) {
    case ForecastMethod::LastStep:
        return spoken({"aggregate.method_last_step", {}});
    case ForecastMethod::MedianStep:
        return spoken({"aggregate.method_median_step", {}});
    case ForecastMethod::Trend:
        return spoken({"aggregate.method_trend", {}});
    }
    return {};
}

std::vector<YearNumber> actualNumbers(const IndicatorResult& result, std::string_view districtCode)
{
    std::vector<YearNumber> numbers;
    for (const IndicatorValue& value : result.values)
        if (value.series == Series::Actual && value.districtCode == districtCode && value.value.isNumber())
            numbers.push_back({value.year.year, *value.value.number()});
    std::sort(numbers.begin(), numbers.end(), [](const YearNumber& a, const YearNumber& b) { return a.year < b.year; });
    return numbers;
}

std::vector<YearNumber> numbersFromBase(const IndicatorResult& result, std::string_view districtCode)
{
    const std::vector<YearNumber> actual = actualNumbers(result, districtCode);
    std::vector<YearNumber> numbers;
    for (const IndicatorValue& value : result.values)
        if (value.series == Series::Base && value.districtCode == districtCode && value.value.isNumber() &&
            !actual.empty() && value.year.year < actual.front().year)
            numbers.push_back({value.year.year, *value.value.number()});
    std::sort(numbers.begin(), numbers.end(), [](const YearNumber& a, const YearNumber& b) { return a.year < b.year; });
    numbers.insert(numbers.end(), actual.begin(), actual.end());
    return numbers;
}

std::optional<double> forecastFor(std::span<const YearNumber> actual, int year, ForecastMethod method)
{
    if (actual.size() < 2)
        return std::nullopt;
    const YearNumber& last = actual.back();
    switch (method) {
    case ForecastMethod::LastStep:
        return last.value + perYear(actual[actual.size() - 2], last) * (year - last.year);
    case ForecastMethod::MedianStep:
        return last.value + medianOf(yearlySteps(actual)) * (year - last.year);
    case ForecastMethod::Trend:
        return theilSenAt(actual, year);
    }
    return std::nullopt;
}

std::vector<ForecastRange> forecastRanges(std::span<const YearNumber> actual, int toYear,
                                          std::span<const ForecastMethod> methods)
{
    std::vector<ForecastRange> ranges;
    if (actual.size() < 2 || methods.empty())
        return ranges;
    for (int year = actual.back().year + 1; year <= toYear; ++year) {
        std::vector<double> numbers;
        for (const ForecastMethod method : methods)
            numbers.push_back(*forecastFor(actual, year, method));
        const auto [low, high] = std::minmax_element(numbers.begin(), numbers.end());
        ranges.push_back({year, *low, *high, medianOf(numbers)});
    }
    return ranges;
}

PaceAnswer paceTo(std::span<const YearNumber> actual, int targetYear, double target, bool isLessBetter)
{
    PaceAnswer answer;
    answer.isUpwards = !isLessBetter;
    if (actual.empty())
        return answer;
    // Downwards is upwards with the sign turned.
    const double sign = isLessBetter ? -1 : 1;
    // Numbers as printed carry one or two decimals; a difference in the last bit is none.
    const double tolerance = 1e-9 * std::max(1.0, std::abs(target));
    const auto isThere = [&](double value) { return sign * value >= sign * target - tolerance; };
    const YearNumber& last = actual.back();
    answer.last = last;
    for (const YearNumber& point : actual)
        if (isThere(point.value) && !answer.reachedIn)
            answer.reachedIn = point.year;
    for (std::size_t i = 1; i < actual.size(); ++i) {
        const double step = perYear(actual[i - 1], actual[i]);
        if (answer.bestPerYear && sign * step <= sign * *answer.bestPerYear)
            continue;
        answer.bestPerYear = step;
        answer.bestFrom = actual[i - 1].year;
        answer.bestTo = actual[i].year;
    }
    if (isThere(last.value)) {
        answer.state = PaceAnswer::State::Reached;
        return answer;
    }
    const int yearsLeft = targetYear - last.year;
    const double gap = sign * (target - last.value);
    if (yearsLeft > 0)
        answer.neededPerYear = (target - last.value) / yearsLeft;
    else {
        answer.state = PaceAnswer::State::OutOfReach;
        answer.outOfReachFrom = targetYear;
        return answer;
    }
    if (!answer.bestPerYear)
        return answer;
    const double best = sign * *answer.bestPerYear;
    if (best <= 0) {
        answer.state = PaceAnswer::State::OutOfReach;
        return answer;
    }
    const int yearsAtBest = static_cast<int>(std::ceil(gap / best - 1e-9));
    answer.state = yearsAtBest <= yearsLeft ? PaceAnswer::State::Reachable : PaceAnswer::State::OutOfReach;
    // Standing still until the end of year y leaves targetYear - y years at the best pace.
    answer.outOfReachFrom = std::max(last.year, targetYear - yearsAtBest + 1);
    return answer;
}

}  // namespace chiiki
