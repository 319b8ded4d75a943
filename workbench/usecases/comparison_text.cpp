#include <algorithm>

#include "core/analysis/recipe_parts.h"
#include "core/text/number_text.h"
#include "core/text/width.h"
#include "maps/style/number_format.h"
#include "workbench/usecases/comparison_fields.h"
#include "workbench/usecases/comparison_output.h"

namespace chiiki {
namespace {

/// Whether the column's districts are shown as whole numbers that must add up to the city's.
bool mustAddUp(const ComparisonColumn& column)
{
    return column.indicator.kind == IndicatorKind::Count && column.indicator.decimals == 0;
}

std::vector<std::string> valueTexts(const ComparisonTable& table, std::size_t column, Language language)
{
    const ComparisonColumn& of = table.columns[column];
    std::vector<double> districts;
    for (const ComparisonRow& row : table.rows)
        if (row.kind == ComparisonRow::Kind::District && row.cells[column].value.isNumber())
            districts.push_back(*row.cells[column].value.number());
    const std::vector<std::int64_t> whole = roundedToAddUp(districts);
    std::size_t next = 0;
    std::vector<std::string> texts;
    for (const ComparisonRow& row : table.rows) {
        const Value& value = row.cells[column].value;
        std::string text;
        if (!value.isNumber())
            text = absenceSign(value.absence());
        else if (mustAddUp(of) && row.kind == ComparisonRow::Kind::District)
            text = formatNumber(static_cast<double>(whole[next++]), 0);
        else
            text = formatNumber(*value.number(), of.indicator, NumberPlace::Table, language);
        if (value.isNumber() && value.status < Status::Computed)
            text +=
                " " + speak({value.status == Status::Sample ? "analysis.sample" : "analysis.estimated", {}}, language);
        texts.push_back(std::move(text));
    }
    return texts;
}

struct TextColumn {
    std::vector<std::string> cells;  // headings first
    bool isRight = true;

    std::size_t width() const
    {
        std::size_t widest = 0;
        for (const std::string& cell : cells)
            widest = std::max(widest, displayWidth(cell));
        return widest;
    }
};

std::vector<TextColumn> columnsOf(const ComparisonTable& table, Language language)
{
    TextColumn codes{{"", ""}, false};
    TextColumn names{{speak({"analysis.district", {}}, language), ""}, false};
    for (const ComparisonRow& row : table.rows) {
        codes.cells.push_back(row.kind == ComparisonRow::Kind::District ? row.code : "");
        names.cells.push_back(row.name.in(language));
    }
    std::vector<TextColumn> columns = {std::move(codes), std::move(names)};
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const ComparisonColumn& of = table.columns[i];
        std::string unit = unitTitle(of.indicator.unit, language);
        if (of.year)
            unit += (unit.empty() ? "" : " ") + shortTitle(*of.year, language);
        TextColumn column{{of.indicator.title.in(language), unit}, true};
        for (std::string& text : valueTexts(table, i, language))
            column.cells.push_back(std::move(text));
        columns.push_back(std::move(column));
        if (table.rankedColumn != i)
            continue;
        TextColumn ranks{{speak({"analysis.rank", {}}, language), ""}, true};
        for (const ComparisonRow& row : table.rows) {
            const ComparisonCell& cell = row.cells[i];
            const std::string_view sentence = cell.isTied ? "analysis.rank_tied" : "analysis.rank_of";
            ranks.cells.push_back(cell.rank ? speak({sentence, {std::to_string(*cell.rank)}}, language) : "");
        }
        columns.push_back(std::move(ranks));
    }
    return columns;
}

void appendOnce(std::vector<std::string>& lines, std::string line)
{
    if (!line.empty() && std::find(lines.begin(), lines.end(), line) == lines.end())
        lines.push_back(std::move(line));
}

/// One sentence once, with the title of each column that has it.
void addTitle(std::vector<std::pair<std::string, std::vector<std::string>>>& sentences, const std::string& sentence,
              const std::string& title)
{
    if (sentence.empty())
        return;
    const auto same =
        std::find_if(sentences.begin(), sentences.end(), [&](const auto& one) { return one.first == sentence; });
    if (same == sentences.end())
        sentences.push_back({sentence, {title}});
    else if (std::find(same->second.begin(), same->second.end(), title) == same->second.end())
        same->second.push_back(title);
}

}  // namespace

std::string comparisonText(const ComparisonTable& table, const Snapshot& snapshot, Language language)
{
    const std::vector<TextColumn> columns = columnsOf(table, language);
    std::string text;
    for (std::size_t line = 0; line < table.rows.size() + 2; ++line) {
        std::string row;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const std::string& cell = columns[i].cells[line];
            row += i > 0 ? "  " : "";
            row += columns[i].isRight ? padLeft(cell, columns[i].width()) : padRight(cell, columns[i].width());
        }
        row.erase(row.find_last_not_of(' ') + 1);
        text += row + "\n";
    }

    // Two columns of the same people are reconciled in one line.
    std::vector<std::pair<std::string, std::string>> reconciled;           // line, titles
    std::vector<std::pair<std::string, std::vector<std::string>>> limits;  // sentence, titles of its columns
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const ComparisonColumn& column = table.columns[i];
        for (const Text& limit : column.recipe.limits)
            addTitle(limits, limit.in(language), column.indicator.title.in(language));
        if (!column.hasReconciliation)
            continue;
        const std::string line = reconciliationLine(table, i, language);
        const std::string& title = column.indicator.title.in(language);
        const auto same =
            std::find_if(reconciled.begin(), reconciled.end(), [&](const auto& r) { return r.first == line; });
        if (same == reconciled.end())
            reconciled.emplace_back(line, title);
        else
            same->second += (language == Language::Japanese ? "・" : ", ") + title;
    }
    std::vector<std::string> credits;
    for (const std::string& id : sourceIdsOf(table)) {
        const SourceEdition* edition = findSource(snapshot, id);
        appendOnce(credits, edition ? edition->credit : id);
    }
    text += "\n";
    for (const auto& [line, titles] : reconciled)
        text += speak({"analysis.reconciliation_of", {titles, line}}, language) + "\n";
    for (const auto& [limit, titles] : limits) {
        // Of all columns it is a remark on the table.
        constexpr std::size_t mostNamed = 3;
        const bool isOfAll = titles.size() == table.columns.size();
        std::string named;
        for (std::size_t i = 0; i < std::min(mostNamed, titles.size()); ++i)
            named += (named.empty() ? "" : language == Language::Japanese ? "・" : ", ") + titles[i];
        if (titles.size() > mostNamed)
            named += speak({"analysis.limit_more", {std::to_string(titles.size() - mostNamed)}}, language);
        text += (!isOfAll ? speak({"analysis.limit_of", {named, limit}}, language)
                          : speak({"analysis.limit_line", {limit}}, language)) +
                "\n";
    }
    for (const std::string& credit : credits)
        text += speak({"analysis.source_line", {credit}}, language) + "\n";
    return text;
}

}  // namespace chiiki
