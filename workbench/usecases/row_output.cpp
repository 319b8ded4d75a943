#include "workbench/usecases/row_output.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "core/io/delimited.h"
#include "core/text/width.h"
#include "workbench/usecases/overlay_output.h"
#include "workbench/usecases/plugin_standing.h"

namespace chiiki {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t mostUidsShown = 20;
constexpr std::size_t widestCell = 28;

std::string joinedCodes(const std::vector<std::string>& codes)
{
    std::string text;
    for (const std::string& code : codes)
        text += (text.empty() ? "" : ";") + code;
    return text;
}

std::string originOf(const PluginRow& row, Language language)
{
    if (row.status == Status::Sample)
        return speak({"usecases.sample", {}}, language);
    return row.sourceId == enteredSource ? speak({"usecases.entered", {}}, language) : std::string();
}

std::string contentOf(const std::vector<PluginColumn>& columns, const PluginRow& row)
{
    std::string text;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (const std::string cell = textOf(row.values[i]); !cell.empty())
            text += (text.empty() ? "" : "  ") + columns[i].id + "=" + cell;
    return text;
}

std::string uidLine(std::string_view code, const std::vector<std::string>& uids, Language language)
{
    std::string list;
    for (std::size_t i = 0; i < std::min(uids.size(), mostUidsShown); ++i)
        list += (list.empty() ? "" : ", ") + uids[i];
    if (uids.size() > mostUidsShown)
        list += ", …";
    return "  " + speak({code, {std::to_string(uids.size()), list}}, language) + "\n";
}

}  // namespace

Result<PluginTablePlace> findTablePlace(const std::string& workspace, const std::string& plugin,
                                        const std::string& table, const PluginSurroundings& surroundings)
{
    auto found = findPlugin(plugin, surroundings.folders);
    if (!found)
        return tl::unexpected(found.error());
    if (found->problem)
        return tl::unexpected(*found->problem);
    return PluginTablePlace{workspace, found->folder, std::move(found->manifest), table};
}

std::string rowChangeText(const PluginTablePlace& place, const RowChange& change,
                          const PluginSurroundings& surroundings, Language language)
{
    std::string text = speak({change.before && change.after ? "usecases.row_changed"
                              : change.after                ? "usecases.row_added"
                                                            : "usecases.row_removed",
                              {place.table, change.uid}},
                             language) +
                       "\n";
    if (change.before)
        text += "  - " + contentOf(change.columns, *change.before) + "\n";
    if (change.after)
        text += "  + " + contentOf(change.columns, *change.after) + "\n";

    PluginSession session(change.snapshot, surroundings);
    const auto plugin = session.find(place.manifest.id);
    if (!plugin)
        return text;
    const auto run = session.overlay(**plugin);
    if (!run->overlay)
        return text + describe(*run->reason, language) + "\n";
    const std::string name = place.table + ":" + change.uid;
    for (const RuleOutcome& outcome : run->overlay->outcomes)
        if (std::find(outcome.rows.begin(), outcome.rows.end(), name) != outcome.rows.end())
            text += std::string(outcome.verdict == Verdict::Pass   ? "  ✓ "
                                : outcome.verdict == Verdict::Fail ? "  ✕ "
                                                                   : "  ? ") +
                    outcome.text.in(language) +
                    (outcome.cites.ja.empty() ? "" : "［" + outcome.cites.in(language) + "］") + "\n";
    return text;
}

std::string rowsText(const PluginRowList& list, Language language)
{
    std::vector<std::string> head{"row_uid"};
    for (const PluginColumn& column : list.rows.columns)
        head.push_back(column.id);
    head.emplace_back();
    std::vector<std::size_t> widths(head.size(), 0);
    std::vector<std::vector<std::string>> cells{std::move(head)};
    for (const PluginRow& row : list.rows.rows) {
        std::vector<std::string>& line = cells.emplace_back();
        line.push_back(row.uid);
        for (const FieldValue& value : row.values)
            line.push_back(elided(textOf(value), widestCell));
        line.push_back(originOf(row, language));
    }
    for (const auto& line : cells)
        for (std::size_t i = 0; i < line.size(); ++i)
            widths[i] = std::max(widths[i], displayWidth(line[i]));
    std::string text;
    for (const auto& line : cells) {
        std::string row;
        for (std::size_t i = 0; i < line.size(); ++i)
            row += padRight(line[i], widths[i] + 2);
        row.erase(row.find_last_not_of(' ') + 1);
        text += row + "\n";
    }
    return text + speak({"usecases.rows_count", {std::to_string(list.rows.rows.size())}}, language) + "\n";
}

std::string rowsCsv(const PluginRowList& list)
{
    std::string text = "\xEF\xBB\xBFrow_uid";
    for (const PluginColumn& column : list.rows.columns)
        text += "," + column.id;
    text += ",district_code,fiscal_year,source_id,citation,status\n";
    for (const PluginRow& row : list.rows.rows) {
        text += csvCell(row.uid);
        for (const FieldValue& value : row.values)
            text += "," + csvCell(textOf(value));
        text += "," + joinedCodes(row.districtCodes) + "," +
                (row.fiscalYear ? std::to_string(*row.fiscalYear) : std::string()) + "," + csvCell(row.sourceId) + "," +
                csvCell(row.citation) + "," + std::string(code(row.status)) + "\n";
    }
    return text;
}

std::string rowsJson(const PluginRowList& list)
{
    ordered_json rows = ordered_json::array();
    for (const PluginRow& row : list.rows.rows) {
        ordered_json line = {{"row_uid", row.uid}};
        for (std::size_t i = 0; i < list.rows.columns.size(); ++i) {
            const FieldValue& value = row.values[i];
            if (const auto number = numberOf(value))
                line[list.rows.columns[i].id] = *number;
            else if (std::holds_alternative<std::string>(value))
                line[list.rows.columns[i].id] = std::get<std::string>(value);
            else
                line[list.rows.columns[i].id] = nullptr;
        }
        line["district_code"] = joinedCodes(row.districtCodes);
        line["fiscal_year"] = row.fiscalYear ? ordered_json(*row.fiscalYear) : ordered_json(nullptr);
        line["source_id"] = row.sourceId;
        line["citation"] = row.citation;
        line["status"] = std::string(code(row.status));
        rows.push_back(std::move(line));
    }
    return ordered_json{{"api", 1}, {"rows", std::move(rows)}}.dump(1) + "\n";
}

std::string comparisonOfFileText(const FileComparison& comparison, bool isPreview, Language language)
{
    std::string text =
        speak({isPreview ? "usecases.take_preview" : "usecases.take_done", {comparison.edition.fileName}}, language) +
        "\n";
    text += uidLine("usecases.take_added", comparison.added, language);
    text += uidLine("usecases.take_changed", comparison.changed, language);
    text += uidLine("usecases.take_removed", comparison.removed, language);
    text += "  " +
            speak({"usecases.take_same", {std::to_string(comparison.same), std::to_string(comparison.own)}}, language) +
            "\n";
    for (const std::string& column : comparison.unknownColumns)
        text += "  " + speak({"usecases.column_not_read", {column}}, language) + "\n";
    return text;
}

}  // namespace chiiki
