#include "workbench/usecases/import_value_parts.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "core/text/names.h"
#include "core/text/number_text.h"
#include "maps/style/number_format.h"
#include "workbench/usecases/import_editions.h"
#include "workbench/usecases/import_ids.h"

namespace chiiki::imports {
namespace {

using QuantityFor = std::function<const Quantity*(const std::string&)>;

constexpr std::string_view newSource = "new";
constexpr std::string_view enteredSource = "entered";

std::string valueText(const Value& value)
{
    return value.isNumber() ? shortestText(*value.number()) : std::string(absenceSign(value.absence()));
}

std::string nameOfRest(const std::string& rest)
{
    const bool isOutside = rest == code(Placement::Rest::Outside);
    return speak({isOutside ? "analysis.row_outside" : "analysis.row_unplaced", {}}, Language::Japanese);
}

std::string spokenBy(const RecognisedTable& table)
{
    return std::filesystem::path(table.raw.fileName).stem().string() + " " + table.layout.title;
}

std::set<std::string> sourcesOfValues(const Snapshot& city)
{
    std::set<std::string> sources;
    for (const IndicatorValue& value : city.values)
        if (value.sourceId != enteredSource)
            sources.insert(value.sourceId);
    return sources;
}

/// The edition that a table of values replaces, and why: the chosen one, the same bytes, the same name.
EditionInForce editionOfValues(const RecognisedTable& table, const Snapshot& next, const std::string& id)
{
    const std::string& chosen = table.chosen.sourceId;
    if (!chosen.empty())
        return {chosen == newSource ? std::string() : chosen, ImportOrigin::Chosen, {{"imports.as_chosen", {}}}};
    for (const SourceEdition& edition : next.sources)
        if (edition.sha256 == table.raw.sha256)
            return {edition.sourceId, ImportOrigin::Detected, {{"imports.same_file", {edition.title.ja}}}};
    const SourceEdition* named = findSource(next, id);
    if (named && sourcesOfValues(next).contains(id))
        return {id, ImportOrigin::Detected, {{"imports.same_name", {named->fileName}}}};
    return {};
}

/// The year that all headings with a year share: the columns beside them are of that year too.
std::optional<int> yearOfColumns(const RecognisedTable& table)
{
    std::optional<int> shared;
    for (const TakenColumn& column : table.columns) {
        if (!column.year)
            continue;
        if (shared && *shared != *column.year)
            return std::nullopt;
        shared = column.year;
    }
    return shared;
}

/// Names the edition, and tells which one it replaces.
void nameSource(const RecognisedTable& table, const Snapshot& next, FilePreview& preview, ValueTable& values)
{
    const std::string stem = stemWithoutYear(table.raw.fileName);
    constexpr std::size_t tellingDigits = 4;
    values.base = stem.empty() ? std::string(importedPrefix) + "pasted_" + table.signature.substr(0, tellingDigits)
                               : baseOfIndicators(next, stem, table.chosen.sourceId == newSource);
    values.yearSpoken = table.choices.year ? table.choices.year : yearSpokenOf(spokenBy(table));
    if (!values.yearSpoken)
        values.yearSpoken = yearOfColumns(table);
    const bool hasYears = table.column(ColumnRole::Year).has_value() ||
                          std::any_of(table.columns.begin(), table.columns.end(),
                                      [](const TakenColumn& column) { return column.year.has_value(); });
    // A table of one year is an edition of its own beside that of last year; one of many years replaces itself.
    const std::string wanted =
        hasYears || !values.yearSpoken ? values.base : values.base + "_" + std::to_string(*values.yearSpoken);
    const EditionInForce present = editionOfValues(table, next, wanted);
    preview.source = describeEdition(present, next, sourcesOfValues(next));
    std::string id = present.sourceId.empty() ? wanted : present.sourceId;
    for (int n = 2; present.sourceId.empty() && findSource(next, id); ++n)
        id = wanted + "_" + std::to_string(n);
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
bool findColumns(const RecognisedTable& table, const Snapshot& next, FilePreview& preview, ValueTable& values)
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
        if (taken.year)
            if (const auto beyond = beyondPlanning({*taken.year}, next, taken.heading)) {
                preview.columns[i].isDoubtful = true;
                preview.columns[i].evidence = {*beyond};
                preview.diagnostics.push_back({table.raw.fileName, 0, taken.heading, *beyond});
                continue;
            }
        column.indicatorId = idOfIndicator(next, values.base, column.quantity.title, values.titles);
        values.titles[column.indicatorId] = column.quantity.title;
        ImportColumn& shown = preview.columns[i];
        shown.indicatorId = column.indicatorId;
        shown.unit = column.quantity.unit;
        shown.isDoubtful = shown.isDoubtful || column.quantity.isDoubtful;
        shown.evidence.insert(shown.evidence.end(), column.quantity.evidence.begin(), column.quantity.evidence.end());
        values.columns.push_back(std::move(column));
    }
    if (values.yearSpoken)
        if (auto beyond = beyondPlanning({*values.yearSpoken}, next, std::to_string(*values.yearSpoken))) {
            preview.whyNot = std::move(beyond);
            return false;
        }
    if (values.columns.empty()) {
        preview.whyNot = Message{"imports.no_values", {}};
        return false;
    }
    const bool lacksYear =
        !table.column(ColumnRole::Year) && std::any_of(values.columns.begin(), values.columns.end(),
                                                       [](const ValueColumn& column) { return !column.year; });
    if (lacksYear)
        preview.year =
            describeYear(values.yearSpoken, table.chosen.year ? ImportOrigin::Chosen : ImportOrigin::Detected, next);
    if (lacksYear && !values.yearSpoken) {
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
        const std::string place = district                     ? district->name
                                  : value.districtCode.empty() ? next.city.name.ja
                                                               : nameOfRest(value.districtCode);
        return place + " " + (quantity ? quantity->title : value.indicatorId) + " " +
               title(value.year, Language::Japanese);
    };
    // That no row lies outside or nowhere is worth keeping, and worth no line of the comparison.
    const auto isNothing = [&](const IndicatorValue& value) {
        return !value.districtCode.empty() && !findDistrict(next, value.districtCode) && value.value.number() == 0.0;
    };
    std::set<ValueKey> taken;
    for (IndicatorValue& value : values) {
        const ValueKey key{value.indicatorId, value.districtCode, value.year.year};
        const auto before = present.find(key);
        if (before == present.end() && isNothing(value)) {
            taken.insert(key);
            continue;
        }
        if (before == present.end()) {
            addChange(comparison.added, comparison.addedCount,
                      {idOf(value), nameOf(value), 0, {}, valueText(value.value)});
        } else if (before->second.sourceId == enteredSource) {
            preview.diagnostics.push_back(
                {table.raw.fileName, 0, nameOf(value), {"imports.entered_stays", {valueText(before->second.value)}}});
            ++comparison.same;
            value = before->second;
        } else if (before->second == value) {
            comparison.same += !isNothing(value);
        } else {
            addChange(comparison.changed, comparison.changedCount,
                      {idOf(value), nameOf(value), 0, valueText(before->second.value), valueText(value.value)});
        }
        taken.insert(key);
    }
    for (const IndicatorValue& value : next.values)
        if (value.sourceId == preview.edition.sourceId &&
            !taken.contains({value.indicatorId, value.districtCode, value.year.year}) && !isNothing(value))
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

ImportDetection describeYear(std::optional<int> year, ImportOrigin origin, const Snapshot& city)
{
    constexpr int offered = 15;
    ImportDetection step;
    const auto alternativeOf = [](int one) {
        const FiscalYear fiscal{one};
        return ImportDetection::Alternative{std::to_string(one),
                                            {title(fiscal, Language::Japanese), title(fiscal, Language::English)}};
    };
    if (const auto present = fiscalYearOfAsOf(city.asOf))
        for (int one = present->year + 1; one > present->year + 1 - offered; --one)
            step.alternatives.push_back(alternativeOf(one));
    step.origin = origin;
    if (year) {
        const ImportDetection::Alternative told = alternativeOf(*year);
        step.word = told.word;
        step.title = told.title;
        step.evidence = {origin == ImportOrigin::Chosen ? Message{"imports.as_chosen", {}}
                                                        : Message{"imports.year_of_name", {}}};
    }
    return step;
}

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
    return findColumns(table, next, preview, values) ? std::optional(std::move(values)) : std::nullopt;
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
