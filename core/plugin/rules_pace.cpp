#include <algorithm>
#include <cmath>
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

/// As published: percentages with one decimal, everything else as it is.
Text levelText(double number, std::string_view unit)
{
    return unit == "percent" || unit == "ratio" ? roundedText(number, unit, 1) : numberText(number, unit);
}

/// A yearly step to one decimal, so that it can be said: 6.7 and not 6.666 projects.
Text stepText(double step, std::string_view unit)
{
    const double scale = unit == "ratio" ? 1000 : 10;
    const double rounded = std::round(step * scale) / scale;
    return differenceText(rounded == 0 ? step : rounded, unit);
}

/// "平成28年度55事業（基準値）→令和4年度72事業": the way so far.
Text historyText(const std::vector<YearNumber>& known, std::size_t bases, std::string_view unit)
{
    Text all;
    for (std::size_t i = 0; i < known.size(); ++i) {
        const Text one = spoken(i < bases ? "rules.pace_base_point" : "rules.pace_point",
                                {yearText(known[i].year), levelText(known[i].value, unit)});
        all.ja += (i == 0 ? "" : "→") + one.ja;
        all.en += (i == 0 ? "" : ", ") + one.en;
    }
    return all;
}

/// Precondition: the year is among those known.
double valueIn(const std::vector<YearNumber>& known, int year)
{
    return std::find_if(known.begin(), known.end(), [&](const YearNumber& one) { return one.year == year; })->value;
}

/// It never came nearer to its target: from where to where it went.
Text awayText(const Text& name, const std::vector<YearNumber>& known, bool isFromBase, std::string_view unit)
{
    const YearNumber &first = known.front(), &last = known.back();
    const Text from = spoken(isFromBase ? "rules.pace_from_base" : "rules.pace_from",
                             {levelText(first.value, unit), yearText(first.year)});
    const std::string_view how = last.value < first.value   ? "rules.pace_fell"
                                 : last.value > first.value ? "rules.pace_rose"
                                                            : "rules.pace_stood";
    return spoken(how, {name, from, levelText(last.value, unit), yearText(last.year),
                        differenceText(std::abs(last.value - first.value), unit)});
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
    const std::vector<YearNumber> known = numbersFromBase(*result, {});
    const std::size_t bases = known.size() - actualNumbers(*result, {}).size();
    const std::string& unit = result->indicator.unit;
    const PaceAnswer pace = paceTo(known, target->year, target->value, result->indicator.direction == Direction::Less);
    RuleSubject subject;
    subject.unit = unit;
    subject.limit = target->value;
    subject.hasSample =
        target->isSample || std::any_of(result->values.begin(), result->values.end(), [](const auto& v) {
            return (v.series == Series::Actual || v.series == Series::Base) && v.districtCode.empty() &&
                   v.value.isNumber() && v.value.status == Status::Sample;
        });
    const Text name = result->indicator.title;
    const Text wanted = levelText(target->value, unit), by = yearText(target->year);
    if (!pace.last) {
        context.say(Verdict::Unknown, subject, spoken("rules.pace_no_value", {name, wanted, by}));
        return;
    }
    subject.value = pace.last->value;
    subject.year = pace.last->year;
    const Text has = levelText(pace.last->value, unit);
    if (pace.state == PaceAnswer::State::Reached) {
        subject.isWorthTelling = pace.last->year < target->year;
        subject.advice = spoken({"rules.do_next_target", {}});
        const int reachedIn = pace.reachedIn.value_or(pace.last->year);
        context.say(
            Verdict::Pass, subject,
            spoken("rules.pace_reached", {name, has, wanted, by, yearText(reachedIn),
                                          levelText(valueIn(known, reachedIn), unit), yearText(pace.last->year)}));
        return;
    }
    if (!pace.neededPerYear) {
        context.say(Verdict::Fail, subject, spoken("rules.pace_over", {name, has, wanted, by}),
                    spoken(pace.isUpwards ? "rules.pass_at_least" : "rules.pass_at_most", {wanted}));
        return;
    }
    const Text needed = stepText(*pace.neededPerYear, unit);
    if (!pace.bestPerYear) {
        context.say(Verdict::Unknown, subject, spoken("rules.pace_unknown", {name, has, wanted, by, needed}));
        return;
    }
    if (pace.state == PaceAnswer::State::Reachable) {
        Text sentence =
            spoken("rules.pace_reachable", {name, has, wanted, by, needed, stepText(*pace.bestPerYear, unit),
                                            yearText(pace.outOfReachFrom.value_or(target->year))});
        // Within reach, and the last step went the other way all the same.
        const double before = known.size() < 2 ? pace.last->value : known[known.size() - 2].value;
        if (pace.isUpwards ? pace.last->value < before : pace.last->value > before) {
            const Text away = spoken(pace.isUpwards ? "rules.pace_last_fell" : "rules.pace_last_rose",
                                     {yearText(known[known.size() - 2].year), levelText(before, unit), has,
                                      differenceText(std::abs(pace.last->value - before), unit)});
            sentence = {sentence.ja + away.ja, sentence.en + away.en};
            subject.isWorthTelling = true;
            subject.advice = spoken({"rules.do_ask_why", {}});
        }
        context.say(Verdict::Pass, subject, sentence);
        return;
    }
    const Text wouldPass = spoken("rules.pass_pace", {needed});
    const bool cameNearer = pace.isUpwards ? *pace.bestPerYear > 0 : *pace.bestPerYear < 0;
    if (!cameNearer) {
        const Text way = awayText(name, known, bases > 0, unit);
        context.say(Verdict::Fail, subject,
                    spoken("rules.pace_away", {way, wanted, by, needed, yearText(pace.last->year)}), wouldPass);
        return;
    }
    Text sentence = spoken("rules.pace_out_of_reach", {name, historyText(known, bases, unit), wanted, by, needed,
                                                       stepText(*pace.bestPerYear, unit), yearText(pace.bestFrom),
                                                       yearText(pace.bestTo), yearText(pace.last->year)});
    const YearNumber peak = *std::max_element(
        known.begin(), known.end(), [](const YearNumber& a, const YearNumber& b) { return a.value < b.value; });
    if (pace.isUpwards && peak.value > pace.last->value) {
        const Text below = spoken("rules.pace_below_peak", {yearText(peak.year), levelText(peak.value, unit),
                                                            differenceText(peak.value - pace.last->value, unit)});
        sentence = {sentence.ja + below.ja, sentence.en + below.en};
    }
    context.say(Verdict::Fail, subject, sentence, wouldPass);
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
