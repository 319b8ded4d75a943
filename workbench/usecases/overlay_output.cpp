#include "workbench/usecases/overlay_output.h"

#include <array>

#include <nlohmann/json.hpp>

#include "workbench/usecases/comparison_output.h"
#include "workbench/usecases/finding_output.h"

namespace chiiki {
namespace {

using nlohmann::json;

json textJson(const Text& text)
{
    return {{"ja", text.ja}, {"en", text.en}};
}

json yearJson(std::optional<int> year)
{
    return year ? json(*year) : json(nullptr);
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
            {"cites", textJson(outcome.cites)},
            {"sample", outcome.hasSample}};
}

/// Of verdicts that rest on made-up values.
std::string sampleMark(int samples, int all, Language language)
{
    if (samples == 0)
        return {};
    return samples == all ? speak({"usecases.rule_sample", {}}, language)
                          : speak({"usecases.rule_sample_part", {std::to_string(samples)}}, language);
}

std::string ruleLines(const Plugin& plugin, const OverlayRun& run, Language language)
{
    std::string lines;
    for (const RuleSpec& rule : plugin.manifest.rules) {
        std::array<int, 3> counts{};
        int all = 0, samples = 0;
        for (const RuleOutcome& outcome : run.overlay->outcomes) {
            if (outcome.ruleId != rule.id)
                continue;
            ++counts[static_cast<std::size_t>(outcome.verdict)];
            ++all;
            samples += outcome.hasSample;
        }
        if (counts == std::array<int, 3>{}) {
            lines += speak({"rules.silent_line", {rule.title.in(language)}}, language) + "\n";
            continue;
        }
        lines += speak({"usecases.rule_line",
                        {rule.title.in(language), std::to_string(counts[0]), std::to_string(counts[1]),
                         std::to_string(counts[2])}},
                       language) +
                 sampleMark(samples, all, language) + "\n";
    }
    return lines;
}

/// What a table without years says is of no year: it stands under today's, which is no more than when it was asked.
ComparisonTable withoutMeaninglessYears(ComparisonTable table, const Manifest& manifest)
{
    for (ComparisonColumn& column : table.columns) {
        const IndicatorSpec* indicator = findIndicator(manifest, column.indicator.id);
        const TableSpec* rows = indicator ? findTable(manifest, indicator->quantity.table) : nullptr;
        if (rows && rows->yearField.empty() && !rows->fiscalYear)
            column.year.reset();
    }
    return table;
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
    text += "\n" + comparisonText(withoutMeaninglessYears(table, plugin.manifest), city, language);
    if (!run.overlay->outcomes.empty())
        text += "\n" + speak({"usecases.rules_heading", {}}, language) + "\n" + ruleLines(plugin, run, language);
    const std::size_t told = groupFindings(city, run.overlay->findings).size(), all = run.overlay->findings.size();
    text += "\n" +
            (told == all ? speak({"usecases.findings_heading", {std::to_string(all)}}, language)
                         : speak({"usecases.findings_heading_grouped", {std::to_string(told), std::to_string(all)}},
                                 language)) +
            "\n";
    text += findingLines(city, run.overlay->findings, answers, language);
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
    out["findings"] = findingsJson(run.overlay->findings, answers);
    out["rules"] = json::array();
    for (const RuleOutcome& outcome : run.overlay->outcomes)
        out["rules"].push_back(outcomeJson(outcome));
    out["set_aside"] = json::array();
    for (const Diagnostic& row : run.setAside)
        out["set_aside"].push_back(describe(row, Language::Japanese));
    return out.dump(1) + "\n";
}

}  // namespace chiiki
