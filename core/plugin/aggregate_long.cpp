#include <algorithm>
#include <set>
#include <tuple>

#include "core/plugin/aggregate_parts.h"
#include "core/plugin/spoken.h"
#include "core/text/names.h"

namespace chiiki {
namespace {

/// The word of absence that stands in place of a number; an empty cell is missing.
std::optional<Absence> absenceOf(const FieldValue& cell)
{
    const std::string text = trimmed(textOf(cell));
    if (text.empty() || text == "-" || text == "－" || text == "欠測")
        return Absence::Missing;
    if (text == "秘匿")
        return Absence::Suppressed;
    if (text == "該当なし")
        return Absence::NotApplicable;
    return parseAbsence(text);
}

/// Values of rows by where they belong; a second, different one makes the place contradictory.
class Collected {
public:
    void add(Series series, int year, std::size_t area, const AreaValue& value)
    {
        const auto [found, isNew] = values_.try_emplace({series, year, area}, value);
        if (isNew)
            return;
        if (found->second.value.content != value.value.content) {
            found->second.value = Value::absent(Absence::Missing, Status::Computed);
            contradictions_.insert(found->first);
        } else {
            // Said twice: as sure as the weaker of the two.
            found->second.value.status = weakest(found->second.value.status, value.value.status);
            found->second.sourceId = std::min(found->second.sourceId, value.sourceId);
        }
        if (contradictions_.count(found->first) > 0)
            found->second.value = Value::absent(Absence::Missing, Status::Computed);
    }

    std::size_t contradictions() const { return contradictions_.size(); }

    std::map<Series, ValuesByYear> bySeries(std::size_t areas) const
    {
        std::map<Series, ValuesByYear> series;
        for (const auto& [key, value] : values_) {
            std::vector<AreaValue>& year = series[std::get<0>(key)][std::get<1>(key)];
            year.resize(areas);
            year[std::get<2>(key)] = value;
        }
        return series;
    }

private:
    using Key = std::tuple<Series, int, std::size_t>;
    std::map<Key, AreaValue> values_;
    std::set<Key> contradictions_;
};

/// The sum of districts that are all known; 該当なし adds nothing.
Value sumOfDistricts(const std::vector<AreaValue>& values, std::size_t districtCount)
{
    std::vector<double> numbers;
    Status status = Status::Computed;
    for (std::size_t i = 0; i < districtCount; ++i) {
        const Value& value = values[i].value;
        status = weakest(status, value.status);
        if (value.isNumber())
            numbers.push_back(*value.number());
        else if (value.absence() != Absence::NotApplicable)
            return Value::absent(Absence::Missing, status);
    }
    return numbers.empty() ? Value::absent(Absence::NotApplicable, status) : Value::of(sumOf(numbers), status);
}

}  // namespace

Series seriesOf(const PluginTable& table, const PluginRow& row)
{
    return parseSeries(textOf(cellOf(row, columnIndex(table, "series")))).value_or(Series::Actual);
}

bool isOfCity(const FieldValue& districtCell, const City& city)
{
    const std::string text = trimmed(textOf(districtCell));
    return text.empty() || text == "city" || text == "市全体" || text == "全市" || text == city.name.ja;
}

QuantityValues longValues(const EvaluationIndex& index, const Quantity& quantity)
{
    QuantityValues result;
    const TableSpec* spec = index.tableSpec(quantity.table);
    if (!spec)
        return result;
    const PluginTable& table = index.table(quantity.table);
    const RowSelector selector(table, quantity.where);
    const int valueColumn = columnIndex(table, quantity.field);
    const int districtColumn = spec->districtField.empty() ? -1 : columnIndex(table, spec->districtField);
    const bool hasYears = !spec->yearField.empty() || spec->fiscalYear.has_value();
    const std::size_t city = index.districts().size();

    Collected collected;
    std::map<std::pair<Series, int>, bool> saysCity;
    int withoutYear = 0, ofGroups = 0;
    for (const PluginRow& row : table.rows) {
        if (!selector.takes(row))
            continue;
        const std::optional<int> year = row.fiscalYear ? row.fiscalYear : spec->fiscalYear;
        if (hasYears && !year) {
            ++withoutYear;
            continue;
        }
        if (!row.sourceId.empty() &&
            std::find(result.sourceIds.begin(), result.sourceIds.end(), row.sourceId) == result.sourceIds.end())
            result.sourceIds.push_back(row.sourceId);
        const FieldValue& cell = cellOf(row, valueColumn);
        AreaValue value;
        value.sourceId = row.sourceId;
        if (const auto number = numberOf(cell))
            value.value = Value::of(*number, row.status);
        else
            value.value = Value::absent(absenceOf(cell).value_or(Absence::Missing), row.status);
        const Series of = seriesOf(table, row);
        const int in = hasYears ? *year : index.yearOfToday();
        if (row.districtCodes.size() > 1) {
            ++ofGroups;
        } else if (row.districtCodes.size() == 1) {
            if (const auto district = index.districtOf(row.districtCodes.front())) {
                collected.add(of, in, *district, value);
                result.hasDistricts = true;
            }
        } else if (isOfCity(cellOf(row, districtColumn), index.input().snapshot.city) &&
                   row.placement.rest != Placement::Rest::Outside) {
            value.isSaid = true;
            collected.add(of, in, city, value);
            saysCity[{of, in}] = true;
        }
    }
    // A table without any value yet is still one of districts, if it says so.
    if (saysCity.empty() && !spec->districtField.empty())
        result.hasDistricts = true;
    result.series = collected.bySeries(city + 1);
    bool hasGap = false;
    for (auto& [of, years] : result.series)
        for (auto& [year, values] : years) {
            if (!saysCity[{of, year}])
                values[city].value = sumOfDistricts(values, city);
            hasGap = hasGap || std::any_of(values.begin(), values.end() - 1, [](const AreaValue& value) {
                         return !value.value.isNumber() && value.value.absence() == Absence::Missing;
                     });
        }
    const auto say = [&](std::string_view code, int number) {
        if (number > 0)
            result.limits.push_back(spoken({code, {numberText(number, "").ja}}));
    };
    say("aggregate.limit_without_year", withoutYear);
    if (result.hasDistricts && hasGap)
        result.limits.push_back(spoken({"aggregate.limit_absent", {}}));
    say("aggregate.limit_group_value", ofGroups);
    say("aggregate.limit_contradiction", static_cast<int>(collected.contradictions()));
    return result;
}

}  // namespace chiiki
