#include "workbench/usecases/plugin_expectations.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <optional>
#include <sstream>

#include "core/io/columns.h"
#include "core/io/delimited.h"
#include "core/io/layer_source.h"
#include "core/io/numbers.h"
#include "core/text/names.h"

namespace chiiki {
namespace {

constexpr const char* expectedFile = "expected.csv";
constexpr const char* systemColumn = "system";
constexpr std::string_view absentWord = "absent";
constexpr double tolerance = 1e-9;  // of the value: sums of decimals written in a table

/// One line as written.
struct Line {
    std::string subject;  // "rows", "rule:cap"
    std::string district;
    std::string year;
    std::string value;

    bool isOf(const std::string& code) const
    {
        return district.empty() || (district == "city" ? code.empty() : district == code);
    }
};

const IndicatorValue* valueIn(const Overlay& overlay, const std::string& indicator, const Line& line, int year)
{
    for (const IndicatorResult& result : overlay.indicators)
        if (result.indicator.id == indicator)
            for (const IndicatorValue& value : result.values)
                if (value.districtCode == (line.district == "city" ? std::string() : line.district) &&
                    value.year.year == year && value.series == Series::Actual)
                    return &value;
    return nullptr;
}

std::vector<std::string> systemsIn(const std::string& cell)
{
    std::vector<std::string> systems;
    std::istringstream words(cell);
    for (std::string word; std::getline(words, word, ';');)
        if (!trimmed(word).empty())
            systems.push_back(trimmed(word));
    return systems;
}

/// How many things a view shows: cells with a number, rows, cards, nodes that rows hang on, bands, bars, points,
/// districts in both rankings, events, links, items. Of a map nothing.
struct ShownCount {
    std::size_t operator()(const MapView&) const { return 0; }
    std::size_t operator()(const MatrixView& view) const
    {
        std::size_t count = 0;
        for (const auto& line : view.cells)
            count += static_cast<std::size_t>(
                std::count_if(line.begin(), line.end(), [](const MatrixCell& cell) { return cell.value.isNumber(); }));
        return count;
    }
    std::size_t operator()(const BoardView& view) const
    {
        std::size_t count = 0;
        for (const BoardView::Column& column : view.columns)
            count += column.cards.size();
        return count;
    }
    std::size_t operator()(const ListView& view) const { return view.rows.size(); }
    std::size_t operator()(const TreeView& view) const
    {
        return static_cast<std::size_t>(std::count_if(view.nodes.begin(), view.nodes.end(),
                                                      [](const TreeView::Node& node) { return node.rows > 0; }));
    }
    std::size_t operator()(const FlowView& view) const { return view.bands.size(); }
    std::size_t operator()(const GaugeView& view) const { return view.gauges.size(); }
    std::size_t operator()(const LineView& view) const
    {
        std::size_t count = 0;
        for (const LineView::Line& line : view.lines)
            count += static_cast<std::size_t>(
                std::count_if(line.points.begin(), line.points.end(),
                              [](const LineView::Point& point) { return point.value.isNumber(); }));
        return count;
    }
    std::size_t operator()(const CurveView& view) const { return view.points.size(); }
    std::size_t operator()(const RanksView& view) const
    {
        return static_cast<std::size_t>(std::count_if(view.items.begin(), view.items.end(),
                                                      [](const RanksView::Item& i) { return i.left && i.right; }));
    }
    std::size_t operator()(const TimelineView& view) const { return view.events.size(); }
    std::size_t operator()(const LinksView& view) const { return view.links.size(); }
    std::size_t operator()(const OrderedView& view) const
    {
        return static_cast<std::size_t>(
            std::count_if(view.items.begin(), view.items.end(), [](const OrderedView::Item& i) { return i.place; }));
    }
};

/// Judges lines of one plugin.
class Judge {
public:
    Judge(PluginSession& session, const Plugin& plugin)
        : session_(session)
        , plugin_(plugin)
        , run_(session.overlay(plugin))
    {
    }

    /// What is there; nullopt where nothing is. `holds` says whether it is what the line expects.
    std::optional<std::string> actual(const Line& line, bool& holds)
    {
        if (line.subject.starts_with("rule:"))
            return verdicts(line, line.subject.substr(5), holds);
        if (line.subject.starts_with("table:"))
            return count(line, rowsOf(line.subject.substr(6)), holds);
        if (line.subject.starts_with("view:"))
            return count(line, shownBy(line.subject.substr(5)), holds);
        return number(line, holds);
    }

private:
    static std::optional<std::string> count(const Line& line, std::optional<std::size_t> found, bool& holds)
    {
        if (!found)
            return std::nullopt;
        holds = std::to_string(*found) == line.value;
        return std::to_string(*found);
    }

    std::optional<std::string> number(const Line& line, bool& holds) const
    {
        const auto year = parseWhole(line.year);
        const IndicatorValue* value =
            run_->overlay && year ? valueIn(*run_->overlay, plugin_.id + "." + line.subject, line, *year) : nullptr;
        const auto found = value ? value->value.number() : std::nullopt;
        if (line.value == absentWord)
            holds = !found;
        if (!found)
            return std::nullopt;
        if (const auto expected = parseNumber(line.value))
            holds = std::abs(*found - *expected) <= tolerance * std::max(1.0, std::abs(*expected));
        return textOf(FieldValue(*found));
    }

    std::optional<std::string> verdicts(const Line& line, const std::string& rule, bool& holds) const
    {
        if (!run_->overlay)
            return std::nullopt;
        std::vector<std::string> said;
        for (const RuleOutcome& outcome : run_->overlay->outcomes) {
            if (outcome.ruleId != rule || !line.isOf(outcome.districtCode) ||
                (!line.year.empty() && (!outcome.year || std::to_string(*outcome.year) != line.year)))
                continue;
            const std::string verdict(code(outcome.verdict));
            holds = holds || verdict == line.value;
            if (std::find(said.begin(), said.end(), verdict) == said.end())
                said.push_back(verdict);
        }
        return said.empty() ? std::nullopt : std::optional(listed(said));
    }

    std::optional<std::size_t> rowsOf(const std::string& table)
    {
        const PluginTable* rows = session_.rowsOf(plugin_, table);
        return rows ? std::optional(rows->rows.size()) : std::nullopt;
    }

    std::optional<std::size_t> shownBy(const std::string& id)
    {
        const ViewSpec* view = findView(plugin_.manifest, id);
        const auto data = view ? session_.view(plugin_, *view) : tl::unexpected(Error{});
        return data ? std::optional(std::visit(ShownCount{}, data->content)) : std::nullopt;
    }

    PluginSession& session_;
    const Plugin& plugin_;
    std::shared_ptr<const OverlayRun> run_;
};

/// Whether a person could mean something by the line at all.
bool isReadable(const Line& line)
{
    if (line.subject.starts_with("rule:"))
        return line.value == "pass" || line.value == "fail" || line.value == "unknown";
    if (line.subject.starts_with("table:") || line.subject.starts_with("view:"))
        return parseWhole(line.value).has_value();
    return parseWhole(line.year) && (line.value == absentWord || parseNumber(line.value));
}

}  // namespace

Result<std::vector<Expectation>> judgeExpectations(PluginSession& session, const Plugin& plugin, Diagnostics& faults)
{
    std::vector<Expectation> all;
    const std::string path = (std::filesystem::path(plugin.folder) / expectedFile).string();
    if (!std::filesystem::exists(path))
        return all;
    const auto file = readTable(path, faults);
    if (!file)
        return tl::unexpected(file.error());
    const auto columns = requireColumns(file->table, {"indicator", "district", "year", "value"}, path);
    if (!columns)
        return tl::unexpected(columns.error());
    const auto system = file->table.column(systemColumn);
    Judge judge(session, plugin);
    for (const DelimitedRow& row : file->table.rows) {
        const auto cell = [&](std::size_t i) -> const std::string& { return row.cells[(*columns)[i]]; };
        const Line line{cell(0), cell(1), cell(2), cell(3)};
        if (!isReadable(line)) {
            faults.push_back({expectedFile, row.line, {}, {"usecases.expected_not_read", {}}});
            continue;
        }
        Expectation& one = all.emplace_back();
        one.line = static_cast<int>(row.line);
        one.what = plugin.id + "." + line.subject + " " + line.district + " " + line.year;
        one.expected = line.value;
        one.actual = judge.actual(line, one.holds).value_or(std::string());
        if (system)
            one.systems = systemsIn(row.cells[*system]);
    }
    return all;
}

}  // namespace chiiki
