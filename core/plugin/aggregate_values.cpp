#include <algorithm>
#include <set>

#include "core/plugin/aggregate_parts.h"
#include "core/plugin/spoken.h"

namespace chiiki {
namespace {

bool addsUp(Aggregation by)
{
    return by == Aggregation::Count || by == Aggregation::Total;
}

/// A cell's part of a sum; 0 where nothing is said, since it adds nothing.
double amountOf(const TallyCell& cell, const Quantity& quantity)
{
    if (quantity.by == Aggregation::Total)
        return sumOf(cell.numbers);
    return quantity.field.empty() ? cell.rows : cell.rowsWithValue;
}

Reconciliation reconciliationOf(const YearTally& year, const Quantity& quantity)
{
    Reconciliation parts;
    for (const TallyCell& cell : year.districts)
        parts.districts += amountOf(cell, quantity);
    parts.repeated = amountOf(year.repeated, quantity);
    parts.outside = amountOf(year.outside, quantity);
    parts.unplaced = amountOf(year.unplaced, quantity);
    TallyCell all = year.city;
    all.add(year.outside);
    parts.source = amountOf(all, quantity);
    return parts;
}

Value shareOfDistricts(const YearTally& year)
{
    const auto having = std::count_if(year.districts.begin(), year.districts.end(),
                                      [](const TallyCell& cell) { return cell.rows > 0; });
    if (year.districts.empty() || (having == 0 && !year.isComplete))
        return Value::absent(Absence::Missing, Status::Computed);
    Status status = weakest(Status::Computed, year.city.status);
    if (having == 0)
        status = weakest(status, year.zeroStatus);
    return Value::of(static_cast<double>(having) / static_cast<double>(year.districts.size()), status);
}

std::string counted(int number)
{
    return numberText(number, "").ja;
}

Text fieldTitle(const EvaluationIndex& index, const Quantity& quantity)
{
    const TableSpec* spec = index.tableSpec(quantity.table);
    const FieldSpec* field = spec ? findField(*spec, quantity.field) : nullptr;
    if (!field)
        return plainText(quantity.field);
    return field->title.ja.empty() ? plainText(field->id) : field->title;
}

/// The newest year that has rows, and whether others have some too. Precondition: there are years.
std::pair<int, bool> newestOf(const QuantityTally& tally)
{
    std::optional<int> newest;
    bool isOneOfSeveral = false;
    for (const auto& [year, of] : tally.years)
        if (of.city.rows > 0 || of.outside.rows > 0) {
            isOneOfSeveral = newest.has_value();
            newest = year;
        }
    return {newest.value_or(tally.years.rbegin()->first), isOneOfSeveral};
}

/// What a reader of the newest year must know; where each year holds all years so far, of all of them.
std::vector<Text> limitsOf(const EvaluationIndex& index, const Quantity& quantity, const QuantityTally& tally,
                           bool holdsAllYears)
{
    std::vector<Text> limits;
    if (tally.rowsWithoutYear > 0)
        limits.push_back(spoken({"aggregate.limit_without_year", {counted(tally.rowsWithoutYear)}}));
    if (tally.years.empty())
        return limits;
    std::set<const PluginRow*> empty, unplaced, outside, repeated;
    bool hasGap = false;
    bool hasZero = false;  // known, since the year's list is complete
    const int column = columnIndex(index.table(quantity.table), quantity.field);
    const auto [newest, isOneOfSeveral] = newestOf(tally);
    for (const auto& [year, of] : tally.years) {
        const bool hasNone =
            std::any_of(of.districts.begin(), of.districts.end(), [](const TallyCell& cell) { return cell.rows == 0; });
        hasGap = hasGap || (!of.isComplete && hasNone);
        if (year != newest)
            continue;
        hasZero = of.isComplete && hasNone && valueOf({}, quantity, true, of.zeroStatus).isNumber();
        const bool isOfField = quantity.by != Aggregation::Count && quantity.by != Aggregation::ShareOfDistricts;
        for (const PluginRow* row : of.city.from)
            if (isOfField && isEmpty(cellOf(*row, column)))
                empty.insert(row);
        unplaced.insert(of.unplaced.from.begin(), of.unplaced.from.end());
        outside.insert(of.outside.from.begin(), of.outside.from.end());
        repeated.insert(of.repeated.from.begin(), of.repeated.from.end());
    }
    if (tally.hasDistricts && hasGap)
        limits.push_back(spoken(
            {quantity.by == Aggregation::ShareOfDistricts ? "aggregate.limit_share" : "aggregate.limit_absent", {}}));
    const Text year = {title(FiscalYear{newest}, Language::Japanese), title(FiscalYear{newest}, Language::English)};
    const auto add = [&, isOfOneYear = tally.hasYears && isOneOfSeveral && !holdsAllYears](const Text& limit) {
        limits.push_back(isOfOneYear ? spoken("aggregate.limit_of_year", {year, limit}) : limit);
    };
    if (tally.hasDistricts && hasZero && quantity.by != Aggregation::ShareOfDistricts)
        add(spoken({"aggregate.limit_zero", {}}));
    if (!empty.empty()) {
        const Text number = plainText(counted(static_cast<int>(empty.size())));
        add(spoken("aggregate.limit_empty", {number, fieldTitle(index, quantity)}));
    }
    const auto say = [&](std::string_view code, const std::set<const PluginRow*>& rows) {
        if (tally.hasDistricts && !rows.empty())
            add(spoken({code, {counted(static_cast<int>(rows.size()))}}));
    };
    say(quantity.by == Aggregation::Total ? "aggregate.limit_repeated_total" : "aggregate.limit_repeated", repeated);
    say("aggregate.limit_unplaced", unplaced);
    say("aggregate.limit_outside", outside);
    return limits;
}

std::string_view formulaCode(const Quantity& quantity)
{
    switch (quantity.by) {
    case Aggregation::Total:
        return "aggregate.total";
    case Aggregation::Mean:
        return "aggregate.mean";
    case Aggregation::Distinct:
        return "aggregate.distinct";
    case Aggregation::ShareOfDistricts:
        return "aggregate.share_of_districts";
    case Aggregation::Latest:
        return "aggregate.latest";
    case Aggregation::Value:
        return "aggregate.value";
    case Aggregation::Gini:
        return "aggregate.gini";
    case Aggregation::Count:
        break;
    }
    return quantity.field.empty() ? "aggregate.count" : "aggregate.count_with";
}

Text conditionText(const TableSpec& spec, const std::string& fieldId, const std::string& word)
{
    const FieldSpec* field = findField(spec, fieldId);
    const Text title = field && !field->title.ja.empty() ? field->title : plainText(fieldId);
    const bool isNot = !word.empty() && word.front() == '!';
    const std::string bare = isNot ? word.substr(1) : word;
    if (bare.empty())
        return spoken(isNot ? "aggregate.is_not_empty" : "aggregate.is_empty", {title});
    Text shown = plainText(bare);
    if (field)
        for (const Choice& choice : field->choices)
            if (choice.id == bare && !choice.title.ja.empty())
                shown = choice.title;
    return spoken(isNot ? "aggregate.is_not_word" : "aggregate.is_word", {title, shown});
}

}  // namespace

QuantityValues aggregatedValues(const EvaluationIndex& index, const Quantity& quantity, bool isCumulative)
{
    const QuantityTally tally = tallyOf(index, quantity, isCumulative);
    QuantityValues result;
    result.hasDistricts = tally.hasDistricts && quantity.by != Aggregation::ShareOfDistricts;
    result.sourceIds = tally.sourceIds;
    result.limits = limitsOf(index, quantity, tally, isCumulative || quantity.by == Aggregation::Latest);
    for (const auto& [year, of] : tally.years) {
        std::vector<AreaValue>& values = result.series[Series::Actual][year];
        for (const TallyCell& cell : of.districts)
            values.push_back({result.hasDistricts ? valueOf(cell, quantity, of.isComplete, of.zeroStatus)
                                                  : Value::absent(Absence::NotApplicable, Status::Computed),
                              {}});
        if (quantity.by == Aggregation::ShareOfDistricts)
            values.push_back({shareOfDistricts(of), {}});
        else if (quantity.by == Aggregation::Latest && tally.hasDistricts)
            values.push_back({Value::absent(Absence::NotApplicable, Status::Computed), {}});
        else
            values.push_back({valueOf(of.city, quantity, of.isComplete, of.zeroStatus), {}});
        if (addsUp(quantity.by) && tally.hasDistricts)
            result.reconciliations[year] = reconciliationOf(of, quantity);
    }
    return result;
}

Text formulaOf(const EvaluationIndex& index, const Quantity& quantity)
{
    const TableSpec* spec = index.tableSpec(quantity.table);
    if (!spec)
        return plainText(quantity.table);
    const Text table = spec->title.ja.empty() ? plainText(spec->id) : spec->title;
    const bool isOfTable = quantity.by == Aggregation::Count || quantity.by == Aggregation::ShareOfDistricts;
    const std::string_view code = formulaCode(quantity);
    const Text formula =
        isOfTable ? spoken(code, {table, fieldTitle(index, quantity)}) : spoken(code, {fieldTitle(index, quantity)});
    std::vector<Text> conditions;
    if (const FieldSpec* field = findField(*spec, quantity.field))
        for (const Choice& choice : field->choices)
            if (const auto covered = quantity.covers.find(choice.id); covered != quantity.covers.end()) {
                std::vector<Text> others;
                for (const Choice& other : field->choices)
                    if (std::count(covered->second.begin(), covered->second.end(), other.id) > 0)
                        others.push_back(other.title);
                conditions.push_back(spoken("aggregate.covers", {choice.title, joined(others)}));
            }
    for (const auto& [field, words] : quantity.where.words)
        for (const std::string& word : words)
            conditions.push_back(conditionText(*spec, field, word));
    return conditions.empty() ? formula : spoken("aggregate.filter", {formula, joined(conditions)});
}

}  // namespace chiiki
