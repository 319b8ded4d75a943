#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "core/plugin/aggregate_tally.h"
#include "core/plugin/forecast.h"
#include "core/plugin/rule_checks.h"

namespace chiiki {
namespace {

bool isSame(double a, double b)
{
    // Printed decimals are not exact in binary: 65.3 - 64.5 is 0.7999....
    return std::abs(a - b) <= 1e-9 * std::max({1.0, std::abs(a), std::abs(b)});
}

/// A sum of the whole city, and whether all that goes into it is known.
struct CitySum {
    TallyCell cell;
    std::vector<const PluginRow*> rowsWithoutValue;
    std::optional<double> number;
};

/// By year; under 0 where the table has none, and all years together under `allYears`.
constexpr int allYears = 0;

std::map<int, CitySum> sumsOf(const RuleContext& context, const Quantity& quantity)
{
    std::map<int, CitySum> sums;
    const TableSpec* spec = context.index.tableSpec(quantity.table);
    if (!spec)
        return sums;
    const RowReader reader(context.index, quantity);
    for (const PluginRow* row : context.rowsInForce(quantity.table, quantity.where)) {
        if (row->districtCodes.empty() && row->placement.rest == Placement::Rest::Outside)
            continue;
        const std::optional<int> year = row->fiscalYear ? row->fiscalYear : spec->fiscalYear;
        for (const int of : std::set<int>{allYears, year.value_or(allYears)}) {
            CitySum& sum = sums[of];
            sum.cell.add(reader.read(*row));
            if (quantity.by != Aggregation::Count && !reader.hasValue(*row))
                sum.rowsWithoutValue.push_back(row);
        }
    }
    for (auto& [year, sum] : sums) {
        Quantity summed = quantity;
        if (summed.by == Aggregation::Value)
            summed.by = Aggregation::Total;
        sum.number = valueOf(sum.cell, summed, false, Status::Computed).number();
    }
    return sums;
}

struct Published {
    double number = 0;
    bool isSample = false;
};

/// What the sum is held against, by year; `allYears` where it has none.
std::map<int, Published> publishedOf(const RuleContext& context)
{
    std::map<int, Published> published;
    if (context.rule.equals) {
        published[allYears] = {*context.rule.equals, false};
    } else if (context.rule.published) {
        const TableSpec* spec = context.index.tableSpec(context.rule.published->table);
        const bool hasYears = spec && (!spec->yearField.empty() || spec->fiscalYear);
        for (const auto& [year, sum] : sumsOf(context, *context.rule.published))
            if ((year != allYears) == hasYears && sum.number)
                published[year] = {*sum.number, sum.cell.status == Status::Sample};
    } else if (const IndicatorResult* indicator = context.indicator(context.rule.indicator)) {
        for (const IndicatorValue& value : indicator->values)
            if (value.districtCode.empty() && value.series == Series::Actual && value.value.isNumber() &&
                context.isYearInForce(value.year.year))
                published[value.year.year] = {*value.value.number(), value.value.status == Status::Sample};
    }
    return published;
}

/// Of a count, which has none of its own, that of what it is held against.
std::string unitOfSum(const RuleContext& context)
{
    if (std::string own = context.unitOf(context.rule.of); !own.empty())
        return own;
    if (context.rule.published)
        return context.unitOf(*context.rule.published);
    const IndicatorResult* indicator = context.indicator(context.rule.indicator);
    return indicator ? indicator->indicator.unit : std::string();
}

/// What a sum is held against, in words.
Text comparedText(const RuleContext& context)
{
    const IndicatorResult* indicator = context.indicator(context.rule.indicator);
    return indicator ? spoken("rules.sum_indicator", {indicator->indicator.title})
                     : spoken({"rules.sum_published", {}});
}

/// Of few rows each with its own value: their sum may not be one. Of many the sum.
Text knownText(const RuleContext& context, const CitySum& sum, const std::string& unit)
{
    constexpr std::size_t mostNamed = 3;
    const int column = columnIndex(context.rows, context.rule.of.field);
    std::vector<Text> ones;
    for (const PluginRow* row : sum.cell.from)
        if (const auto number = numberOf(cellOf(*row, column)))
            ones.push_back(spoken("rules.sum_one", {context.labelOf(*row), numberText(*number, unit)}));
    if (!ones.empty() && ones.size() <= mostNamed)
        return joined(ones);
    const std::size_t known = sum.cell.from.size() - sum.rowsWithoutValue.size();
    return spoken("rules.sum_in_all", {numberText(*sum.number, unit), plainText(std::to_string(known))});
}

void compareSum(const RuleContext& context, std::optional<int> year, const CitySum* sum, const Published& published)
{
    const std::string unit = unitOfSum(context);
    RuleSubject subject;
    subject.year = year;
    subject.unit = unit;
    subject.limit = published.number;
    subject.hasSample = published.isSample;
    const Text said = numberText(published.number, unit), compared = comparedText(context);
    const Text wouldPass = spoken("rules.pass_sum", {said});
    if (!sum || !sum->number) {
        context.say(Verdict::Unknown, subject, spoken("rules.sum_without_rows", {said, compared, context.table->title}),
                    wouldPass);
        return;
    }
    subject.rows = sum->cell.from;
    subject.value = sum->number;
    const Text counted = numberText(*sum->number, unit);
    if (!sum->rowsWithoutValue.empty()) {
        const Text rows = plainText(std::to_string(sum->rowsWithoutValue.size()));
        std::vector<Text> unsaid;
        for (const PluginRow* row : sum->rowsWithoutValue)
            unsaid.push_back(context.labelOf(*row));
        context.say(Verdict::Unknown, subject,
                    spoken("rules.sum_unsaid", {knownText(context, *sum, unit), rows, said, compared, joined(unsaid)}),
                    wouldPass);
        return;
    }
    if (isSame(*sum->number, published.number)) {
        context.say(Verdict::Pass, subject, spoken("rules.sum_equal", {counted, said, compared}));
        return;
    }
    const double gap = *sum->number - published.number;
    context.say(Verdict::Fail, subject,
                spoken(gap < 0 ? "rules.sum_short" : "rules.sum_over",
                       {counted, said, differenceText(std::abs(gap), unit), compared}),
                wouldPass);
}

}  // namespace

void checkSumEquals(const RuleContext& context)
{
    const std::map<int, CitySum> sums = sumsOf(context, context.rule.of);
    const std::map<int, Published> published = publishedOf(context);
    if (published.empty()) {
        if (context.isTodayInForce())
            context.say(Verdict::Unknown, {}, spoken({"rules.nothing_published", {}}));
        return;
    }
    const auto sumAt = [&](int year) {
        const auto found = sums.find(year);
        return found == sums.end() ? nullptr : &found->second;
    };
    const bool sumsHaveYears = !sums.empty() && sums.rbegin()->first != allYears;
    for (const auto& [year, number] : published) {
        const bool isLast = year == published.rbegin()->first;
        if (year == allYears) {
            // A number given without its year is that of the newest rows.
            const int of = sumsHaveYears ? sums.rbegin()->first : allYears;
            compareSum(context, of == allYears ? std::nullopt : std::optional(of), sumAt(of), number);
        } else if (!sumsHaveYears) {
            if (isLast)
                compareSum(context, year, sumAt(allYears), number);
        } else if (sumAt(year) || isLast) {
            // Years before the first rows say nothing; of the newest the gap itself is worth a word.
            compareSum(context, year, sumAt(year), number);
        }
    }
}

void checkStatedChange(const RuleContext& context)
{
    const IndicatorResult* indicator = context.indicator(context.rule.indicator);
    const int column = columnIndex(context.rows, context.rule.of.field);
    for (const PluginRow* row : context.rowsInForce()) {
        const std::optional<double> stated = numberOf(cellOf(*row, column));
        if (!stated)
            continue;
        const std::string area = row->districtCodes.size() == 1 ? row->districtCodes.front() : std::string();
        std::vector<YearNumber> actual = indicator ? actualNumbers(*indicator, area) : std::vector<YearNumber>();
        if (row->fiscalYear)
            actual.erase(std::remove_if(actual.begin(), actual.end(),
                                        [&](const YearNumber& of) { return of.year > *row->fiscalYear; }),
                         actual.end());
        const std::string unit = indicator ? indicator->indicator.unit : std::string();
        RuleSubject subject;
        subject.rows = {row};
        subject.isOfRow = true;
        subject.year = row->fiscalYear;
        subject.unit = unit;
        subject.limit = stated;
        const Text said = differenceText(*stated, unit);
        if (actual.size() < 2 || (row->fiscalYear && actual.back().year != *row->fiscalYear)) {
            context.say(Verdict::Unknown, subject, spoken("rules.change_unknown", {said}));
            continue;
        }
        const YearNumber& before = actual[actual.size() - 2];
        const YearNumber& last = actual.back();
        subject.value = last.value - before.value;
        const std::vector<Text> numbers = {said, numberText(before.value, unit), numberText(last.value, unit),
                                           differenceText(*subject.value, unit)};
        if (isSame(*subject.value, *stated))
            context.say(Verdict::Pass, subject, spoken("rules.change_equal", numbers));
        else
            context.say(Verdict::Fail, subject, spoken("rules.change_differs", numbers),
                        spoken("rules.pass_change", {numbers[3]}));
    }
}

}  // namespace chiiki
