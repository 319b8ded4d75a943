#include "core/plugin/view_parts.h"

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
        note("plugin.view_without_rows");
    return rows;
}

std::vector<const PluginRow*> ViewBuilder::rows()
{
    std::vector<const PluginRow*> all = taken();
    for (const PluginRow* row : all)
        saw(*row);
    return all;
}

void ViewBuilder::saw(const PluginRow& row)
{
    hasSample_ = hasSample_ || row.status == Status::Sample;
    if (!row.sourceId.empty())
        sourceIds_.insert(row.sourceId);
}

void ViewBuilder::saw(const IndicatorResult& result, const Value& value)
{
    hasSample_ = hasSample_ || (value.isNumber() && value.status == Status::Sample);
    sourceIds_.insert(result.recipe.sourceIds.begin(), result.recipe.sourceIds.end());
}

Text ViewBuilder::cellText(const PluginRow& row, const FieldSpec& field) const
{
    const FieldValue& cell = cellOf(row, columnIndex(index.table(spec.of.table), field.id));
    if (std::holds_alternative<std::monostate>(cell))
        return {};
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

ViewData ViewBuilder::finish(decltype(ViewData::content) content) const
{
    return {spec, std::move(content), hasSample_, {sourceIds_.begin(), sourceIds_.end()}, notes_};
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
        for (const IndicatorValue& value : (*shown)->values)
            builder.saw(**shown, value.value);
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
