#include "core/plugin/aggregate.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "core/plugin/aggregate_parts.h"
#include "core/plugin/forecast.h"
#include "core/plugin/lorenz.h"
#include "core/plugin/spoken.h"

namespace chiiki {

void addSourceIds(Recipe& recipe, const Snapshot& snapshot, const std::vector<std::string>& sourceIds)
{
    for (const std::string& sourceId : sourceIds) {
        if (std::find(recipe.sourceIds.begin(), recipe.sourceIds.end(), sourceId) != recipe.sourceIds.end())
            continue;
        recipe.sourceIds.push_back(sourceId);
        const SourceEdition* edition = findSource(snapshot, sourceId);
        if (edition && !edition->limits.ja.empty() &&
            std::find(recipe.limits.begin(), recipe.limits.end(), edition->limits) == recipe.limits.end())
            recipe.limits.push_back(edition->limits);
    }
}

namespace {

Value dividedBy(const Value& part, const Value& whole, double scale)
{
    const Status status = weakest(weakest(part.status, whole.status), Status::Computed);
    if (!part.isNumber())
        return Value::absent(part.absence(), status);
    if (!whole.isNumber())
        return Value::absent(whole.absence(), status);
    if (*whole.number() == 0)
        return Value::absent(Absence::NotApplicable, status);
    return Value::of(*part.number() / *whole.number() * scale, status);
}

/// Divides every actual value by the value of the same place in `wholes`; of a year that `wholeOf` lacks all is
/// missing.
template <typename WholeOf>
void divide(ValuesByYear& parts, double scale, WholeOf wholeOf)
{
    for (auto& [year, values] : parts)
        for (std::size_t area = 0; area < values.size(); ++area) {
            values[area].value = dividedBy(values[area].value, wholeOf(year, area), scale);
            values[area].sourceId.clear();
        }
}

QuantityValues valuesOf(const EvaluationIndex& index, const Quantity& quantity, bool isCumulative)
{
    return quantity.by == Aggregation::Value ? longValues(index, quantity)
                                             : aggregatedValues(index, quantity, isCumulative);
}

/// Each year the sum of all years so far; unknown from the first gap on.
void accumulate(ValuesByYear& years)
{
    const std::vector<AreaValue>* before = nullptr;
    for (auto& [year, values] : years) {
        for (std::size_t area = 0; before && area < values.size(); ++area) {
            const Value& soFar = (*before)[area].value;
            Value& value = values[area].value;
            const Status status = weakest(weakest(soFar.status, value.status), Status::Computed);
            value = soFar.isNumber() && value.isNumber()
                        ? Value::of(*soFar.number() + *value.number(), status)
                        : Value::absent(soFar.isNumber() ? value.absence() : soFar.absence(), status);
            values[area].sourceId.clear();
        }
        before = &values;
    }
}

/// The city's value where it is not the quotient of the city's own sums.
void setCity(ValuesByYear& years, CityValue mode, bool isDivided)
{
    for (auto& [year, values] : years) {
        const std::size_t city = values.size() - 1;
        // How the city follows from its districts is not asked where a source gives it.
        if (values[city].isSaid)
            continue;
        if (mode == CityValue::None) {
            values[city].value = Value::absent(Absence::NotApplicable, Status::Computed);
            continue;
        }
        if (mode == CityValue::Ratio || (mode == CityValue::Sum && !isDivided))
            continue;
        std::vector<double> numbers;
        Status status = Status::Computed;
        for (std::size_t area = 0; area < city; ++area)
            if (const auto number = values[area].value.number()) {
                numbers.push_back(*number);
                status = weakest(status, values[area].value.status);
            }
        const double parts = mode == CityValue::Mean ? static_cast<double>(numbers.size()) : 1;
        values[city].value =
            numbers.empty() ? Value::absent(Absence::Missing, status) : Value::of(sumOf(numbers) / parts, status);
    }
}

std::string_view denominatorCode(Denominator per)
{
    switch (per) {
    case Denominator::Households:
        return "aggregate.households";
    case Denominator::AreaKm2:
        return "aggregate.area";
    default:
        return "aggregate.population";
    }
}

Text wholeFormula(const EvaluationIndex& index, const IndicatorSpec& spec)
{
    Text formula = formulaOf(index, spec.quantity);
    if (spec.isCumulative)
        formula = spoken("aggregate.cumulative", {formula});
    if (spec.over)
        formula = spoken("aggregate.divided", {formula, formulaOf(index, *spec.over)});
    if (spec.per != Denominator::None)
        formula = spoken("aggregate.divided", {formula, spoken({denominatorCode(spec.per), {}})});
    if (spec.perUnit != 1)
        formula = spoken("aggregate.per_unit", {formula, numberText(spec.perUnit, "")});
    return formula;
}

void addSeries(IndicatorResult& result, const EvaluationIndex& index, Series series, const ValuesByYear& years,
               const std::string& onlySource)
{
    const std::size_t city = index.districts().size();
    for (const auto& [year, values] : years)
        for (std::size_t area = result.indicator.cityOnly ? city : 0; area <= city; ++area) {
            // Of a target or base the places that have none are not spoken of.
            const Value& value = values[area].value;
            if (series != Series::Actual && !value.isNumber())
                continue;
            const std::string& sourceId = values[area].sourceId.empty() ? onlySource : values[area].sourceId;
            result.values.push_back({result.indicator.id,
                                     area == city ? std::string() : index.districts()[area].code,
                                     FiscalYear{year},
                                     series,
                                     value,
                                     sourceId,
                                     {}});
        }
}

std::optional<int> latestYearWithNumber(const IndicatorResult& result)
{
    std::optional<int> latest;
    for (const IndicatorValue& value : result.values)
        if (value.series == Series::Actual && value.value.isNumber())
            latest = std::max(latest, std::optional(value.year.year));
    return latest;
}

const IndicatorResult* findResult(const std::vector<IndicatorResult>& results, const std::string& id)
{
    const auto found =
        std::find_if(results.begin(), results.end(), [&](const IndicatorResult& r) { return r.indicator.id == id; });
    return found == results.end() ? nullptr : &*found;
}

IndicatorResult giniOf(const EvaluationIndex& index, const IndicatorSpec& spec,
                       const std::vector<IndicatorResult>& computed)
{
    IndicatorResult result;
    result.indicator = spec.indicator;
    result.indicator.cityOnly = true;
    const IndicatorSpec* ofSpec = findIndicator(index.input().manifest, spec.ofIndicator);
    IndicatorResult made;
    const IndicatorResult* of = findResult(computed, spec.ofIndicator);
    if (!of)
        of = findResult(index.input().others, spec.ofIndicator);
    if (!of && ofSpec && !ofSpec->isFromExecutable && ofSpec->quantity.by != Aggregation::Gini) {
        made = aggregateWith(index, *ofSpec, computed);
        of = &made;
    }
    if (!of) {
        result.recipe.formula = spoken("aggregate.gini", {plainText(spec.ofIndicator)});
        return result;
    }
    std::set<int> years;
    for (const IndicatorValue& value : of->values)
        if (value.series == Series::Actual && !value.districtCode.empty())
            years.insert(value.year.year);
    std::size_t without = 0;
    for (const int year : years) {
        const auto curve = lorenzOf(index.input().snapshot, *of, year, ofSpec ? ofSpec->perUnit : 1);
        const Value value =
            curve ? Value::of(curve->gini, curve->status) : Value::absent(Absence::Missing, Status::Computed);
        result.values.push_back({spec.indicator.id, {}, FiscalYear{year}, Series::Actual, value, {}, {}});
        without = curve ? curve->withoutValue.size() : without;
    }
    result.recipe = of->recipe;
    result.recipe.formula = spoken("aggregate.gini", {of->indicator.title});
    if (without > 0)
        result.recipe.limits.push_back(spoken({"aggregate.limit_gini_without", {std::to_string(without)}}));
    return result;
}

void addForecast(const IndicatorSpec& spec, IndicatorResult& result)
{
    std::vector<ForecastMethod> methods;
    std::vector<Text> titles;
    for (const std::string& word : spec.forecast->methods)
        if (const auto method = parseForecastMethod(word)) {
            methods.push_back(*method);
            titles.push_back(title(*method));
        }
    std::set<std::string> areas;
    std::map<std::string, Status> statusOf;
    for (const IndicatorValue& value : result.values)
        if (value.series == Series::Actual && value.value.isNumber()) {
            areas.insert(value.districtCode);
            const auto found = statusOf.try_emplace(value.districtCode, Status::Estimated).first;
            found->second = weakest(found->second, value.value.status);
        }
    bool isAny = false;
    for (const std::string& area : areas)
        for (const ForecastRange& range : forecastRanges(actualNumbers(result, area), spec.forecast->toYear, methods)) {
            const Text note =
                spoken("aggregate.forecast_note", {numberText(range.low, result.indicator.unit),
                                                   numberText(range.high, result.indicator.unit), joined(titles)});
            result.values.push_back({result.indicator.id,
                                     area,
                                     FiscalYear{range.year},
                                     Series::Forecast,
                                     Value::of(range.middle, statusOf[area]),
                                     {},
                                     note.ja});
            isAny = true;
        }
    if (isAny)
        result.recipe.limits.push_back(spoken("aggregate.limit_forecast", {joined(titles)}));
}

}  // namespace

void finishValues(const EvaluationIndex& index, const IndicatorSpec& spec, IndicatorResult& result)
{
    const TableSpec* table = index.tableSpec(spec.quantity.table);
    for (const auto& [year, target] : spec.targets) {
        const bool isSaid =
            std::any_of(result.values.begin(), result.values.end(), [wanted = year](const IndicatorValue& value) {
                return value.series == Series::Target && value.year.year == wanted && value.districtCode.empty();
            });
        if (!isSaid)
            result.values.push_back({result.indicator.id,
                                     {},
                                     FiscalYear{year},
                                     Series::Target,
                                     Value::of(target, Status::Official),
                                     table ? table->sourceId : std::string(),
                                     {}});
    }
    if (spec.forecast)
        addForecast(spec, result);
    // Districts by code, then the city, whose code is empty.
    const auto place = [](const IndicatorValue& value) {
        return std::make_tuple(value.year.year, value.districtCode.empty(), std::string_view(value.districtCode),
                               value.series);
    };
    std::stable_sort(result.values.begin(), result.values.end(),
                     [&](const IndicatorValue& a, const IndicatorValue& b) { return place(a) < place(b); });
}

IndicatorResult aggregateWith(const EvaluationIndex& index, const IndicatorSpec& spec,
                              const std::vector<IndicatorResult>& computed)
{
    if (spec.quantity.by == Aggregation::Gini) {
        IndicatorResult gini = giniOf(index, spec, computed);
        finishValues(index, spec, gini);
        return gini;
    }
    IndicatorResult result;
    result.indicator = spec.indicator;
    QuantityValues values = valuesOf(index, spec.quantity, spec.isCumulative);
    ValuesByYear& actual = values.series[Series::Actual];
    if (spec.isCumulative && spec.quantity.by == Aggregation::Value)
        accumulate(actual);
    result.recipe.limits = values.limits;
    if (!values.hasDistricts)
        result.indicator.cityOnly = true;

    if (spec.over) {
        QuantityValues wholes = valuesOf(index, *spec.over, spec.isCumulative);
        const TableSpec* table = index.tableSpec(spec.over->table);
        const bool hasYears = table && (!table->yearField.empty() || table->fiscalYear);
        const ValuesByYear& years = wholes.series[Series::Actual];
        divide(actual, 1, [&](int year, std::size_t area) {
            const auto found = years.find(hasYears ? year : index.yearOfToday());
            return found == years.end() ? Value::absent(Absence::Missing, Status::Computed) : found->second[area].value;
        });
        values.sourceIds.insert(values.sourceIds.end(), wholes.sourceIds.begin(), wholes.sourceIds.end());
        for (const Text& limit : wholes.limits)
            if (std::find(result.recipe.limits.begin(), result.recipe.limits.end(), limit) ==
                result.recipe.limits.end())
                result.recipe.limits.push_back(limit);
    }
    if (spec.per != Denominator::None) {
        const std::vector<Value>& wholes = index.denominators(spec.per);
        divide(actual, 1, [&](int, std::size_t area) { return wholes[area]; });
        for (const DemandArea& area : index.input().snapshot.demandAreas)
            if (!area.sourceId.empty() && (values.sourceIds.empty() || values.sourceIds.back() != area.sourceId))
                values.sourceIds.push_back(area.sourceId);
    }
    if (spec.perUnit != 1)
        for (auto& [year, areas] : actual)
            for (AreaValue& value : areas)
                if (value.value.isNumber())
                    value.value =
                        Value::of(*value.value.number() * spec.perUnit, weakest(value.value.status, Status::Computed));
    const bool isDivided = spec.over || spec.per != Denominator::None;
    if (values.hasDistricts)
        setCity(actual, spec.city, isDivided);

    addSourceIds(result.recipe, index.input().snapshot, values.sourceIds);
    const std::string onlySource =
        result.recipe.sourceIds.size() == 1 ? result.recipe.sourceIds.front() : std::string();
    for (const auto& [series, years] : values.series)
        addSeries(result, index, series, years, onlySource);
    result.recipe.formula = wholeFormula(index, spec);

    if (const auto latest = latestYearWithNumber(result))
        if (const auto found = values.reconciliations.find(*latest); found != values.reconciliations.end()) {
            result.reconciliation = found->second;
            result.hasReconciliation = true;
        }
    finishValues(index, spec, result);
    return result;
}

IndicatorResult aggregate(const EvaluationInput& input, const IndicatorSpec& spec)
{
    return aggregateWith(EvaluationIndex(input), spec, {});
}

}  // namespace chiiki
