#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <tuple>

#include "core/model/fiscal_year.h"
#include "core/plugin/calendar.h"
#include "core/plugin/view_parts.h"

namespace chiiki {
namespace {

/// A node of a tree before it is counted.
struct TreeSource {
    std::string id;
    std::string parent;
    Text title;
};

std::vector<TreeSource> policyTree(const Snapshot& snapshot)
{
    const auto find = [&](const std::string& code) {
        return std::find_if(snapshot.measures.begin(), snapshot.measures.end(),
                            [&](const Measure& measure) { return measure.code == code; });
    };
    std::vector<TreeSource> nodes;
    for (const Measure& measure : snapshot.measures) {
        std::string name = measure.number.empty() ? measure.name : measure.number + " " + measure.name;
        // What is done for it is counted where it is linked to.
        if (const auto linked = find(measure.linkedCode); linked != snapshot.measures.end()) {
            const auto above = find(linked->parentCode);
            name += " → " + (above == snapshot.measures.end() ? std::string() : above->number) + linked->number;
        }
        nodes.push_back({measure.code, measure.parentCode, plainText(name)});
    }
    return nodes;
}

/// Nodes of the table that the counted rows link to.
std::vector<TreeSource> treeOfTable(const ViewBuilder& builder)
{
    const TableSpec& counted = *builder.index.tableSpec(builder.spec.of.table);
    const FieldSpec* link = findField(counted, builder.spec.linkField);
    const PluginTable& table = builder.index.table(link ? link->linkedTable : std::string());
    const int parent = columnIndex(table, builder.spec.parentField);
    const int title = columnIndex(table, builder.spec.titleField);
    std::vector<TreeSource> nodes;
    for (const PluginRow& row : table.rows)
        nodes.push_back({row.uid, textOf(cellOf(row, parent)), plainText(textOf(cellOf(row, title)))});
    return nodes;
}

/// Rows of a file as they stand there; those entered by hand are kept by their uid, which says nothing to people: by
/// district and year behind them.
std::vector<const PluginRow*> inReadingOrder(ViewBuilder& builder)
{
    std::vector<const PluginRow*> rows = builder.rows();
    const auto keyOf = [&](const PluginRow& row) {
        const auto district =
            row.districtCodes.empty() ? std::nullopt : builder.index.districtOf(row.districtCodes.front());
        return std::tuple(district.value_or(builder.index.districts().size()), row.fiscalYear.value_or(0));
    };
    const auto entered = std::stable_partition(rows.begin(), rows.end(), [](const PluginRow* row) {
        return row->sourceRow > 0 && row->status != Status::Sample;
    });
    std::stable_sort(entered, rows.end(),
                     [&](const PluginRow* a, const PluginRow* b) { return keyOf(*a) < keyOf(*b); });
    return rows;
}

/// Rows of a year-long case are told by their latest row: a board shows where a case stands now.
std::map<std::pair<std::string, std::vector<std::string>>, const PluginRow*>
latestByCase(const ViewBuilder& builder, const std::vector<const PluginRow*>& rows)
{
    const PluginTable& table = builder.index.table(builder.spec.of.table);
    const int caseColumn = columnIndex(table, builder.spec.titleField);
    const int dateColumn = columnIndex(table, builder.spec.dateField);
    // A step may say its year alone: the day decides within a year.
    const auto timeOf = [&](const PluginRow& row) {
        const std::string date = textOf(cellOf(row, dateColumn));
        const auto year = fiscalYearOfAsOf(date);
        return std::pair(row.fiscalYear.value_or(year ? year->year : 0), date);
    };
    // Two districts may give their projects one name.
    std::map<std::pair<std::string, std::vector<std::string>>, const PluginRow*> latest;
    for (const PluginRow* row : rows) {
        const PluginRow*& known = latest[{textOf(cellOf(*row, caseColumn)), row->districtCodes}];
        if (!known || timeOf(*known) <= timeOf(*row))
            known = row;
    }
    return latest;
}

/// Whether the date of a board is an end: a rule of the plugin says of it that it has passed.
bool isEnd(const EvaluationIndex& index, const ViewSpec& spec)
{
    const std::vector<RuleSpec>& rules = index.input().manifest.rules;
    return !spec.dateField.empty() && std::any_of(rules.begin(), rules.end(), [&](const RuleSpec& rule) {
        return rule.check == RuleCheck::Expired && rule.of.table == spec.of.table && rule.of.field == spec.dateField;
    });
}

/// Districts without a card, where each card is of one.
std::vector<Text> districtsWithoutCard(const EvaluationIndex& index, const BoardView& board)
{
    std::vector<Text> names;
    for (const District& district : index.districts())
        if (std::none_of(board.columns.begin(), board.columns.end(), [&](const BoardView::Column& column) {
                return std::any_of(column.cards.begin(), column.cards.end(),
                                   [&](const BoardView::Card& card) { return card.districtCode == district.code; });
            }))
            names.push_back(index.districtTitle(district.code));
    return names;
}

/// The date of a card with what it is: 「設立日 R6.3.31」.
Text dateDetail(const ViewBuilder& builder, const PluginRow& row)
{
    const Text date = builder.cellText(row, builder.spec.dateField);
    const FieldSpec* field = findField(*builder.index.tableSpec(builder.spec.of.table), builder.spec.dateField);
    return date.ja.empty() || !field ? date : spoken("plugin.card_date", {field->title, date});
}

}  // namespace

Result<ViewData> boardView(ViewBuilder& builder)
{
    const ViewSpec& spec = builder.spec;
    const TableSpec& tableSpec = *builder.index.tableSpec(spec.of.table);
    const PluginTable& table = builder.index.table(spec.of.table);
    const FieldSpec& stage = *findField(tableSpec, spec.columnsField);
    const int stageColumn = columnIndex(table, stage.id);

    BoardView board;
    for (const Choice& choice : stage.choices)
        board.columns.push_back({choice.id, choice.title, {}});
    // What has ended stands apart from what is in force.
    const EvaluationInput& input = builder.index.input();
    const auto today = daySpanOf(std::string_view(input.asOf.empty() ? input.snapshot.asOf : input.asOf));
    const int endColumn = isEnd(builder.index, spec) ? columnIndex(table, spec.dateField) : -1;
    if (endColumn >= 0 && today)
        board.columns.push_back(
            {"ended", spoken("plugin.board_ended", {{japaneseDate(isoText(today->last)), isoText(today->last)}}), {}});
    const auto hasEnded = [&](const PluginRow& row) {
        const auto end = endColumn >= 0 ? daySpanOf(cellOf(row, endColumn)) : std::nullopt;
        return end && today && end->last < today->first;
    };
    const auto rows = builder.rows();
    int withoutStage = 0;
    for (const auto& [name, row] : latestByCase(builder, rows)) {
        const std::string reached = hasEnded(*row) ? "ended" : textOf(cellOf(*row, stageColumn));
        const auto column = std::find_if(board.columns.begin(), board.columns.end(),
                                         [&](const BoardView::Column& c) { return c.id == reached; });
        if (column == board.columns.end()) {
            ++withoutStage;
            continue;
        }
        column->cards.push_back({row->uid, builder.cellText(*row, spec.titleField), ViewBuilder::onlyDistrict(*row),
                                 dateDetail(builder, *row), row->status});
    }
    if (withoutStage > 0)
        builder.note("plugin.view_rows_without_stage", {plainText(std::to_string(withoutStage))});
    const FieldSpec* card = findField(tableSpec, spec.titleField);
    const std::vector<Text> without = districtsWithoutCard(builder.index, board);
    if (card && card->type == FieldType::District && !rows.empty() && !without.empty())
        builder.note("plugin.view_districts_not_told", {plainText(std::to_string(without.size())), joined(without)});
    for (BoardView::Column& column : board.columns)
        std::stable_sort(
            column.cards.begin(), column.cards.end(),
            [](const BoardView::Card& a, const BoardView::Card& b) { return a.districtCode < b.districtCode; });
    return builder.finish(std::move(board));
}

Result<ViewData> listView(ViewBuilder& builder)
{
    const ViewSpec& spec = builder.spec;
    const TableSpec& tableSpec = *builder.index.tableSpec(spec.of.table);
    ListView list;
    std::vector<const FieldSpec*> shown;
    for (const FieldSpec& field : tableSpec.fields) {
        const bool isWanted =
            spec.columns.empty() || std::find(spec.columns.begin(), spec.columns.end(), field.id) != spec.columns.end();
        // A place is for the map, not for reading.
        if (isWanted && field.type != FieldType::Place)
            shown.push_back(&field);
    }
    if (!spec.columns.empty())
        std::sort(shown.begin(), shown.end(), [&](const FieldSpec* a, const FieldSpec* b) {
            return std::find(spec.columns.begin(), spec.columns.end(), a->id) <
                   std::find(spec.columns.begin(), spec.columns.end(), b->id);
        });
    for (const FieldSpec* field : shown)
        list.columns.push_back({field->id, field->title, field->type});
    for (const PluginRow* row : inReadingOrder(builder)) {
        ListView::Row& line = list.rows.emplace_back();
        line.uid = row->uid;
        line.status = row->status;
        line.citation = row->citation;
        line.isOfOtherCity = builder.isOfOtherCity(builder.index.table(spec.of.table), *row);
        for (const FieldSpec* field : shown)
            line.cells.push_back(builder.cellText(*row, *field));
    }
    return builder.finish(std::move(list));
}

Result<ViewData> treeView(ViewBuilder& builder)
{
    const ViewSpec& spec = builder.spec;
    const EvaluationIndex& index = builder.index;
    const std::vector<TreeSource> sources =
        spec.parentField.empty() ? policyTree(index.input().snapshot) : treeOfTable(builder);
    std::map<std::string, std::vector<const TreeSource*>> children;
    std::map<std::string, const TreeSource*> byId;
    for (const TreeSource& source : sources)
        byId.emplace(source.id, &source);
    for (const TreeSource& source : sources)
        children[byId.contains(source.parent) ? source.parent : std::string()].push_back(&source);

    TreeView tree;
    std::map<std::string, std::size_t> places;
    const std::function<void(const std::string&, int)> visit = [&](const std::string& parent, int depth) {
        for (const TreeSource* source : children[parent]) {
            if (!places.try_emplace(source->id, tree.nodes.size()).second)
                continue;
            tree.nodes.push_back(
                {source->id, depth, source->title, 0, std::vector<int>(index.districts().size(), 0), 0});
            visit(source->id, depth + 1);
        }
    };
    visit({}, 0);

    if (spec.parentField.empty() &&
        std::any_of(index.input().snapshot.measures.begin(), index.input().snapshot.measures.end(),
                    [](const Measure& measure) { return !measure.linkedCode.empty(); }))
        builder.note("plugin.tree_linked", {});
    tree.isComplete = index.isComplete(*index.tableSpec(spec.of.table), std::nullopt);
    const PluginTable& table = index.table(spec.of.table);
    const int link = columnIndex(table, spec.linkField);
    for (const PluginRow* row : builder.rows()) {
        const auto place = places.find(textOf(cellOf(*row, link)));
        if (place == places.end()) {
            ++tree.looseRows;
            continue;
        }
        TreeView::Node& node = tree.nodes[place->second];
        ++node.rows;
        if (row->districtCodes.empty())
            ++node.cityRows;
        const std::set<std::string> codes(row->districtCodes.begin(), row->districtCodes.end());
        for (const std::string& code : codes)
            if (const auto district = index.districtOf(code))
                ++node.rowsByDistrict[*district];
    }
    return builder.finish(std::move(tree));
}

Result<ViewData> flowView(ViewBuilder& builder)
{
    const ViewSpec& spec = builder.spec;
    const PluginTable& table = builder.index.table(spec.of.table);
    const int before = columnIndex(table, spec.beforeField);
    const int after = columnIndex(table, spec.afterField);
    FlowView flow;
    const FieldSpec* amount = findField(*builder.index.tableSpec(spec.of.table), spec.beforeField);
    flow.unit = amount && !amount->unit.empty() ? amount->unit : "yen";
    std::map<std::string, std::size_t> places;
    std::vector<const PluginRow*> rows = builder.rows();
    // Districts in the city's order, other groups as the rows come.
    if (const FieldSpec* group = findField(*builder.index.tableSpec(spec.of.table), spec.groupField);
        group && group->type == FieldType::District)
        std::stable_sort(rows.begin(), rows.end(),
                         [](const PluginRow* a, const PluginRow* b) { return a->districtCodes < b->districtCodes; });
    const auto addTo = [](std::optional<double>& sum, int& without, const FieldValue& cell) {
        if (const auto number = numberOf(cell))
            sum = sum.value_or(0) + *number;
        else
            ++without;
    };
    for (const PluginRow* row : rows) {
        Text group = builder.cellText(*row, spec.groupField);
        if (group.ja.empty())
            group = spoken("plugin.cell_not_said", std::vector<Text>{});
        const auto [place, isNew] = places.try_emplace(group.ja, flow.bands.size());
        if (isNew)
            flow.bands.push_back({group, {}, {}, 0, 0, 0, Status::Computed});
        FlowView::Band& band = flow.bands[place->second];
        ++band.rows;
        addTo(band.before, band.rowsWithoutBefore, cellOf(*row, before));
        addTo(band.after, band.rowsWithoutAfter, cellOf(*row, after));
        band.status = weakest(band.status, row->status);
    }
    return builder.finish(std::move(flow));
}

}  // namespace chiiki
