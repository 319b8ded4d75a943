#include "workbench/usecases/import_value_parts.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "core/text/names.h"
#include "core/text/number_text.h"
#include "maps/style/number_format.h"

namespace chiiki::imports {
namespace {

using QuantityFor = std::function<const Quantity*(const std::string&)>;

constexpr std::string_view newSource = "new";
constexpr std::string_view enteredSource = "entered";

std::string valueText(const Value& value)
{
    return value.isNumber() ? shortestText(*value.number()) : std::string(absenceSign(value.absence()));
}

std::string spokenBy(const RecognisedTable& table)
{
    return std::filesystem::path(table.raw.fileName).stem().string() + " " + table.layout.title;
}

/// Names the edition, and tells which one it replaces.
void nameSource(const RecognisedTable& table, const Snapshot& next, FilePreview& preview, ValueTable& values)
{
    const std::string stem = stemWithoutYear(table.raw.fileName);
    values.base = stem.empty() ? "values_" + table.signature.substr(0, 8) : slugOf(stem, "values_");
    values.yearSpoken = table.choices.year ? table.choices.year : yearSpokenOf(spokenBy(table));
    const bool hasYears = table.column(ColumnRole::Year).has_value() ||
                          std::any_of(table.columns.begin(), table.columns.end(),
                                      [](const TakenColumn& column) { return column.year.has_value(); });
    // A table of one year is an edition of its own beside that of last year; one of many years replaces itself.
    std::string id =
        hasYears || !values.yearSpoken ? values.base : values.base + "_" + std::to_string(*values.yearSpoken);
    if (!table.choices.sourceId.empty() && table.choices.sourceId != newSource) {
        id = table.choices.sourceId;
    } else {
        const auto isOfOthers = [&](const std::string& wanted) {
            return findSource(next, wanted) &&
                   (table.choices.sourceId == newSource ||
                    std::none_of(next.values.begin(), next.values.end(),
                                 [&](const IndicatorValue& value) { return value.sourceId == wanted; }));
        };
        for (const SourceEdition& edition : next.sources)
            if (edition.sha256 == table.raw.sha256 && table.choices.sourceId != newSource)
                id = edition.sourceId;
        const std::string wanted = id;
        for (int n = 2; isOfOthers(id); ++n)
            id = wanted + "_" + std::to_string(n);
    }
    const std::string name = table.set                     ? table.set->set->title.ja
                             : !table.layout.title.empty() ? table.layout.title
                             : !table.raw.fileName.empty() ? std::filesystem::path(table.raw.fileName).stem().string()
                                                           : speak({"imports.pasted_title", {}}, Language::Japanese);
    preview.edition = editionOf(table, {name, name});
    preview.edition.sourceId = id;
    if (const SourceEdition* old = findSource(next, id)) {
        preview.comparison.inForce = *old;
        preview.comparison.isSameFile = old->sha256 == preview.edition.sha256;
    }
}

/// 「地域別人口（令和6年度）」 as 地域別人口: next year's table is of the same indicator.
std::string withoutYear(const std::string& title)
{
    std::string name = title;
    for (const std::string_view open : {"（", "("})
        if (const auto at = name.find(open); at != std::string::npos && yearSpokenOf(name.substr(at)))
            name = trimmed(name.substr(0, at));
    for (const std::string_view word : {"年度", "年"})
        if (const auto at = name.find(word);
            at != std::string::npos && yearSpokenOf(name.substr(0, at + word.size()))) {
            std::string rest = trimmed(name.substr(at + word.size()));
            if (!rest.empty())
                return rest;
        }
    return name.empty() ? title : name;
}

std::vector<std::string> cellsOf(const RecognisedTable& table, std::size_t column)
{
    std::vector<std::string> cells;
    for (const std::size_t index : table.layout.records)
        if (std::string text = table.cell(table.raw.rows[index], column); numberInCell(text))
            cells.push_back(std::move(text));
    return cells;
}

/// false, with whyNot, where the table says too little.
bool findColumns(const RecognisedTable& table, FilePreview& preview, ValueTable& values)
{
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const TakenColumn& taken = table.columns[i];
        if (taken.role != ColumnRole::Value)
            continue;
        ValueColumn column;
        column.index = i;
        column.year = taken.year;
        const std::string heading = !taken.quantity.empty()       ? taken.quantity
                                    : !table.layout.title.empty() ? withoutYear(table.layout.title)
                                                                  : preview.edition.title.ja;
        column.quantity = quantityOf(heading, cellsOf(table, i));
        for (const auto& [chosen, unit] : table.choices.units)
            if (normalisedName(chosen) == normalisedName(taken.heading) && !takeUnit(column.quantity, unit)) {
                preview.whyNot = Message{"imports.no_such_unit", {unit}};
                return false;
            }
        column.indicatorId = values.base + "." + slugOf(column.quantity.title, "v_");
        ImportColumn& shown = preview.columns[i];
        shown.indicatorId = column.indicatorId;
        shown.unit = column.quantity.unit;
        shown.isDoubtful = shown.isDoubtful || column.quantity.isDoubtful;
        shown.evidence.insert(shown.evidence.end(), column.quantity.evidence.begin(), column.quantity.evidence.end());
        values.columns.push_back(std::move(column));
    }
    if (values.columns.empty()) {
        preview.whyNot = Message{"imports.no_values", {}};
        return false;
    }
    if (!table.column(ColumnRole::Year) && !values.yearSpoken &&
        std::any_of(values.columns.begin(), values.columns.end(),
                    [](const ValueColumn& column) { return !column.year; })) {
        preview.whyNot = Message{"imports.no_year", {}};
        return false;
    }
    return true;
}

void storeIndicator(const std::string& id, const Quantity& quantity, Snapshot& next)
{
    Indicator indicator;
    indicator.id = id;
    indicator.title = {quantity.title, quantity.title};
    indicator.unit = quantity.unit;
    indicator.kind = quantity.kind;
    indicator.decimals = quantity.decimals;
    const auto known = std::find_if(next.indicators.begin(), next.indicators.end(),
                                    [&](const Indicator& present) { return present.id == id; });
    if (known == next.indicators.end()) {
        next.indicators.push_back(std::move(indicator));
        return;
    }
    known->unit = indicator.unit;
    known->kind = indicator.kind;
    known->decimals = std::max(known->decimals, indicator.decimals);
}

void compareAndPut(const RecognisedTable& table, std::vector<IndicatorValue>& values, const QuantityFor& quantityFor,
                   FilePreview& preview, Snapshot& next)
{
    ImportComparison& comparison = preview.comparison;
    std::map<ValueKey, IndicatorValue> present;
    for (const IndicatorValue& value : next.values)
        if (value.series == Series::Actual)
            present.emplace(ValueKey{value.indicatorId, value.districtCode, value.year.year}, value);
    const auto idOf = [](const IndicatorValue& value) {
        return value.indicatorId + " " + (value.districtCode.empty() ? "city" : value.districtCode) + " " +
               std::to_string(value.year.year);
    };
    const auto nameOf = [&](const IndicatorValue& value) {
        const District* district = findDistrict(next, value.districtCode);
        const Quantity* quantity = quantityFor(value.indicatorId);
        return (district ? district->name : next.city.name.ja) + " " +
               (quantity ? quantity->title : value.indicatorId) + " " + title(value.year, Language::Japanese);
    };
    std::set<ValueKey> taken;
    for (IndicatorValue& value : values) {
        const ValueKey key{value.indicatorId, value.districtCode, value.year.year};
        const auto before = present.find(key);
        if (before == present.end()) {
            addChange(comparison.added, comparison.addedCount,
                      {idOf(value), nameOf(value), 0, {}, valueText(value.value)});
        } else if (before->second.sourceId == enteredSource) {
            preview.diagnostics.push_back(
                {table.raw.fileName, 0, nameOf(value), {"imports.entered_stays", {valueText(before->second.value)}}});
            ++comparison.same;
            value = before->second;
        } else if (before->second == value) {
            ++comparison.same;
        } else {
            addChange(comparison.changed, comparison.changedCount,
                      {idOf(value), nameOf(value), 0, valueText(before->second.value), valueText(value.value)});
        }
        taken.insert(key);
    }
    for (const IndicatorValue& value : next.values)
        if (value.sourceId == preview.edition.sourceId &&
            !taken.contains({value.indicatorId, value.districtCode, value.year.year}))
            addChange(comparison.removed, comparison.removedCount,
                      {idOf(value), nameOf(value), 0, valueText(value.value), {}});
    std::erase_if(next.values, [&](const IndicatorValue& value) {
        return value.sourceId == preview.edition.sourceId ||
               (value.series == Series::Actual &&
                taken.contains({value.indicatorId, value.districtCode, value.year.year}));
    });
    for (IndicatorValue& value : values)
        next.values.push_back(std::move(value));
}

}  // namespace

const Quantity* ValueTable::quantityFor(const std::string& indicatorId) const
{
    for (const ValueColumn& column : columns)
        if (column.indicatorId == indicatorId)
            return &column.quantity;
    return nullptr;
}

std::optional<ValueTable> readValueTable(const RecognisedTable& table, const Snapshot& next, FilePreview& preview)
{
    ValueTable values;
    nameSource(table, next, preview, values);
    return findColumns(table, preview, values) ? std::optional(std::move(values)) : std::nullopt;
}

void storeValues(const RecognisedTable& table, std::vector<IndicatorValue> values, const QuantityFor& quantityFor,
                 std::optional<int> yearSpoken, FilePreview& preview, Snapshot& next)
{
    std::set<std::string> used;
    for (const IndicatorValue& value : values)
        used.insert(value.indicatorId);
    for (const std::string& id : used)
        storeIndicator(id, *quantityFor(id), next);
    compareAndPut(table, values, quantityFor, preview, next);
    std::erase_if(next.sources, [&](const SourceEdition& known) { return known.sourceId == preview.edition.sourceId; });
    if (yearSpoken)
        preview.edition.asOf = std::to_string(*yearSpoken);
    next.sources.push_back(preview.edition);
}

}  // namespace chiiki::imports
