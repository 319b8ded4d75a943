#include "core/plugin/rules.h"

#include <algorithm>
#include <map>

#include "core/plugin/rule_checks.h"

namespace chiiki {
namespace {

using Check = void (*)(const RuleContext&);

Check checkOf(RuleCheck check)
{
    switch (check) {
    case RuleCheck::EveryDistrict:
        return checkEveryDistrict;
    case RuleCheck::SumEquals:
        return checkSumEquals;
    case RuleCheck::Cap:
        return checkCap;
    case RuleCheck::DateWithin:
        return checkDateWithin;
    case RuleCheck::Expired:
        return checkExpired;
    case RuleCheck::Due:
        return checkDue;
    case RuleCheck::StageOrder:
        return checkStageOrder;
    case RuleCheck::Stalled:
        return checkStalled;
    case RuleCheck::PlannedWithoutResult:
        return checkPlannedWithoutResult;
    case RuleCheck::Unanswered:
        return checkUnanswered;
    case RuleCheck::Pace:
        return checkPace;
    case RuleCheck::AtLeast:
        return checkAtLeast;
    case RuleCheck::EmptyCell:
        return checkEmptyCell;
    case RuleCheck::Outlier:
        return checkOutlier;
    case RuleCheck::StatedChange:
        return checkStatedChange;
    case RuleCheck::Filled:
        return checkFilled;
    case RuleCheck::Agrees:
        return checkAgrees;
    case RuleCheck::WithoutLink:
        return checkWithoutLink;
    case RuleCheck::Falling:
        return checkFalling;
    }
    return nullptr;
}

bool isSpoken(const EvaluationInput& input, const RuleSpec& rule)
{
    return std::all_of(rule.when.begin(), rule.when.end(), [&](const auto& condition) {
        return parameterValue(input.manifest, input.parameters, condition.first) == condition.second;
    });
}

/// Checks that look at row after row: of a table without any they would be silent, as if all were well.
bool looksAtRows(RuleCheck check)
{
    return check == RuleCheck::Cap || check == RuleCheck::DateWithin || check == RuleCheck::Expired ||
           check == RuleCheck::Due || check == RuleCheck::StageOrder || check == RuleCheck::Stalled ||
           check == RuleCheck::PlannedWithoutResult || check == RuleCheck::Unanswered || check == RuleCheck::AtLeast ||
           check == RuleCheck::StatedChange || check == RuleCheck::Filled || check == RuleCheck::Agrees ||
           check == RuleCheck::WithoutLink;
}

/// No row at all, and nobody says that this is all there is.
bool lacksRows(const RuleContext& context)
{
    return context.table && context.rows.rows.empty() && context.isTodayInForce() &&
           !context.index.isComplete(*context.table, std::nullopt);
}

/// The sentence alone does not say which rule speaks; words that the rule chose itself do.
Text sentenceOf(const RuleOutcome& outcome, const RuleSpec* rule)
{
    const bool isOwnWords = rule && outcome.verdict == Verdict::Fail && !rule->text.ja.empty();
    Text text = rule && !isOwnWords ? spoken("rules.of_rule", {rule->title, outcome.text}) : outcome.text;
    // A rule's own words may end without a full stop.
    if (!text.ja.ends_with("。"))
        text.ja += "。";
    if (!text.en.ends_with("."))
        text.en += ".";
    const auto append = [&](std::string_view code, const Text& argument) {
        const Text more = spoken(code, {argument});
        text.ja += more.ja;
        text.en += more.en;
    };
    if (!outcome.cites.ja.empty())
        append(outcome.hasSample ? "rules.cites_sample" : "rules.cites", outcome.cites);
    return text;
}

/// What keeps an outcome from being told on its own: the empty table, or the field that the same rows lack.
std::string causeOf(const RuleOutcome& outcome)
{
    if (!outcome.missingTable.empty())
        return outcome.missingTable;
    if (outcome.missingField.empty() || outcome.rows.empty())
        return {};
    std::string cause = outcome.missingField;
    for (const std::string& row : outcome.rows)
        cause += "/" + row;
    return cause;
}

/// The first of the rules that the same cause leaves unknown speaks for all of them.
void tellTogether(const Manifest& manifest, const std::vector<const RuleOutcome*>& outcomes, const City& city,
                  Finding& finding)
{
    // Many rules with the document line of each are more than anyone reads.
    constexpr std::size_t mostCited = 8;
    std::vector<Text> rules;
    for (const RuleOutcome* outcome : outcomes) {
        const RuleSpec* rule = findRule(manifest, outcome->ruleId);
        const Text title = spoken("rules.quoted", {rule ? rule->title : plainText(outcome->ruleId)});
        rules.push_back(outcome->cites.ja.empty() || outcomes.size() > mostCited
                            ? title
                            : spoken("rules.title_cited", {title, outcome->cites}));
    }
    const RuleOutcome& first = *outcomes.front();
    const Text number = plainText(std::to_string(rules.size()));
    if (first.missingTable.empty()) {
        const std::size_t dot = first.missingField.find('.');
        const TableSpec* spec = findTable(manifest, first.missingField.substr(0, dot));
        const FieldSpec* field = spec ? findField(*spec, first.missingField.substr(dot + 1)) : nullptr;
        const Text name = field ? field->title : plainText(first.missingField);
        const auto named = std::find_if(outcomes.begin(), outcomes.end(),
                                        [](const RuleOutcome* outcome) { return !outcome->subject.ja.empty(); });
        finding.subject = named == outcomes.end() ? Text{} : (*named)->subject;
        finding.text = finding.subject.ja.empty()
                           ? spoken("rules.several_without_field", {name, number, joined(rules)})
                           : spoken("rules.several_of_row", {finding.subject, name, number, joined(rules)});
        return;
    }
    const TableSpec* spec = findTable(manifest, first.missingTable);
    const Text name = spec ? spec->title : plainText(first.missingTable);
    finding.id = manifest.id + ".without_rows/" + first.missingTable;
    finding.year.reset();
    const RuleSpec* rule = findRule(manifest, first.ruleId);
    const bool isOfOtherCity = rule && !rule->about.ja.empty();
    finding.text = isOfOtherCity ? spoken("rules.several_without_rows_here", {name, number, joined(rules), city.name})
                                 : spoken("rules.several_without_rows", {name, number, joined(rules)});
    if (!rule || rule->ask.ja.empty())
        finding.action =
            isOfOtherCity ? spoken("rules.do_register_here", {name, city.name}) : spoken("rules.do_register", {name});
}

}  // namespace

std::vector<RuleOutcome> checkRulesWith(const EvaluationIndex& index, const std::vector<IndicatorResult>& indicators)
{
    std::vector<RuleOutcome> outcomes;
    for (const RuleSpec& rule : index.input().manifest.rules) {
        if (!isSpoken(index.input(), rule))
            continue;
        const RuleContext context(index, rule, indicators, outcomes);
        if (hasLimit(rule.check) && !context.limit)
            context.say(Verdict::Unknown, {}, spoken({"rules.no_limit", {}}));
        else if (looksAtRows(rule.check) && lacksRows(context))
            context.sayNothingToJudge({});
        else if (const Check check = checkOf(rule.check))
            check(context);
    }
    return outcomes;
}

std::vector<RuleOutcome> checkRules(const EvaluationInput& input, const std::vector<IndicatorResult>& indicators)
{
    return checkRulesWith(EvaluationIndex(input), indicators);
}

std::vector<Finding> findingsOf(const Manifest& manifest, const std::vector<RuleOutcome>& outcomes, const City& city)
{
    std::vector<Finding> findings;
    std::map<std::string, int> timesOfId;
    std::map<std::string, std::vector<const RuleOutcome*>> ofCause;
    // Rules of one city's document never speak for those of another's.
    const auto causeAndCity = [&](const RuleOutcome& outcome) {
        const std::string cause = causeOf(outcome);
        const RuleSpec* rule = findRule(manifest, outcome.ruleId);
        return cause.empty() || !rule ? cause : cause + "/" + rule->about.ja;
    };
    for (const RuleOutcome& outcome : outcomes)
        if (const std::string cause = causeAndCity(outcome); !cause.empty())
            ofCause[cause].push_back(&outcome);
    for (const RuleOutcome& outcome : outcomes) {
        if (outcome.verdict == Verdict::Pass && !outcome.isWorthTelling)
            continue;
        const auto together = ofCause.find(causeAndCity(outcome));
        const bool isOfSeveral = together != ofCause.end() && together->second.size() > 1;
        if (isOfSeveral && together->second.front() != &outcome)
            continue;
        const RuleSpec* rule = findRule(manifest, outcome.ruleId);
        Finding finding;
        finding.id = manifest.id + "." + outcome.ruleId;
        for (const std::string& part :
             {outcome.districtCode, outcome.year ? std::to_string(*outcome.year) : std::string(),
              outcome.rows.size() == 1 ? outcome.rows.front() : std::string()})
            if (!part.empty())
                finding.id += "/" + part;
        // The same words twice: told apart by their order, which is that of the rows.
        if (const int times = ++timesOfId[finding.id]; times > 1)
            finding.id += "/" + std::to_string(times);
        const bool isFail = outcome.verdict == Verdict::Fail && rule;
        finding.severity = isFail ? rule->severity : Severity::Note;
        finding.districtCode = outcome.districtCode;
        finding.year = outcome.year;
        finding.text = sentenceOf(outcome, rule);
        finding.subject = outcome.subject;
        if (rule && outcome.districtCode.empty())
            finding.about = rule->about;
        finding.action = outcome.action;
        finding.sourceId = rule ? rule->sourceId : std::string();
        finding.rows = outcome.rows;
        finding.isSample = outcome.hasSample;
        finding.isAmiss = outcome.verdict == Verdict::Fail;
        if (isOfSeveral) {
            tellTogether(manifest, together->second, city, finding);
            if (finding.id.find(".without_rows/") != std::string::npos)
                if (const int times = ++timesOfId[finding.id]; times > 1)
                    finding.id += "/" + std::to_string(times);
        }
        findings.push_back(std::move(finding));
    }
    return findings;
}

}  // namespace chiiki
