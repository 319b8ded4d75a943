#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/overlay.h"

/// 見込: a series continued by plain methods that anyone can redo with a pencil, and the pace that a target needs.
namespace chiiki {

struct YearNumber {
    int year = 0;
    double value = 0;

    bool operator==(const YearNumber&) const = default;
};

enum class ForecastMethod {
    LastStep,    // the step of the two last years goes on
    MedianStep,  // the median of all yearly steps goes on; a step over a gap is divided by its years
    Trend,       // Theil-Sen: median slope of all pairs of years (Theil 1950, Sen 1968), through the median of the
                 // intercepts
};

/// "last_step", "median_step", "trend".
std::string_view code(ForecastMethod method);
std::optional<ForecastMethod> parseForecastMethod(std::string_view word);
Text title(ForecastMethod method);

/// The actual numbers of a district (empty code = the city) by year; years without a number are not in it.
std::vector<YearNumber> actualNumbers(const IndicatorResult& result, std::string_view districtCode);

/// The same with the base values of earlier years (基準値) before them.
std::vector<YearNumber> numbersFromBase(const IndicatorResult& result, std::string_view districtCode);

/// nullopt for fewer than two years. Precondition of all below: `actual` is by year, each year once.
std::optional<double> forecastFor(std::span<const YearNumber> actual, int year, ForecastMethod method);

struct ForecastRange {
    int year = 0;
    double low = 0;  // over the methods
    double high = 0;
    double middle = 0;  // median over the methods
};

/// A range for each year after the last up to `toYear`; empty where there are fewer than two years or no method.
std::vector<ForecastRange> forecastRanges(std::span<const YearNumber> actual, int toYear,
                                          std::span<const ForecastMethod> methods);

/// What stands between a series and its target. A lower target than the first value counts downwards.
struct PaceAnswer {
    enum class State {
        Reached,     // the last value is the target or beyond
        Reachable,   // the pace needed was seen before
        OutOfReach,  // more a year would be needed than was ever seen
        Unknown,     // fewer than two years: no pace was ever seen
    };
    State state = State::Unknown;
    std::optional<YearNumber> last;       // nullopt: no actual value at all
    std::optional<int> reachedIn;         // first year at the target or beyond
    std::optional<double> neededPerYear;  // (target - last) / years left; nullopt when reached or no year is left
    std::optional<double> bestPerYear;    // the best yearly step towards the target ever seen ...
    int bestFrom = 0;                     // ... between these two years
    int bestTo = 0;
    /// At the best pace without a pause, the first year in which the target is no longer reached by its year if
    /// nothing changes until then. nullopt when reached or no pace towards the target was ever seen.
    std::optional<int> outOfReachFrom;
    bool isUpwards = true;
};

/// `isLessBetter`: the target lies below (falling numbers are good).
PaceAnswer paceTo(std::span<const YearNumber> actual, int targetYear, double target, bool isLessBetter);

}  // namespace chiiki
