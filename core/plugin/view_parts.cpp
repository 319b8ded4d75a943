#include "core/plugin/view_parts.h"

#include <algorithm>

#include "core/base/add_once.h"
#include "core/plugin/conditions.h"
#include "core/plugin/view_title.h"
#include "core/text/english_names.h"

namespace chiiki {
namespace {

Text districtsText(const EvaluationIndex& index, const FieldValue& cell, FieldType type)
{
    std::vector<Text> names;
    for (const std::string& code : wordsOf(cell, type))
        names.push_back(index.districtOf(code) ? index.districtTitle(code) : plainText(code));
    // All of them are said in one word: a list of 21 names hides that it is all.
    if (names.size() > 1 && names.size() == index.districts().size())
        return spoken("plugin.all_districts", {plainText(std::to_string(names.size()))});
    return joined(names);
}

/// The choice that "!word" refuses; nullptr for any other word of a filter.
const Choice* refusedChoice(const FieldSpec& field, const std::string& word)
{
    for (const Choice& choice : field.choices)
        if (word == "!" + choice.id)
            return &choice;
    return nullptr;
}

/// The field that names a row for people: "title" or "name", otherwise the first one of text; nullptr where there is
/// none.
const FieldSpec* namingField(const TableSpec& table)
{
    for (const char* id : {"title", "name"})
        if (const FieldSpec* field = findField(table, id))
            return field;
    for (const FieldSpec& field : table.fields)
        if (field.type == FieldType::Text)
            return &field;
    return nullptr;
}

/// The name of the row that a cell links to; its uid where it has none, or is not there.
Text linkedText(const EvaluationIndex& index, const FieldSpec& link, const FieldValue& cell)
{
    const std::string uid = textOf(cell);
    const TableSpec* spec = index.tableSpec(link.linkedTable);
    const FieldSpec* naming = spec ? namingField(*spec) : nullptr;
    if (!naming)
        return plainText(uid);
    const PluginTable& table = index.table(link.linkedTable);
    const int column = columnIndex(table, naming->id);
    for (const PluginRow& row : table.rows)
        if (row.uid == uid && !row.isRemoved && !isEmpty(cellOf(row, column)))
            return plainText(textOf(cellOf(row, column)));
    return plainText(uid);
}

/// Several things in one cell stand behind semicolons in files; people read them as a list.
Text listText(const std::string& cell)
{
    Text text;
    for (std::size_t i = 0; i < cell.size(); ++i) {
        const bool isBetween = cell[i] == ';' && i > 0 && i + 1 < cell.size() && cell[i + 1] != ' ';
        text.ja += isBetween ? std::string("、") : std::string(1, cell[i]);
        text.en += isBetween ? std::string("; ") : std::string(1, cell[i]);
    }
    return text;
}

}  // namespace

ViewBuilder::ViewBuilder(const EvaluationIndex& given, const ViewSpec& view,
                         const std::vector<IndicatorResult>& indicators)
    : index(given)
    , spec(view)
    , indicators_(indicators)
{
}

Result<const IndicatorResult*> ViewBuilder::indicator(const std::string& id) const
{
    for (const std::vector<IndicatorResult>* list : {&indicators_, &index.input().others})
        for (const IndicatorResult& result : *list)
            if (result.indicator.id == id)
                return &result;
    return fail(ErrorKind::NotFound, {"plugin.view_without_indicator", {spec.id, id}});
}

std::vector<const PluginRow*> ViewBuilder::taken()
{
    const PluginTable& table = index.table(spec.of.table);
    const RowSelector selector(table, spec.of.where);
    std::vector<const PluginRow*> rows;
    for (const PluginRow& row : table.rows)
        if (selector.takes(row))
            rows.push_back(&row);
    if (rows.empty())
        noteWithoutRows(spec.of.table);
    else
        noteRowsLeftOut(table);
    return rows;
}

std::vector<const PluginRow*> ViewBuilder::rows()
{
    std::vector<const PluginRow*> all = taken();
    for (const PluginRow* row : all)
        saw(index.table(spec.of.table), *row);
    return all;
}

void ViewBuilder::noteRowsLeftOut(const PluginTable& table)
{
    const TableSpec* tableSpec = index.tableSpec(spec.of.table);
    for (const auto& [id, words] : spec.of.where.words) {
        const FieldSpec* field = tableSpec ? findField(*tableSpec, id) : nullptr;
        const Choice* choice = field && words.size() == 1 ? refusedChoice(*field, words.front()) : nullptr;
        if (!field || (!choice && words != std::vector<std::string>{""}))
            continue;
        RowFilter others = spec.of.where;
        others.words.erase(id);
        const RowSelector withThem(table, others), without(table, spec.of.where);
        const auto leftOut = std::count_if(table.rows.begin(), table.rows.end(), [&](const PluginRow& row) {
            return withThem.takes(row) && !without.takes(row);
        });
        if (leftOut == 0)
            continue;
        const Text number = plainText(std::to_string(leftOut));
        if (choice)
            note("plugin.view_rows_of_choice_left_out", {field->title, choice->title, number});
        else
            note("plugin.view_rows_left_out", {field->title, number});
    }
}

void ViewBuilder::saw(const PluginTable& table, const PluginRow& row)
{
    hasSample_ = hasSample_ || row.status == Status::Sample;
    sawSource(row.sourceId);
    sawCity(table, row);
    sawLinks(table, row);
}

void ViewBuilder::sawLinks(const PluginTable& table, const PluginRow& row)
{
    const TableSpec* tableSpec = index.tableSpec(table.tableId);
    if (!tableSpec)
        return;
    for (const FieldSpec& field : tableSpec->fields) {
        const std::string uid =
            field.type == FieldType::Link ? textOf(cellOf(row, columnIndex(table, field.id))) : std::string();
        const PluginTable& linked = index.table(field.linkedTable);
        for (const PluginRow& one : linked.rows)
            if (!uid.empty() && one.uid == uid && isOfOtherCity(linked, one))
                addOnce(otherCities_, textOf(cellOf(one, columnIndex(linked, "city"))));
    }
}

bool ViewBuilder::isOfOtherCity(const PluginTable& table, const PluginRow& row) const
{
    const std::string city = textOf(cellOf(row, columnIndex(table, "city")));
    return !city.empty() && city != index.input().snapshot.city.name.ja;
}

void ViewBuilder::sawCity(const PluginTable& table, const PluginRow& row)
{
    if (isOfOtherCity(table, row))
        addOnce(otherCities_, textOf(cellOf(row, columnIndex(table, "city"))));
    else
        hasOwnRows_ = true;
}

void ViewBuilder::saw(const IndicatorResult& result, const Value& value)
{
    const IndicatorSpec* own = findIndicator(index.input().manifest, result.indicator.id);
    if (own && seenIndicators_.insert(result.indicator.id).second) {
        const PluginTable& table = index.table(own->quantity.table);
        const RowSelector selector(table, own->quantity.where);
        for (const PluginRow& row : table.rows)
            // What districts show is of rows in districts.
            if (selector.takes(row) && (spec.kind == ViewKind::Line || !row.districtCodes.empty()))
                sawCity(table, row);
    }
    hasSample_ = hasSample_ || (value.isNumber() && value.status == Status::Sample);
    sourceIds_.insert(result.recipe.sourceIds.begin(), result.recipe.sourceIds.end());
}

Text ViewBuilder::cellText(const PluginRow& row, const FieldSpec& field) const
{
    const FieldValue& cell = cellOf(row, columnIndex(index.table(spec.of.table), field.id));
    if (std::holds_alternative<std::monostate>(cell))
        return {};
    // A city is a name, wherever a table has one.
    if (field.id == "city")
        return {textOf(cell), englishName(textOf(cell))};
    switch (field.type) {
    case FieldType::District:
    case FieldType::Districts:
        return districtsText(index, cell, field.type);
    case FieldType::Choice:
        for (const Choice& choice : field.choices)
            if (choice.id == textOf(cell))
                return choice.title;
        return plainText(textOf(cell));
    case FieldType::FiscalYear:
        if (const auto year = numberOf(cell))
            return {title(FiscalYear{static_cast<int>(*year)}, Language::Japanese),
                    title(FiscalYear{static_cast<int>(*year)}, Language::English)};
        return plainText(textOf(cell));
    case FieldType::Date:
        return {japaneseDate(textOf(cell)), textOf(cell)};
    case FieldType::Link:
        return linkedText(index, field, cell);
    case FieldType::Text:
        return listText(textOf(cell));
    case FieldType::Yen:
    case FieldType::Integer:
    case FieldType::Decimal:
    case FieldType::Percent: {
        const std::string unit = !field.unit.empty()                ? field.unit
                                 : field.type == FieldType::Yen     ? "yen"
                                 : field.type == FieldType::Percent ? "percent"
                                                                    : std::string();
        const auto number = numberOf(cell);
        return number ? numberText(*number, unit) : plainText(textOf(cell));
    }
    default:
        return plainText(textOf(cell));
    }
}

Text ViewBuilder::cellText(const PluginRow& row, const std::string& fieldId) const
{
    const TableSpec* table = index.tableSpec(spec.of.table);
    const FieldSpec* field = table ? findField(*table, fieldId) : nullptr;
    return field ? cellText(row, *field) : Text{};
}

std::string ViewBuilder::onlyDistrict(const PluginRow& row)
{
    return row.districtCodes.size() == 1 ? row.districtCodes.front() : std::string();
}

void ViewBuilder::noteNothing(std::string_view code, const std::vector<Text>& arguments)
{
    notes_.insert(notes_.begin(), spoken(code, arguments));
}

void ViewBuilder::noteWithoutRows(const std::string& tableId)
{
    const TableSpec* table = findTable(index.input().manifest, tableId);
    noteNothing("plugin.view_without_rows",
                {table ? table->title : plainText(tableId), plainText(index.input().manifest.id + " " + tableId)});
}

void ViewBuilder::noteWithoutValues(const std::vector<Text>& indicators)
{
    noteNothing("plugin.view_without_values", {joined(indicators)});
}

Text viewTitle(const Manifest& manifest, const ViewSpec& view, const ParameterValues& parameters)
{
    return withValues(manifest, parameters, view.title);
}

ViewData ViewBuilder::finish(decltype(ViewData::content) content) const
{
    ViewSpec shown = spec;
    shown.title = viewTitle(index.input().manifest, spec, index.input().parameters);
    return {std::move(shown),
            std::move(content),
            otherCities_,
            !otherCities_.empty() && !hasOwnRows_,
            hasSample_,
            {sourceIds_.begin(), sourceIds_.end()},
            notes_};
}

Result<ViewData> viewData(const EvaluationInput& input, const ViewSpec& view,
                          const std::vector<IndicatorResult>& indicators)
{
    const EvaluationIndex index(input);
    ViewBuilder builder(index, view, indicators);
    switch (view.kind) {
    case ViewKind::Map: {
        const auto shown = builder.indicator(view.indicators.front());
        if (!shown)
            return tl::unexpected(shown.error());
        bool hasNumber = false;
        for (const IndicatorValue& value : (*shown)->values) {
            builder.saw(**shown, value.value);
            hasNumber = hasNumber || value.value.isNumber();
        }
        if (!hasNumber)
            builder.noteWithoutValues({(*shown)->indicator.title});
        return builder.finish(MapView{view.indicators.front()});
    }
    case ViewKind::Matrix:
        return matrixView(builder);
    case ViewKind::Board:
        return boardView(builder);
    case ViewKind::List:
        return listView(builder);
    case ViewKind::Tree:
        return treeView(builder);
    case ViewKind::Flow:
        return flowView(builder);
    case ViewKind::Gauge:
        return gaugeView(builder);
    case ViewKind::Line:
        return lineView(builder);
    case ViewKind::Curve:
        return curveView(builder);
    case ViewKind::Ranks:
        return ranksView(builder);
    case ViewKind::Timeline:
        return timelineView(builder);
    case ViewKind::Links:
        return linksView(builder);
    case ViewKind::Ordered:
        break;
    }
    return orderedView(builder);
}

}  // namespace chiiki
