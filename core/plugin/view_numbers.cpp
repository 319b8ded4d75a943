#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "core/plugin/aggregate_tally.h"
#include "core/plugin/forecast.h"
#include "core/plugin/lorenz.h"
#include "core/plugin/rule_context.h"
#include "core/plugin/view_parts.h"

namespace chiiki {
namespace {

bool holds(const EvaluationIndex& index, const RuleSpec& rule)
{
    for (const auto& [parameter, wanted] : rule.when)
        if (parameterValue(index.input().manifest, index.input().parameters, parameter) != wanted)
            return false;
    return true;
}

/// 「R3.6.1～R7.3.31」; empty where the rule has no end at either side.
Text periodOf(const RuleSpec& rule)
{
    if (rule.from.empty() && rule.to.empty())
        return {};
    return {japaneseDate(rule.from) + "～" + japaneseDate(rule.to), rule.from + " to " + rule.to};
}

/// The fiscal years of a cap's period of which no row of the table tells: what was awarded then is not known.
std::set<int> untoldYears(const EvaluationIndex& index, const RuleSpec& rule)
{
    const auto from = fiscalYearOfAsOf(rule.from), to = fiscalYearOfAsOf(rule.to);
    const TableSpec* table = index.tableSpec(rule.of.table);
    std::set<int> years;
    if (rule.scope != CapScope::District || !from || !to || !table || table->yearField.empty())
        return years;
    for (int year = from->year; year <= to->year; ++year)
        if (const auto& rows = index.table(rule.of.table).rows;
            !index.isComplete(*table, year) && std::none_of(rows.begin(), rows.end(), [&](const PluginRow& row) {
                return !row.isRemoved && row.fiscalYear == year;
            }))
            years.insert(year);
    return years;
}

/// What a sum lacks: the years of rows that do not say their amount; how many they are where the sum is of one year or
/// a row has none. Empty where nothing is said, or all.
Text unsaidOf(const EvaluationIndex& index, const RuleSpec& rule, const TallyCell& cell)
{
    const int column = columnIndex(index.table(rule.of.table), rule.of.field);
    std::set<int> years = untoldYears(index, rule);
    int rows = static_cast<int>(years.size());
    bool hasYears = rule.scope != CapScope::DistrictYear;
    for (const PluginRow* row : cell.from)
        if (!numberOf(cellOf(*row, column))) {
            ++rows;
            years.insert(row->fiscalYear.value_or(0));
            hasYears = hasYears && row->fiscalYear.has_value();
        }
    if (rule.of.by != Aggregation::Total || rows == 0 || cell.numbers.empty())
        return {};
    if (!hasYears)
        return spoken("plugin.gauge_unsaid_rows", {plainText(std::to_string(rows))});
    std::vector<Text> names;
    for (const int year : years)
        names.push_back({shortTitle({year}, Language::Japanese), shortTitle({year}, Language::English)});
    return joined(names);
}

/// Those that the indicator names; otherwise the step of the last year and the median step.
std::vector<ForecastMethod> methodsFor(const Manifest& manifest, const std::string& indicatorId)
{
    std::vector<ForecastMethod> methods;
    if (const IndicatorSpec* spec = findIndicator(manifest, indicatorId); spec && spec->forecast)
        for (const std::string& word : spec->forecast->methods)
            if (const auto method = parseForecastMethod(word))
                methods.push_back(*method);
    return methods.empty() ? std::vector{ForecastMethod::LastStep, ForecastMethod::MedianStep} : methods;
}

}  // namespace

std::optional<int> latestYear(const IndicatorResult& result)
{
    std::optional<int> latest;
    for (const IndicatorValue& value : result.values)
        if (!value.districtCode.empty() && value.series == Series::Actual && value.value.isNumber())
            latest = std::max(latest.value_or(value.year.year), value.year.year);
    return latest;
}

std::map<std::string, Value> valuesOf(const IndicatorResult& result, int year)
{
    std::map<std::string, Value> values;
    for (const IndicatorValue& value : result.values)
        if (!value.districtCode.empty() && value.series == Series::Actual && value.year.year == year)
            values.emplace(value.districtCode, value.value);
    return values;
}

std::optional<int> rankOf(const Value& value, const std::map<std::string, Value>& all, Direction direction)
{
    const auto number = value.number();
    if (!number)
        return std::nullopt;
    int rank = 1;
    for (const auto& [code, other] : all) {
        const auto theirs = other.number();
        if (theirs && (direction == Direction::Less ? *theirs < *number : *theirs > *number))
            ++rank;
    }
    return rank;
}

Result<ViewData> gaugeView(ViewBuilder& builder)
{
    const EvaluationIndex& index = builder.index;
    GaugeView view;
    std::set<const PluginRow*> withoutDistrict;
    const std::vector<IndicatorResult> none;
    std::string tableId;
    for (const std::string& id : builder.spec.rules) {
        const RuleSpec& rule = *findRule(index.input().manifest, id);
        tableId = rule.of.table;
        std::vector<RuleOutcome> unused;
        const RuleContext context(index, rule, none, unused);
        if (!context.limit)
            continue;
        view.unit = rule.of.by == Aggregation::Count ? "count" : context.unitOf(rule.of);
        // Both ways to count a cap are shown; the one that the parameters chose says so.
        Text title = rule.title;
        if (!rule.when.empty() && holds(index, rule))
            title = spoken("plugin.gauge_chosen", {rule.title});
        const RowReader reader(index, rule.of);
        std::map<std::pair<std::string, int>, TallyCell> used;
        std::map<std::string, Text> labels;
        for (const PluginRow* row : context.rowsInForce()) {
            builder.saw(index.table(rule.of.table), *row);
            const int year = rule.scope == CapScope::DistrictYear ? row->fiscalYear.value_or(0) : 0;
            const TallyCell one = reader.read(*row);
            if (rule.scope == CapScope::Row || rule.scope == CapScope::City) {
                const std::string key = rule.scope == CapScope::Row ? row->uid : std::string();
                labels.emplace(key, rule.scope == CapScope::Row ? context.labelOf(*row) : index.districtTitle({}));
                used[{key, 0}].add(one);
                continue;
            }
            if (row->districtCodes.empty())
                withoutDistrict.insert(row);
            for (const std::string& code : std::set<std::string>(row->districtCodes.begin(), row->districtCodes.end()))
                used[{code, year}].add(one);
        }
        const bool isByDistrict = rule.scope == CapScope::District || rule.scope == CapScope::DistrictYear;
        for (const auto& [key, cell] : used) {
            const Value sum = valueOf(cell, rule.of, false, Status::Computed);
            GaugeView::Gauge gauge;
            gauge.title = title;
            gauge.districtCode = isByDistrict ? key.first : std::string();
            if (key.second)
                gauge.year = key.second;
            gauge.label = isByDistrict ? index.districtTitle(key.first) : labels.at(key.first);
            gauge.cap = *context.limit;
            gauge.status = cell.status;
            gauge.used = sum.number();
            gauge.unsaid = unsaidOf(index, rule, cell);
            gauge.period = periodOf(rule);
            view.gauges.push_back(std::move(gauge));
        }
        if (isByDistrict)
            for (const District& district : index.districts())
                if (std::none_of(used.begin(), used.end(),
                                 [&](const auto& entry) { return entry.first.first == district.code; }))
                    view.withoutRows.push_back(district.code);
    }
    std::sort(view.withoutRows.begin(), view.withoutRows.end());
    view.withoutRows.erase(std::unique(view.withoutRows.begin(), view.withoutRows.end()), view.withoutRows.end());
    if (view.gauges.empty())
        builder.noteWithoutRows(tableId);
    if (!withoutDistrict.empty())
        builder.note("plugin.view_rows_without_district", {plainText(std::to_string(withoutDistrict.size()))});
    return builder.finish(std::move(view));
}

Result<ViewData> lineView(ViewBuilder& builder)
{
    LineView view;
    std::set<ForecastMethod> used;
    for (const std::string& id : builder.spec.indicators) {
        const auto found = builder.indicator(id);
        if (!found)
            return tl::unexpected(found.error());
        const IndicatorResult& result = **found;
        LineView::Line line;
        line.title = result.indicator.title;
        line.unit = result.indicator.unit;
        int lastTarget = 0;
        for (const IndicatorValue& value : result.values) {
            if (!value.districtCode.empty())
                continue;
            builder.saw(result, value.value);
            line.points.push_back({value.year.year, value.value, value.series, value.note});
            if (value.series == Series::Target)
                lastTarget = std::max(lastTarget, value.year.year);
        }
        std::stable_sort(line.points.begin(), line.points.end(),
                         [](const LineView::Point& a, const LineView::Point& b) { return a.year < b.year; });
        const std::vector<ForecastMethod> methods = methodsFor(builder.index.input().manifest, id);
        for (const ForecastRange& range : forecastRanges(actualNumbers(result, {}), lastTarget, methods)) {
            line.forecast.push_back({range.year, range.low, range.high});
            used.insert(methods.begin(), methods.end());
        }
        view.lines.push_back(std::move(line));
    }
    std::vector<Text> titles;
    bool hasNumber = false;
    for (const LineView::Line& line : view.lines) {
        titles.push_back(line.title);
        for (const LineView::Point& point : line.points)
            hasNumber = hasNumber || point.value.isNumber();
    }
    if (!hasNumber)
        builder.noteWithoutValues(titles);
    for (const ForecastMethod method : used)
        view.methods.push_back(title(method));
    return builder.finish(std::move(view));
}

Result<ViewData> curveView(ViewBuilder& builder)
{
    const auto found = builder.indicator(builder.spec.indicators.front());
    if (!found)
        return tl::unexpected(found.error());
    const auto year = latestYear(**found);
    const auto lorenz = year ? lorenzOf(builder.index.input().snapshot, **found, *year) : std::nullopt;
    if (!lorenz) {
        builder.noteWithoutValues({(*found)->indicator.title});
        return builder.finish(CurveView{});
    }
    for (const IndicatorValue& value : (*found)->values)
        if (value.year.year == *year)
            builder.saw(**found, value.value);
    for (const DemandArea& area : builder.index.input().snapshot.demandAreas)
        builder.sawSource(area.sourceId);
    CurveView view;
    for (const Lorenz::Point& point : lorenz->points)
        view.points.push_back({point.people, point.amount, point.districtCode});
    view.gini = lorenz->gini;
    view.withoutValue = lorenz->withoutValue;
    view.status = lorenz->status;
    view.year = *year;
    view.amountTitle = (*found)->indicator.title;
    return builder.finish(std::move(view));
}

Result<ViewData> ranksView(ViewBuilder& builder)
{
    RanksView view;
    std::map<std::string, Value> sides[2];
    const IndicatorResult* results[2] = {};
    std::vector<Text> without;
    for (std::size_t side = 0; side < 2; ++side) {
        const auto found = builder.indicator(builder.spec.indicators[side]);
        if (!found)
            return tl::unexpected(found.error());
        results[side] = *found;
        const auto year = latestYear(**found);
        if (!year) {
            without.push_back((*found)->indicator.title);
            continue;
        }
        (side == 0 ? view.leftYear : view.rightYear) = *year;
        sides[side] = valuesOf(**found, *year);
        for (const auto& [code, value] : sides[side])
            builder.saw(**found, value);
    }
    view.left = results[0]->indicator;
    view.right = results[1]->indicator;
    if (!without.empty()) {
        builder.noteWithoutValues(without);
        return builder.finish(std::move(view));
    }
    const auto valueIn = [](const std::map<std::string, Value>& side, const std::string& code) {
        const auto found = side.find(code);
        return found == side.end() ? Value::absent(Absence::Missing) : found->second;
    };
    for (const District& district : builder.index.districts()) {
        RanksView::Item item;
        item.districtCode = district.code;
        item.leftValue = valueIn(sides[0], district.code);
        item.rightValue = valueIn(sides[1], district.code);
        item.left = rankOf(item.leftValue, sides[0], view.left.direction);
        item.right = rankOf(item.rightValue, sides[1], view.right.direction);
        view.items.push_back(std::move(item));
    }
    return builder.finish(std::move(view));
}

}  // namespace chiiki
