#include <algorithm>
#include <set>

#include "core/plugin/calendar.h"
#include "core/plugin/view_parts.h"

namespace chiiki {
namespace {

std::vector<std::string> sortedOnce(std::vector<std::string> codes)
{
    std::sort(codes.begin(), codes.end());
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    return codes;
}

/// The year of a cell that says a year and no more: what a section plans or reports for a year is of the fiscal year.
std::optional<int> yearAlone(const FieldValue& cell)
{
    const std::string text = textOf(cell);
    const bool isYear =
        text.size() == 4 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return isYear ? std::optional(std::stoi(text)) : std::nullopt;
}

std::optional<DaySpan> spanOf(const FieldValue& cell)
{
    const auto year = yearAlone(cell);
    return year ? daySpanOfFiscalYear(*year) : daySpanOf(cell);
}

/// 「R6年度」, "FY2024": short, and never to be taken for a calendar year.
Text shortYear(int year)
{
    return {shortTitle(FiscalYear{year}, Language::Japanese) + "年度", shortTitle(FiscalYear{year}, Language::English)};
}

/// Rows of a table by the number in the view's order field.
OrderedView orderedRows(ViewBuilder& builder)
{
    const ViewSpec& spec = builder.spec;
    const PluginTable& table = builder.index.table(spec.of.table);
    const TableSpec& tableSpec = *builder.index.tableSpec(spec.of.table);
    const int order = columnIndex(table, spec.orderField);
    OrderedView view;
    for (const std::string& id : spec.columns)
        view.columns.push_back(findField(tableSpec, id)->title);
    for (const PluginRow* row : builder.rows()) {
        OrderedView::Item& item = view.items.emplace_back();
        if (const auto number = numberOf(cellOf(*row, order)))
            item.place = static_cast<int>(*number);
        item.title = builder.cellText(*row, spec.titleField);
        item.status = row->status;
        for (const std::string& id : spec.columns)
            item.cells.push_back(builder.cellText(*row, id));
    }
    return view;
}

Result<OrderedView> orderedDistricts(ViewBuilder& builder)
{
    const auto found = builder.indicator(builder.spec.indicators.front());
    if (!found)
        return tl::unexpected(found.error());
    const auto year = latestYear(**found);
    OrderedView view;
    view.indicator = (*found)->indicator;
    if (!year) {
        builder.noteWithoutValues({view.indicator->title});
        return view;
    }
    const auto values = valuesOf(**found, *year);
    view.year = *year;
    for (const District& district : builder.index.districts()) {
        OrderedView::Item& item = view.items.emplace_back();
        item.title = builder.index.districtTitle(district.code);
        item.value = Value::absent(Absence::Missing);
        if (const auto value = values.find(district.code); value != values.end())
            item.value = value->second;
        item.status = item.value.status;
        item.place = rankOf(item.value, values, view.indicator->direction);
        builder.saw(**found, item.value);
    }
    return view;
}

}  // namespace

Result<ViewData> timelineView(ViewBuilder& builder)
{
    const ViewSpec& spec = builder.spec;
    const PluginTable& table = builder.index.table(spec.of.table);
    const int date = columnIndex(table, spec.dateField);
    const EvaluationInput& input = builder.index.input();
    const auto today = daySpanOf(std::string_view(input.asOf.empty() ? input.snapshot.asOf : input.asOf));
    TimelineView view;
    for (const PluginRow* row : builder.rows()) {
        TimelineView::Event& event = view.events.emplace_back();
        event.uid = row->uid;
        event.title = builder.cellText(*row, spec.titleField);
        event.districtCodes = sortedOnce(row->districtCodes);
        event.status = row->status;
        const FieldValue& cell = cellOf(*row, date);
        if (const auto span = spanOf(cell)) {
            event.first = isoText(span->first);
            event.last = isoText(span->last);
            event.date = yearAlone(cell) ? shortYear(*yearAlone(cell)) : builder.cellText(*row, spec.dateField);
            event.isAhead = today && span->first > today->last;
            const SourceEdition* source = findSource(input.snapshot, row->sourceId);
            const auto written = source ? spanOf(FieldValue(source->asOf)) : std::nullopt;
            event.isPlanned = written && span->first > written->last;
        }
    }
    std::stable_sort(view.events.begin(), view.events.end(),
                     [](const TimelineView::Event& a, const TimelineView::Event& b) {
                         if (a.first.empty() || b.first.empty())
                             return !a.first.empty() && b.first.empty();
                         return std::tie(a.first, a.last) < std::tie(b.first, b.last);
                     });
    return builder.finish(std::move(view));
}

Result<ViewData> linksView(ViewBuilder& builder)
{
    const ViewSpec& spec = builder.spec;
    const PluginTable& table = builder.index.table(spec.of.table);
    const int districts = columnIndex(table, spec.of.field);
    const std::size_t all = builder.index.districts().size();
    LinksView view;
    std::set<std::string> joined;
    int tooFew = 0;
    for (const PluginRow* row : builder.rows()) {
        std::vector<std::string> codes = sortedOnce(wordsOf(cellOf(*row, districts), FieldType::Districts));
        std::erase_if(codes, [&](const std::string& code) { return !builder.index.districtOf(code); });
        if (codes.size() < 2) {
            ++tooFew;
            continue;
        }
        const bool isOfAll = codes.size() == all;
        if (!isOfAll)
            joined.insert(codes.begin(), codes.end());
        (isOfAll ? view.ofAll : view.links)
            .push_back({row->uid, builder.cellText(*row, spec.titleField), std::move(codes), row->status});
    }
    for (const District& district : builder.index.districts())
        if (!joined.contains(district.code))
            view.isolated.push_back(district.code);
    if (tooFew > 0)
        builder.note("plugin.view_links_of_one", {plainText(std::to_string(tooFew))});
    return builder.finish(std::move(view));
}

Result<ViewData> orderedView(ViewBuilder& builder)
{
    OrderedView view;
    if (builder.spec.indicators.empty()) {
        view = orderedRows(builder);
    } else {
        auto ofDistricts = orderedDistricts(builder);
        if (!ofDistricts)
            return tl::unexpected(ofDistricts.error());
        view = *std::move(ofDistricts);
    }
    std::stable_sort(view.items.begin(), view.items.end(), [](const OrderedView::Item& a, const OrderedView::Item& b) {
        if (!a.place || !b.place)
            return a.place && !b.place;
        return *a.place < *b.place;
    });
    return builder.finish(std::move(view));
}

}  // namespace chiiki
