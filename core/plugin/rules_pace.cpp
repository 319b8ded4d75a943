#include <algorithm>
#include <map>
#include <set>

#include "core/plugin/forecast.h"
#include "core/plugin/rule_checks.h"

namespace chiiki {
namespace {

Text yearText(int year)
{
    return {title(FiscalYear{year}, Language::Japanese), title(FiscalYear{year}, Language::English)};
}

struct Target {
    int year = 0;
    double value = 0;
    bool isSample = false;
};

/// The rule's own, otherwise the indicator's target of the year, otherwise its newest.
std::optional<Target> targetOf(const RuleSpec& rule, const IndicatorResult& result)
{
    std::optional<Target> target;
    for (const IndicatorValue& value : result.values) {
        const bool isAsked = !rule.targetYear || value.year.year == *rule.targetYear;
        if (value.series == Series::Target && value.districtCode.empty() && value.value.isNumber() && isAsked &&
            (!target || value.year.year > target->year))
            target = Target{value.year.year, *value.value.number(), value.value.status == Status::Sample};
    }
    if (rule.targetValue && rule.targetYear)
        target = Target{*rule.targetYear, *rule.targetValue, false};
    else if (rule.targetValue && target)
        target->value = *rule.targetValue;
    return target;
}

Text arrowed(const std::vector<Text>& parts)
{
    Text all;
    for (const Text& part : parts) {
        all.ja += (all.ja.empty() ? "" : " → ") + part.ja;
        all.en += (all.en.empty() ? "" : " → ") + part.en;
    }
    return all;
}

}  // namespace

void checkPace(const RuleContext& context)
{
    if (!context.isTodayInForce())
        return;
    const IndicatorResult* result = context.indicator(context.rule.indicator);
    const std::optional<Target> target = result ? targetOf(context.rule, *result) : std::nullopt;
    if (!target) {
        context.say(Verdict::Unknown, {}, spoken({"rules.no_target", {}}));
        return;
    }
    const std::vector<YearNumber> actual = actualNumbers(*result, {});
    const std::string& unit = result->indicator.unit;
    const PaceAnswer pace = paceTo(actual, target->year, target->value, result->indicator.direction == Direction::Less);
    RuleSubject subject;
    subject.unit = unit;
    subject.limit = target->value;
    subject.hasSample =
        target->isSample || std::any_of(result->values.begin(), result->values.end(), [](const auto& v) {
            return v.series == Series::Actual && v.districtCode.empty() && v.value.isNumber() &&
                   v.value.status == Status::Sample;
        });
    const Text name = result->indicator.title;
    const Text wanted = numberText(target->value, unit), by = yearText(target->year);
    if (!pace.last) {
        context.say(Verdict::Unknown, subject, spoken("rules.pace_no_value", {name, wanted, by}));
        return;
    }
    subject.value = pace.last->value;
    subject.year = pace.last->year;
    const Text has = numberText(pace.last->value, unit);
    if (pace.state == PaceAnswer::State::Reached) {
        subject.isWorthTelling = pace.last->year < target->year;
        context.say(Verdict::Pass, subject,
                    spoken("rules.pace_reached", {name, has, wanted, by, yearText(pace.reachedIn.value_or(0))}));
        return;
    }
    if (!pace.neededPerYear) {
        context.say(Verdict::Fail, subject, spoken("rules.pace_over", {name, has, wanted, by}),
                    spoken(pace.isUpwards ? "rules.pass_at_least" : "rules.pass_at_most", {wanted}));
        return;
    }
    const Text needed = differenceText(*pace.neededPerYear, unit);
    if (!pace.bestPerYear) {
        context.say(Verdict::Unknown, subject, spoken("rules.pace_unknown", {name, has, wanted, by, needed}));
        return;
    }
    const Text best = differenceText(*pace.bestPerYear, unit);
    std::vector<Text> said = {name, has, wanted, by, needed, best};
    if (pace.state == PaceAnswer::State::Reachable) {
        said.push_back(yearText(pace.outOfReachFrom.value_or(target->year)));
        context.say(Verdict::Pass, subject, spoken("rules.pace_reachable", said));
    } else {
        context.say(Verdict::Fail, subject, spoken("rules.pace_out_of_reach", said),
                    spoken("rules.pass_pace", {needed}));
    }
}

void checkFalling(const RuleContext& context)
{
    if (!context.isTodayInForce())
        return;
    const int steps = std::max(1, static_cast<int>(*context.limit));
    const IndicatorResult* result = context.indicator(context.rule.indicator);
    std::set<std::string> areas;
    std::optional<int> last;
    for (const IndicatorValue& value : result ? result->values : std::vector<IndicatorValue>()) {
        if (value.series != Series::Actual || !value.value.isNumber())
            continue;
        areas.insert(value.districtCode);
        last = std::max(last, std::optional(value.year.year));
    }
    const Text years = plainText(std::to_string(steps));
    const Text wouldPass = spoken("rules.pass_falling", {years});
    bool isAnyKnown = false;
    for (const std::string& area : areas) {
        std::map<int, double> known;
        for (const YearNumber& number : actualNumbers(*result, area))
            known[number.year] = number.value;
        std::vector<Text> seen;
        int falls = 0;
        bool isBroken = false;  // a step that does not fall: nothing missing could change that
        for (int year = *last - steps; year <= *last; ++year) {
            const auto now = known.find(year), before = known.find(year - 1);
            if (now != known.end())
                seen.push_back(numberText(now->second, result->indicator.unit));
            if (year == *last - steps || now == known.end() || before == known.end())
                continue;
            falls += now->second < before->second;
            isBroken = isBroken || now->second >= before->second;
        }
        if (falls < steps && !isBroken)
            continue;
        isAnyKnown = true;
        RuleSubject subject;
        subject.districtCode = area;
        subject.year = last;
        subject.unit = result->indicator.unit;
        subject.value = known.contains(*last) ? std::optional(known[*last]) : std::nullopt;
        subject.hasSample = std::any_of(result->values.begin(), result->values.end(), [&](const IndicatorValue& v) {
            return v.districtCode == area && v.value.isNumber() && v.value.status == Status::Sample;
        });
        const std::vector<Text> said = {result->indicator.title, years, arrowed(seen)};
        if (falls == steps)
            context.say(Verdict::Fail, subject, spoken("rules.falling", said), wouldPass);
        else
            context.say(Verdict::Pass, subject, spoken("rules.not_falling", said));
    }
    if (isAnyKnown)
        return;
    const Text name = result ? result->indicator.title : plainText(context.rule.indicator);
    context.say(Verdict::Unknown, {}, spoken("rules.falling_unknown", {name, years}), wouldPass);
}

}  // namespace chiiki
