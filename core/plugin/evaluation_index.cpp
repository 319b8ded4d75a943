#include "core/plugin/evaluation_index.h"

#include <algorithm>

#include "core/geo/plane_area.h"
#include "core/plugin/spoken.h"

namespace chiiki {
namespace {

std::vector<Value> demandOf(const EvaluationIndex& index, int DemandArea::*weight)
{
    const std::size_t city = index.districts().size();
    std::vector<Value> sums(city + 1, Value::absent(Absence::Missing, Status::Computed));
    const auto add = [&](std::size_t place, int number) {
        sums[place] = Value::of(sums[place].number().value_or(0) + number, Status::Computed);
    };
    for (const DemandArea& area : index.input().snapshot.demandAreas)
        if (const auto district = index.districtOf(area.districtCode)) {
            add(*district, area.*weight);
            add(city, area.*weight);
        }
    return sums;
}

std::vector<Value> areasOf(const EvaluationIndex& index)
{
    const std::vector<std::optional<double>> areas = districtAreasKm2(index.input().snapshot);
    std::vector<Value> values;
    double sum = 0;
    bool isWhole = !areas.empty();
    for (const std::optional<double>& area : areas) {
        isWhole = isWhole && area;
        sum += area.value_or(0);
        values.push_back(area ? Value::of(*area, Status::Computed) : Value::absent(Absence::Missing, Status::Computed));
    }
    values.push_back(isWhole ? Value::of(sum, Status::Computed) : Value::absent(Absence::Missing, Status::Computed));
    return values;
}

}  // namespace

EvaluationIndex::EvaluationIndex(const EvaluationInput& input)
    : input_(input)
{
    for (std::size_t i = 0; i < input.snapshot.districts.size(); ++i)
        districtOfCode_.emplace(input.snapshot.districts[i].code, i);
    for (const PluginTable& table : input.tables)
        tableOfId_.emplace(table.tableId, &table);
    const auto today = fiscalYearOfDate(input.asOf);
    yearOfToday_ = today.value_or(fiscalYearOfDate(input.snapshot.asOf).value_or(FiscalYear{0})).year;
}

std::optional<std::size_t> EvaluationIndex::districtOf(std::string_view code) const
{
    const auto found = districtOfCode_.find(code);
    return found == districtOfCode_.end() ? std::nullopt : std::optional(found->second);
}

Text EvaluationIndex::districtTitle(std::string_view code) const
{
    if (code.empty())
        return spoken({"rules.city", {}});
    const auto found = districtOf(code);
    if (!found)
        return plainText(std::string(code));
    const District& district = districts()[*found];
    return {district.name, district.romaji.empty() ? district.name : district.romaji};
}

const PluginTable& EvaluationIndex::table(std::string_view id) const
{
    static const PluginTable none;
    const auto found = tableOfId_.find(id);
    return found == tableOfId_.end() ? none : *found->second;
}

const std::vector<Value>& EvaluationIndex::denominators(Denominator of) const
{
    const auto [found, isNew] = denominators_.try_emplace(of);
    if (isNew) {
        if (of == Denominator::AreaKm2)
            found->second = areasOf(*this);
        else if (of != Denominator::None)
            found->second =
                demandOf(*this, of == Denominator::Population ? &DemandArea::people : &DemandArea::households);
    }
    return found->second;
}

bool EvaluationIndex::isComplete(const TableSpec& spec, std::optional<int> year) const
{
    if (spec.isComplete)
        return true;
    if (!year)
        return false;
    if (std::find(spec.completeYears.begin(), spec.completeYears.end(), *year) != spec.completeYears.end())
        return true;
    if (spec.completeTable.empty())
        return false;
    const std::vector<PluginRow>& said = table(spec.completeTable).rows;
    return std::any_of(said.begin(), said.end(),
                       [&](const PluginRow& row) { return !row.isRemoved && row.fiscalYear == year; });
}

std::vector<std::string> wordsOf(const FieldValue& cell, FieldType type)
{
    const std::string text = textOf(cell);
    std::vector<std::string> words;
    if (type != FieldType::Districts) {
        if (!text.empty())
            words.push_back(text);
        return words;
    }
    constexpr std::string_view comma = "、";
    std::string word;
    const auto finish = [&] {
        if (!word.empty())
            words.push_back(word);
        word.clear();
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == ';') {
            finish();
        } else if (text.compare(i, comma.size(), comma) == 0) {
            finish();
            i += comma.size() - 1;
        } else {
            word += text[i];
        }
    }
    finish();
    return words;
}

bool isEmpty(const FieldValue& cell)
{
    const auto* text = std::get_if<std::string>(&cell);
    return std::holds_alternative<std::monostate>(cell) || (text && text->empty());
}

const FieldValue& cellOf(const PluginRow& row, int column)
{
    static const FieldValue empty;
    return column >= 0 && static_cast<std::size_t>(column) < row.values.size()
               ? row.values[static_cast<std::size_t>(column)]
               : empty;
}

RowSelector::RowSelector(const PluginTable& table, const RowFilter& filter)
{
    for (const auto& [field, words] : filter.words) {
        Condition condition;
        condition.column = columnIndex(table, field);
        if (condition.column >= 0)
            condition.type = table.columns[static_cast<std::size_t>(condition.column)].type;
        for (const std::string& word : words) {
            if (!word.empty() && word.front() == '!')
                condition.excluded.push_back(word.substr(1));
            else
                condition.wanted.push_back(word);
        }
        conditions_.push_back(std::move(condition));
    }
}

bool RowSelector::takes(const PluginRow& row) const
{
    if (row.isRemoved)
        return false;
    return std::all_of(conditions_.begin(), conditions_.end(), [&](const Condition& condition) {
        std::vector<std::string> words = wordsOf(cellOf(row, condition.column), condition.type);
        if (words.empty())
            words.emplace_back();  // "" of a filter stands for an empty cell
        const auto isAmong = [&](const std::vector<std::string>& list) {
            return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
                return std::find(list.begin(), list.end(), word) != list.end();
            });
        };
        return !isAmong(condition.excluded) && (condition.wanted.empty() || isAmong(condition.wanted));
    });
}

}  // namespace chiiki
