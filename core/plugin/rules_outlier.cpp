#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "core/base/median.h"
#include "core/plugin/rule_checks.h"

namespace chiiki {
namespace {

constexpr std::size_t fewestToCompare = 3;

/// To the decimals the indicator is shown with, unless they are too coarse for numbers of this size.
Text told(double number, const Indicator& indicator, double size)
{
    const double step = std::pow(10.0, -indicator.decimals) / (indicator.unit == "ratio" ? 100 : 1);
    return size >= 100 * step ? roundedText(number, indicator.unit, indicator.decimals)
                              : numberText(number, indicator.unit);
}

/// The newest year in which a district has a number.
std::optional<int> latestYear(const RuleContext& context, const IndicatorResult& result)
{
    std::optional<int> latest;
    for (const IndicatorValue& value : result.values)
        if (value.series == Series::Actual && !value.districtCode.empty() && value.value.isNumber() &&
            context.isYearInForce(value.year.year))
            latest = std::max(latest, std::optional(value.year.year));
    return latest;
}

}  // namespace

void checkOutlier(const RuleContext& context)
{
    const IndicatorResult* result = context.indicator(context.rule.indicator);
    const std::optional<int> year = result ? latestYear(context, *result) : std::nullopt;
    std::vector<const IndicatorValue*> values;
    std::vector<double> numbers;
    std::size_t without = 0;
    bool hasSample = false;
    if (result)
        for (const IndicatorValue& value : result->values) {
            if (value.series != Series::Actual || value.districtCode.empty() || !year || value.year.year != *year)
                continue;
            if (!value.value.isNumber()) {
                ++without;
                continue;
            }
            values.push_back(&value);
            numbers.push_back(*value.value.number());
            hasSample = hasSample || value.value.status == Status::Sample;
        }
    RuleSubject city;
    city.year = year;
    city.hasSample = hasSample;
    if (values.size() < fewestToCompare) {
        const Text name = result ? result->indicator.title : plainText(context.rule.indicator);
        context.say(Verdict::Unknown, city,
                    spoken("rules.too_few", {plainText(std::to_string(values.size())), name,
                                             plainText(std::to_string(fewestToCompare))}));
        return;
    }
    const double median = medianOf(numbers);
    std::vector<double> deviations;
    for (const double number : numbers)
        deviations.push_back(std::abs(number - median));
    const double deviation = medianOf(deviations);
    if (deviation == 0) {
        // Half of the districts or more are equal: there is no usual distance to measure others by.
        context.say(Verdict::Unknown, city, spoken("rules.no_spread", {numberText(median, result->indicator.unit)}));
        return;
    }
    const double most = *context.limit * deviation;
    const auto say = [&](double number) { return told(number, result->indicator, most); };
    // What is never below zero cannot be too low by a limit that is.
    const bool hasLow = median - most >= 0 || *std::min_element(numbers.begin(), numbers.end()) < 0;
    const Text high = say(median + most);
    const Text range =
        hasLow ? spoken("rules.pass_range", {say(median - most), high}) : spoken("rules.pass_at_most", {high});
    for (const IndicatorValue* value : values) {
        const double number = *value->value.number();
        RuleSubject subject;
        subject.districtCode = value->districtCode;
        subject.year = year;
        subject.value = number;
        subject.limit = number < median ? median - most : median + most;
        subject.unit = result->indicator.unit;
        subject.hasSample = hasSample;
        const std::vector<Text> said = {result->indicator.title, say(number), say(median), range};
        if (std::abs(number - median) > most)
            context.say(Verdict::Fail, subject,
                        spoken(number > median ? "rules.outlier_high" : "rules.outlier_low", said), range);
        else
            context.say(Verdict::Pass, subject, spoken("rules.no_outlier", said));
    }
    if (without > 0)
        context.say(Verdict::Unknown, city, spoken({"rules.districts_without_value", {std::to_string(without)}}));
}

}  // namespace chiiki
