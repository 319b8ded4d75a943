#include "maps/style/class_breaks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace chiiki {
namespace {

// In the order of the enumeration.
constexpr std::array<std::string_view, 3> methodWords = {"natural", "quantile", "equal"};

std::vector<double> sorted(std::span<const double> values)
{
    std::vector<double> order(values.begin(), values.end());
    std::sort(order.begin(), order.end());
    return order;
}

/// The limit with the fewest significant digits (at least 2) in (below, above]: it parts the classes as they are.
double roundedLimit(double below, double above)
{
    for (int digits = 2; digits <= 15; ++digits) {
        for (const double wish : {(below + above) / 2, above}) {
            const double limit = roundedToSignificant(wish, digits);
            if (limit > below && limit <= above)
                return limit;
        }
    }
    return above;
}

ClassBreaks rangeOf(std::span<const double> values)
{
    ClassBreaks breaks;
    if (values.empty())
        return breaks;
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    breaks.lowest = *low;
    breaks.highest = *high;
    return breaks;
}

}  // namespace

std::string_view code(BreakMethod method)
{
    return methodWords[static_cast<std::size_t>(method)];
}

std::optional<BreakMethod> parseBreakMethod(std::string_view word)
{
    const auto found = std::find(methodWords.begin(), methodWords.end(), word);
    return found == methodWords.end() ? std::nullopt
                                      : std::optional(static_cast<BreakMethod>(found - methodWords.begin()));
}

int ClassBreaks::classOf(double value) const
{
    return static_cast<int>(std::upper_bound(limits.begin(), limits.end(), value) - limits.begin());
}

std::vector<double> naturalBreaks(std::span<const double> values, int classes)
{
    // Equal values are one point with a weight, so no class border can fall between them.
    std::vector<double> points;
    std::vector<double> weights;
    for (const double value : sorted(values)) {
        if (points.empty() || value != points.back()) {
            points.push_back(value);
            weights.push_back(0);
        }
        weights.back() += 1;
    }
    const std::size_t n = points.size();
    const std::size_t k = std::min<std::size_t>(static_cast<std::size_t>(std::max(classes, 1)), n);
    if (k < 2)
        return {};

    // Sums run over values less their middle, so that squares of large values do not eat the differences.
    const double middle = points[n / 2];
    std::vector<double> weight(n + 1, 0), sum(n + 1, 0), squares(n + 1, 0);
    for (std::size_t i = 0; i < n; ++i) {
        const double x = points[i] - middle;
        weight[i + 1] = weight[i] + weights[i];
        sum[i + 1] = sum[i] + weights[i] * x;
        squares[i + 1] = squares[i] + weights[i] * x * x;
    }
    const auto deviation = [&](std::size_t from, std::size_t to) {  // of points[from, to)
        const double s = sum[to] - sum[from];
        return squares[to] - squares[from] - s * s / (weight[to] - weight[from]);
    };

    // best[c][end]: least deviation of the first `end` points in c classes; start[c][end]: where its last class begins.
    constexpr double never = std::numeric_limits<double>::infinity();
    std::vector best(k + 1, std::vector<double>(n + 1, never));
    std::vector start(k + 1, std::vector<std::size_t>(n + 1, 0));
    best[0][0] = 0;
    for (std::size_t c = 1; c <= k; ++c) {
        for (std::size_t end = c; end <= n; ++end) {
            for (std::size_t from = c - 1; from < end; ++from) {
                const double total = best[c - 1][from] + deviation(from, end);
                if (total < best[c][end]) {
                    best[c][end] = total;
                    start[c][end] = from;
                }
            }
        }
    }
    std::vector<double> firsts(k - 1);
    std::size_t end = n;
    for (std::size_t c = k; c > 1; --c) {
        end = start[c][end];
        firsts[c - 2] = points[end];
    }
    return firsts;
}

std::vector<double> quantileBreaks(std::span<const double> values, int classes)
{
    const std::vector<double> order = sorted(values);
    std::vector<double> firsts;
    for (int c = 1; c < classes; ++c) {
        const std::size_t place =
            static_cast<std::size_t>(std::llround(static_cast<double>(order.size()) * c / classes));
        if (place >= order.size())
            break;
        const double first = order[place];
        if (first > order.front() && (firsts.empty() || first > firsts.back()))
            firsts.push_back(first);
    }
    return firsts;
}

double roundedToSignificant(double value, int digits)
{
    if (value == 0 || !std::isfinite(value))
        return value;
    const int power = digits - 1 - static_cast<int>(std::floor(std::log10(std::abs(value))));
    // Dividing by a whole power of ten gives the double nearest to the decimal; multiplying by 0.01 would not.
    if (power >= 0) {
        const double scale = std::pow(10.0, power);
        return std::round(value * scale) / scale;
    }
    const double scale = std::pow(10.0, -power);
    return std::round(value / scale) * scale;
}

ClassBreaks makeBreaks(std::span<const double> values, BreakMethod method, int classes)
{
    ClassBreaks breaks = rangeOf(values);
    if (values.empty() || classes < 2 || breaks.lowest == breaks.highest)
        return breaks;
    if (method == BreakMethod::EqualInterval) {
        for (int c = 1; c < classes; ++c) {
            const double limit =
                roundedToSignificant(breaks.lowest + (breaks.highest - breaks.lowest) * c / classes, 2);
            if (breaks.limits.empty() || limit > breaks.limits.back())
                breaks.limits.push_back(limit);
        }
        return breaks;
    }
    const std::vector<double> order = sorted(values);
    const auto firsts =
        method == BreakMethod::NaturalBreaks ? naturalBreaks(order, classes) : quantileBreaks(order, classes);
    for (const double first : firsts) {
        const auto above = std::lower_bound(order.begin(), order.end(), first);
        breaks.limits.push_back(roundedLimit(*std::prev(above), first));
    }
    return breaks;
}

ClassBreaks manualBreaks(std::span<const double> values, std::span<const double> limits)
{
    ClassBreaks breaks = rangeOf(values);
    breaks.limits.assign(limits.begin(), limits.end());
    return breaks;
}

std::vector<int> countsByClass(std::span<const double> values, const ClassBreaks& breaks)
{
    std::vector<int> counts(static_cast<std::size_t>(breaks.classCount()), 0);
    for (const double value : values)
        ++counts[static_cast<std::size_t>(breaks.classOf(value))];
    return counts;
}

}  // namespace chiiki
