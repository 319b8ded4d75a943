#include "workbench/usecases/finding_answers.h"

#include <algorithm>

namespace chiiki {
namespace {

void addRows(const Plugin& plugin, const AnswerSpec& spec, const PluginTable& table, FindingAnswers& answers)
{
    const int rule = columnIndex(table, spec.ruleField);
    const int title = columnIndex(table, spec.titleField);
    const TableSpec* its = findTable(plugin.manifest, spec.table);
    const FieldSpec* field = its ? findField(*its, spec.titleField) : nullptr;
    if (rule < 0 || title < 0 || !field)
        return;
    for (const PluginRow& row : table.rows) {
        const std::string answer = textOf(row.values[static_cast<std::size_t>(title)]);
        if (!answer.empty())
            answers[textOf(row.values[static_cast<std::size_t>(rule)])].push_back(
                {plugin.id, spec.table, row.uid, field->title, answer, row.status, row.sourceId, row.citation});
    }
}

std::string statusMark(Status status, Language language)
{
    switch (status) {
    case Status::Estimated:
        return speak({"usecases.answer_estimated", {}}, language);
    case Status::Sample:
        return speak({"usecases.answer_sample", {}}, language);
    case Status::Computed:
    case Status::Official:
        break;
    }
    return {};
}

}  // namespace

FindingAnswers findingAnswers(PluginSession& session)
{
    FindingAnswers answers;
    for (const Plugin& plugin : session.plugins())
        for (const AnswerSpec& spec : plugin.manifest.answers)
            if (const PluginTable* table = session.rowsOf(plugin, spec.table))
                addRows(plugin, spec, *table, answers);
    return answers;
}

std::vector<FittingRow> answersTo(const FindingAnswers& answers, const Finding& finding)
{
    // "grants.project_cap/03/2024": the rule, then what the finding speaks of.
    const auto found = answers.find(std::string_view(finding.id).substr(0, finding.id.find('/')));
    return found == answers.end() || finding.action.ja.empty() || !finding.isAmiss ? std::vector<FittingRow>()
                                                                                   : found->second;
}

std::vector<std::string> answerLines(const std::vector<FittingRow>& rows, Language language)
{
    struct Line {
        std::string label;
        std::string mark;
        std::string titles;
    };
    std::vector<Line> lines;
    for (const FittingRow& row : rows) {
        const std::string label = row.label.in(language), mark = statusMark(row.status, language);
        auto line = std::find_if(lines.begin(), lines.end(),
                                 [&](const Line& known) { return known.label == label && known.mark == mark; });
        if (line == lines.end())
            line = lines.insert(lines.end(), {label, mark, {}});
        if (!line->titles.empty())
            line->titles += language == Language::Japanese ? "、" : "; ";
        line->titles += row.title;
    }
    std::vector<std::string> said;
    for (const Line& line : lines)
        said.push_back(speak({"usecases.answer_line", {line.label, line.titles, line.mark}}, language));
    return said;
}

}  // namespace chiiki
