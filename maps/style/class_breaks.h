#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace chiiki {

enum class BreakMethod { NaturalBreaks, Quantile, EqualInterval };

/// "natural", "quantile", "equal": the words of the command line and of stored settings.
std::string_view code(BreakMethod method);
std::optional<BreakMethod> parseBreakMethod(std::string_view word);

/// Limits of classes: each class is closed below and open above, the last one closed on both sides.
struct ClassBreaks {
    double lowest = 0;  // of the values, not rounded
    double highest = 0;
    std::vector<double> limits;  // inner limits, ascending; n limits make n + 1 classes

    int classCount() const { return static_cast<int>(limits.size()) + 1; }
    /// 0-based; values outside lowest..highest go to the first or the last class.
    int classOf(double value) const;
};

/// Fisher's natural breaks (least sum of squared deviations from the class means, exact by dynamic programming; Fisher
/// 1958, used as "Jenks" in cartography): the first value of each class but the lowest. Values need not be sorted.
/// Fewer classes come back where there are fewer different values. Equal values are never split.
std::vector<double> naturalBreaks(std::span<const double> values, int classes);

/// As many values in each class as possible; equal values stay together, so classes may be fewer.
std::vector<double> quantileBreaks(std::span<const double> values, int classes);

/// Rounded half away from zero to this many significant digits; 0 stays 0.
double roundedToSignificant(double value, int digits);

/// Classes of the values (pool all years, so that a change of year never changes the legend). Limits lie between the
/// highest value of the lower class and the lowest of the upper one and have 2 significant digits, more only where two
/// digits would move a value into another class; equal intervals are rounded to 2 digits outright.
/// No values: one class from 0 to 0.
ClassBreaks makeBreaks(std::span<const double> values, BreakMethod method, int classes);

/// Fixed limits as a manifest or a person gives them (ascending). lowest and highest come from the values. Limits
/// outside the values stay: their classes are simply empty.
ClassBreaks manualBreaks(std::span<const double> values, std::span<const double> limits);

/// How many of the values fall into each class.
std::vector<int> countsByClass(std::span<const double> values, const ClassBreaks& breaks);

}  // namespace chiiki
