#include "workbench/usecases/overlay_output.h"

#include <array>

#include <nlohmann/json.hpp>

#include "workbench/usecases/comparison_output.h"

namespace chiiki {
namespace {

using nlohmann::json;

std::string nameOf(const Snapshot& city, const std::string& districtCode, Language language)
{
    const District* district = findDistrict(city, districtCode);
    if (!district)
        return speak({"analysis.row_city", {}}, language);
    return language == Language::English && !district->romaji.empty() ? district->romaji : district->name;
}

std::string findingText(const Snapshot& city, const Finding& finding, const FindingAnswers& answers, Language language)
{
    const auto say = [language](std::string_view code) { return speak({code, {}}, language); };
    std::string line = finding.severity == Severity::Act     ? say("usecases.finding_act")
                       : finding.severity == Severity::Watch ? say("usecases.finding_watch")
                                                             : say("usecases.finding_note");
    line += " " + nameOf(city, finding.districtCode, language);
    if (finding.year)
        line += " " + shortTitle({*finding.year}, language);
    if (finding.isSample)
        line += " " + say("usecases.sample");
    line += ": " + finding.text.in(language) + "\n";
    if (!finding.action.in(language).empty())
        line += "    → " + finding.action.in(language) + "\n";
    for (const std::string& answer : answerLines(answersTo(answers, finding), language))
        line += "    " + answer + "\n";
    return line;
}

json textJson(const Text& text)
{
    return {{"ja", text.ja}, {"en", text.en}};
}

json yearJson(std::optional<int> year)
{
    return year ? json(*year) : json(nullptr);
}

json answersJson(const std::vector<FittingRow>& rows)
{
    json all = json::array();
    for (const FittingRow& row : rows)
        all.push_back({{"table", row.pluginId + "." + row.tableId},
                       {"row", row.uid},
                       {"label", textJson(row.label)},
                       {"title", row.title},
                       {"status", std::string(code(row.status))},
                       {"source_id", row.sourceId},
                       {"citation", row.citation}});
    return all;
}

json findingJson(const Finding& finding, const FindingAnswers& answers)
{
    json out = {{"id", finding.id},
                {"severity", std::string(code(finding.severity))},
                {"district", finding.districtCode},
                {"year", yearJson(finding.year)},
                {"text", textJson(finding.text)},
                {"action", textJson(finding.action)},
                {"rows", finding.rows},
                {"sample", finding.isSample},
                {"answers", answersJson(answersTo(answers, finding))}};
    if (finding.place)
        out["point"] = {finding.place->x, finding.place->y};
    return out;
}

json outcomeJson(const RuleOutcome& outcome)
{
    return {{"rule", outcome.ruleId},
            {"verdict", std::string(code(outcome.verdict))},
            {"district", outcome.districtCode},
            {"year", yearJson(outcome.year)},
            {"rows", outcome.rows},
            {"text", textJson(outcome.text)},
            {"would_pass", textJson(outcome.wouldPass)},
            {"cites", outcome.cites},
            {"sample", outcome.hasSample}};
}

std::string ruleLines(const Plugin& plugin, const OverlayRun& run, Language language)
{
    std::string lines;
    for (const RuleSpec& rule : plugin.manifest.rules) {
        std::array<int, 3> counts{};
        for (const RuleOutcome& outcome : run.overlay->outcomes)
            if (outcome.ruleId == rule.id)
                ++counts[static_cast<std::size_t>(outcome.verdict)];
        if (counts == std::array<int, 3>{}) {
            lines += speak({"rules.silent_line", {rule.title.in(language)}}, language) + "\n";
            continue;
        }
        lines += speak({"usecases.rule_line",
                        {rule.title.in(language), std::to_string(counts[0]), std::to_string(counts[1]),
                         std::to_string(counts[2])}},
                       language) +
                 "\n";
    }
    return lines;
}

}  // namespace

std::string stateTitle(const OverlayRun& run, Language language)
{
    const auto say = [&](std::string_view code, std::vector<std::string> arguments = {}) {
        return speak({code, std::move(arguments)}, language);
    };
    switch (run.state) {
    case PluginState::Valid:
        return say("usecases.state_valid");
    case PluginState::Running:
        return say("usecases.state_running");
    case PluginState::LastGood:
        return say("usecases.state_last_good", {run.lastGoodAt.substr(0, 10)});
    case PluginState::Unreadable:
        return say("usecases.state_unreadable");
    case PluginState::TimedOut:
        return say("usecases.state_timed_out");
    case PluginState::AwaitingConsent:
        return say("usecases.state_awaiting_consent");
    case PluginState::WrongVersion:
        return say("usecases.state_wrong_version");
    case PluginState::Stopped:
        return say("usecases.state_stopped");
    case PluginState::Failed:
        return say("usecases.state_failed");
    }
    return {};
}

Result<ComparisonTable> overlayTable(const Snapshot& city, const OverlayRun& run, std::optional<FiscalYear> year)
{
    return compare(city, run.overlay->indicators, year, "code");
}

std::string overlayText(const Plugin& plugin, const Snapshot& city, const OverlayRun& run, const ComparisonTable& table,
                        const FindingAnswers& answers, Language language)
{
    std::string text = plugin.manifest.title.in(language) + " – " + stateTitle(run, language) + "\n";
    if (run.reason)
        text += "  " + describe(*run.reason, language) + "\n";
    text += "\n" + comparisonText(table, city, language);
    if (!run.overlay->outcomes.empty())
        text += "\n" + speak({"usecases.rules_heading", {}}, language) + "\n" + ruleLines(plugin, run, language);
    text +=
        "\n" + speak({"usecases.findings_heading", {std::to_string(run.overlay->findings.size())}}, language) + "\n";
    for (const Finding& finding : run.overlay->findings)
        text += findingText(city, finding, answers, language);
    return text;
}

std::string overlayJson(const Plugin& plugin, const Snapshot& city, const OverlayRun& run, const ComparisonTable& table,
                        const FindingAnswers& answers)
{
    json out = json::parse(comparisonJson(table, city));
    out["overlay"] = plugin.id;
    out["title"] = textJson(plugin.manifest.title);
    out["state"] = std::string(code(run.state));
    out["last_good_at"] = run.lastGoodAt.empty() ? json(nullptr) : json(run.lastGoodAt);
    out["reason"] = run.reason ? json(describe(*run.reason, Language::Japanese)) : json(nullptr);
    out["findings"] = json::array();
    for (const Finding& finding : run.overlay->findings)
        out["findings"].push_back(findingJson(finding, answers));
    out["rules"] = json::array();
    for (const RuleOutcome& outcome : run.overlay->outcomes)
        out["rules"].push_back(outcomeJson(outcome));
    out["set_aside"] = json::array();
    for (const Diagnostic& row : run.setAside)
        out["set_aside"].push_back(describe(row, Language::Japanese));
    return out.dump(1) + "\n";
}

}  // namespace chiiki
