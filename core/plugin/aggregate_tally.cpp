#include "core/plugin/aggregate_tally.h"

#include <algorithm>
#include <numeric>
#include <set>

namespace chiiki {
namespace {

YearTally& yearIn(QuantityTally& tally, int year, std::size_t districtCount)
{
    YearTally& found = tally.years[year];
    found.districts.resize(districtCount);
    return found;
}

void place(YearTally& year, const EvaluationIndex& index, const PluginRow& row, const TallyCell& cell)
{
    if (row.districtCodes.empty() && row.placement.rest == Placement::Rest::Outside) {
        year.outside.add(cell);
        return;
    }
    year.city.add(cell);
    // A code may stand twice in a row; a district has the row once.
    std::set<std::size_t> places;
    for (const std::string& code : row.districtCodes)
        if (const auto district = index.districtOf(code))
            places.insert(*district);
    for (const std::size_t district : places)
        year.districts[district].add(cell);
    if (places.empty())
        year.unplaced.add(cell);
    for (std::size_t i = 1; i < places.size(); ++i)
        year.repeated.add(cell);
}

/// Years whose numbers exist although no row of the filter stands in them, and what zeros rest on.
void addCompleteYears(QuantityTally& tally, const EvaluationIndex& index, const TableSpec& spec)
{
    const std::size_t count = index.districts().size();
    if (!tally.hasYears) {
        YearTally& only = yearIn(tally, index.yearOfToday(), count);
        only.isComplete = index.isComplete(spec, std::nullopt) || index.isComplete(spec, index.yearOfToday());
        for (const PluginRow& row : index.table(spec.id).rows)
            only.zeroStatus = weakest(only.zeroStatus, row.status);
        return;
    }
    std::map<int, Status> statusOfYear;
    for (const PluginRow& row : index.table(spec.id).rows)
        if (!row.isRemoved && row.fiscalYear) {
            const auto found = statusOfYear.try_emplace(*row.fiscalYear, Status::Computed).first;
            found->second = weakest(found->second, row.status);
        }
    for (const int year : spec.completeYears)
        statusOfYear.try_emplace(year, Status::Computed);
    if (!spec.completeTable.empty())
        for (const PluginRow& row : index.table(spec.completeTable).rows)
            if (!row.isRemoved && row.fiscalYear) {
                const auto found = statusOfYear.try_emplace(*row.fiscalYear, Status::Computed).first;
                found->second = weakest(found->second, row.status);
            }
    if (spec.isComplete && !statusOfYear.empty())
        for (int year = statusOfYear.begin()->first; year < statusOfYear.rbegin()->first; ++year)
            statusOfYear.try_emplace(year, Status::Computed);
    for (const auto& [year, status] : statusOfYear) {
        const bool isComplete = index.isComplete(spec, year);
        if (!isComplete && tally.years.count(year) == 0)
            continue;
        YearTally& of = yearIn(tally, year, count);
        of.isComplete = isComplete;
        of.zeroStatus = status;
    }
}

void accumulate(QuantityTally& tally, std::size_t districtCount)
{
    if (tally.years.empty())
        return;
    const int first = tally.years.begin()->first, last = tally.years.rbegin()->first;
    for (int year = first + 1; year <= last; ++year) {
        const YearTally& before = tally.years.at(year - 1);  // references into a map stay
        const bool isNew = tally.years.count(year) == 0;
        YearTally& now = yearIn(tally, year, districtCount);
        for (std::size_t i = 0; i < districtCount; ++i)
            now.districts[i].add(before.districts[i]);
        now.city.add(before.city);
        now.outside.add(before.outside);
        now.unplaced.add(before.unplaced);
        now.repeated.add(before.repeated);
        // None so far is known only where no year so far has a gap.
        now.isComplete = before.isComplete && (now.isComplete || isNew);
        now.zeroStatus = weakest(now.zeroStatus, before.zeroStatus);
    }
}

}  // namespace

RowReader::RowReader(const EvaluationIndex& index, const Quantity& quantity)
    : column_(columnIndex(index.table(quantity.table), quantity.field))
    , by_(quantity.by)
    , covers_(quantity.covers)
{
    const TableSpec* spec = index.tableSpec(quantity.table);
    if (const FieldSpec* field = spec ? findField(*spec, quantity.field) : nullptr) {
        type_ = field->type;
        for (std::size_t i = 0; i < field->choices.size(); ++i)
            stageOf_.emplace(field->choices[i].id, static_cast<int>(i) + 1);
    }
}

int RowReader::stageOf(const PluginRow& row) const
{
    const auto stage = stageOf_.find(textOf(cellOf(row, column_)));
    return stage == stageOf_.end() ? 0 : stage->second;
}

std::vector<std::string> RowReader::withCovered(std::vector<std::string> words) const
{
    for (std::size_t i = words.size(); i-- > 0;)
        if (const auto found = covers_.find(words[i]); found != covers_.end())
            words.insert(words.end(), found->second.begin(), found->second.end());
    return words;
}

TallyCell RowReader::read(const PluginRow& row) const
{
    TallyCell cell;
    cell.rows = 1;
    cell.status = weakest(Status::Computed, row.status);
    cell.from = {&row};
    const FieldValue& value = cellOf(row, column_);
    cell.rowsWithValue = isEmpty(value) ? 0 : 1;
    if (by_ == Aggregation::Distinct)
        cell.words = withCovered(wordsOf(value, type_));
    if (const auto number = numberOf(value))
        cell.numbers = {*number};
    if (by_ == Aggregation::Latest)
        cell.furthestStage = stageOf(row);
    return cell;
}

void TallyCell::add(const TallyCell& other)
{
    rows += other.rows;
    rowsWithValue += other.rowsWithValue;
    numbers.insert(numbers.end(), other.numbers.begin(), other.numbers.end());
    words.insert(words.end(), other.words.begin(), other.words.end());
    furthestStage = std::max(furthestStage, other.furthestStage);
    status = weakest(status, other.status);
    from.insert(from.end(), other.from.begin(), other.from.end());
}

QuantityTally tallyOf(const EvaluationIndex& index, const Quantity& quantity, bool isCumulative)
{
    QuantityTally tally;
    const TableSpec* spec = index.tableSpec(quantity.table);
    if (!spec)
        return tally;
    tally.hasYears = !spec->yearField.empty() || spec->fiscalYear.has_value();
    tally.hasDistricts = !spec->districtField.empty();
    const PluginTable& table = index.table(quantity.table);
    const RowSelector selector(table, quantity.where);
    const RowReader reader(index, quantity);
    for (const PluginRow& row : table.rows) {
        if (!selector.takes(row))
            continue;
        const std::optional<int> year = row.fiscalYear ? row.fiscalYear : spec->fiscalYear;
        if (tally.hasYears && !year) {
            ++tally.rowsWithoutYear;
            continue;
        }
        YearTally& of = yearIn(tally, tally.hasYears ? *year : index.yearOfToday(), index.districts().size());
        place(of, index, row, reader.read(row));
        if (!row.sourceId.empty() &&
            std::find(tally.sourceIds.begin(), tally.sourceIds.end(), row.sourceId) == tally.sourceIds.end())
            tally.sourceIds.push_back(row.sourceId);
    }
    addCompleteYears(tally, index, *spec);
    // The furthest stage of a year is the furthest so far: a case does not fall back because a year says nothing.
    if (isCumulative || quantity.by == Aggregation::Latest)
        accumulate(tally, index.districts().size());
    return tally;
}

double sumOf(std::vector<double> numbers)
{
    std::sort(numbers.begin(), numbers.end());
    return std::accumulate(numbers.begin(), numbers.end(), 0.0);
}

Value valueOf(const TallyCell& cell, const Quantity& quantity, bool isComplete, Status zeroStatus)
{
    const Value none = isComplete ? Value::of(0, zeroStatus) : Value::absent(Absence::Missing, Status::Computed);
    const auto number = [&](double of) { return Value::of(of, cell.status); };
    if (cell.rows == 0) {
        const bool isOfNothing = quantity.by == Aggregation::Mean || quantity.by == Aggregation::Latest;
        return isOfNothing && isComplete ? Value::absent(Absence::NotApplicable, zeroStatus) : none;
    }
    const Value unsaid = Value::absent(Absence::Missing, cell.status);
    switch (quantity.by) {
    case Aggregation::Total:
        return cell.numbers.empty() ? unsaid : number(sumOf(cell.numbers));
    case Aggregation::Mean:
        return cell.numbers.empty() ? unsaid : number(sumOf(cell.numbers) / static_cast<double>(cell.numbers.size()));
    case Aggregation::Distinct:
        return cell.words.empty()
                   ? unsaid
                   : number(static_cast<double>(std::set<std::string>(cell.words.begin(), cell.words.end()).size()));
    case Aggregation::Latest:
        return cell.furthestStage == 0 ? unsaid : number(cell.furthestStage);
    case Aggregation::Value:
        return cell.numbers.size() == 1 ? number(cell.numbers.front()) : unsaid;  // two values contradict each other
    default:
        return number(quantity.field.empty() ? cell.rows : cell.rowsWithValue);
    }
}

}  // namespace chiiki
