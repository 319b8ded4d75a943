#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

#include "core/plugin/aggregate_tally.h"
#include "core/plugin/rule_checks.h"

namespace chiiki {
namespace {

struct Step {
    const PluginRow* row = nullptr;
    int stage = 0;  // 1 = first
    std::optional<DaySpan> date;
};

Quantity stageQuantity(const RuleSpec& rule)
{
    Quantity quantity = rule.of;
    if (quantity.field.empty())
        quantity.field = rule.columnsField;
    return quantity;
}

/// Steps by case; the districts of a row name its case where the rule names no field.
std::map<std::string, std::vector<Step>> casesOf(const RuleContext& context, const RowReader& reader)
{
    std::map<std::string, std::vector<Step>> cases;
    const bool isOfDistrict = context.rule.rowsField.empty() || context.rule.rowsField == "district";
    const int caseColumn = columnIndex(context.rows, context.rule.rowsField);
    for (const PluginRow* row : context.rowsInForce()) {
        std::string key;
        if (isOfDistrict)
            for (const std::string& code : row->districtCodes)
                key += code + ";";
        else
            key = textOf(cellOf(*row, caseColumn));
        // A row that names no case is one of its own.
        cases[key.empty() ? row->uid : key].push_back({row, reader.stageOf(*row),
                                                       context.rule.dateField.empty()
                                                           ? context.spanOf(*row, *context.table)
                                                           : context.dateIn(*row, context.rule.dateField)});
    }
    return cases;
}

RuleSubject subjectOf(const std::vector<Step>& steps)
{
    RuleSubject subject;
    for (const Step& step : steps)
        subject.rows.push_back(step.row);
    const std::vector<std::string>& districts = steps.front().row->districtCodes;
    const bool isOfOne = districts.size() == 1 && std::all_of(steps.begin(), steps.end(), [&](const Step& step) {
                             return step.row->districtCodes == districts;
                         });
    if (isOfOne)
        subject.districtCode = districts.front();
    return subject;
}

class Stages {
public:
    explicit Stages(const RuleContext& context)
    {
        const FieldSpec* field = findField(*context.table, stageQuantity(context.rule).field);
        if (field)
            choices_ = field->choices;
    }
    int count() const { return static_cast<int>(choices_.size()); }
    Text title(int stage) const
    {
        const Choice& choice = choices_.at(static_cast<std::size_t>(stage) - 1);
        return choice.title.ja.empty() ? plainText(choice.id) : choice.title;
    }
    Text titles(const std::vector<int>& stages) const
    {
        std::vector<Text> all;
        for (const int stage : stages)
            all.push_back(title(stage));
        return joined(all);
    }

private:
    std::vector<Choice> choices_;
};

void judgeOrder(const RuleContext& context, const Stages& stages, const Text& title, std::vector<Step> steps)
{
    const RuleSubject subject = subjectOf(steps);
    const Text wouldPass = spoken({"rules.pass_stages", {}});
    if (std::any_of(steps.begin(), steps.end(), [](const Step& step) { return step.stage == 0; })) {
        context.say(Verdict::Unknown, subject, spoken("rules.stage_unsaid", {title}), wouldPass);
        return;
    }
    // The first time a stage was reached is what counts; later rows of it are work within it.
    std::map<int, Step> reached;
    for (const Step& step : steps) {
        const auto [found, isNew] = reached.try_emplace(step.stage, step);
        if (!isNew && step.date && (!found->second.date || step.date->first < found->second.date->first))
            found->second = step;
    }
    const int furthest = reached.rbegin()->first, earliest = reached.begin()->first;
    std::vector<int> skipped, unsaid;
    for (int stage = 1; stage < furthest; ++stage)
        if (reached.count(stage) == 0)
            (stage > earliest ? skipped : unsaid).push_back(stage);
    for (auto early = reached.begin(); early != reached.end(); ++early)
        for (auto late = std::next(early); late != reached.end(); ++late)
            if (early->second.date && late->second.date && late->second.date->last < early->second.date->first) {
                context.say(
                    Verdict::Fail, subject,
                    spoken("rules.stage_too_early", {title, stages.title(late->first), dateText(*late->second.date),
                                                     stages.title(early->first), dateText(*early->second.date)}),
                    wouldPass);
                return;
            }
    const bool isComplete = context.index.isComplete(*context.table, std::nullopt);
    if (!skipped.empty() || (isComplete && !unsaid.empty())) {
        std::vector<int> all = unsaid;
        if (!isComplete)
            all.clear();
        all.insert(all.end(), skipped.begin(), skipped.end());
        context.say(Verdict::Fail, subject,
                    spoken("rules.stage_skipped", {title, stages.titles(all), stages.title(furthest)}), wouldPass);
        return;
    }
    if (!unsaid.empty()) {
        context.say(Verdict::Unknown, subject, spoken("rules.stage_before_unsaid", {title, stages.titles(unsaid)}),
                    wouldPass);
        return;
    }
    const bool isDated =
        std::all_of(reached.begin(), reached.end(), [](const auto& step) { return step.second.date.has_value(); });
    if (isDated || reached.size() == 1)
        context.say(Verdict::Pass, subject, spoken("rules.stages_in_order", {title, stages.title(furthest)}));
    else
        context.say(Verdict::Unknown, subject, spoken("rules.stage_undated", {title}), wouldPass);
}

/// "2年5か月", in whole months.
Text durationText(Day from, Day to)
{
    int months = 0;
    while (addMonths(from, months + 1) <= to)
        ++months;
    const int wholeYears = months / 12;
    const int monthsMore = months % 12;
    if (wholeYears == 0)
        return numberText(monthsMore, "months");
    Text years = numberText(wholeYears, "years");
    return monthsMore == 0 ? years
                           : spoken("rules.years_and_months", {std::move(years), numberText(monthsMore, "months")});
}

void judgeStall(const RuleContext& context, const Stages& stages, const Text& title, const std::vector<Step>& steps)
{
    RuleSubject subject = subjectOf(steps);
    subject.named = title;
    subject.limit = context.limit;
    const Text months = numberText(*context.limit, "");
    const Text wouldPass = spoken("rules.pass_step", {months});
    int furthest = 0;
    bool isUndated = false;
    std::optional<DaySpan> last;
    for (const Step& step : steps) {
        furthest = std::max(furthest, step.stage);
        isUndated = isUndated || !step.date;
        if (step.date && (!last || step.date->last > last->last))
            last = step.date;
    }
    if (furthest > 0 && furthest == stages.count()) {
        context.say(Verdict::Pass, subject, spoken("rules.stage_done", {title, stages.title(furthest)}));
        return;
    }
    // A step of unknown date may be the newest.
    if (furthest == 0 || !last || isUndated) {
        subject.missingField = furthest == 0 ? stageQuantity(context.rule).field : context.rule.dateField;
        context.say(Verdict::Unknown, subject,
                    spoken("rules.stall_unsaid", {title, context.titleOfField(subject.missingField)}), wouldPass);
        return;
    }
    const int count = static_cast<int>(std::floor(*context.limit));
    const std::vector<Text> said = {title,
                                    stages.title(furthest),
                                    dateText(*last),
                                    months,
                                    dateText({*context.today, *context.today}),
                                    durationText(last->last, *context.today),
                                    stages.title(furthest + 1),
                                    context.settingWord()};
    if (addMonths(last->last, count) <= *context.today)
        context.say(Verdict::Fail, subject, spoken("rules.stalled", said), wouldPass);
    else if (addMonths(last->first, count) > *context.today)
        context.say(Verdict::Pass, subject, spoken("rules.not_stalled", said));
    else
        context.say(Verdict::Unknown, subject, spoken("rules.maybe_stalled", said), wouldPass);
}

template <typename Judge>
void judgeCases(const RuleContext& context, Judge judge)
{
    const Stages stages(context);
    const RowReader reader(context.index, stageQuantity(context.rule));
    const std::map<std::string, std::vector<Step>> cases = casesOf(context, reader);
    // Districts in their order, as everywhere.
    std::vector<std::pair<std::string, const std::pair<const std::string, std::vector<Step>>*>> inOrder;
    for (const auto& one : cases) {
        const std::vector<std::string>& districts = one.second.front().row->districtCodes;
        inOrder.emplace_back(districts.empty() ? std::string() : districts.front(), &one);
    }
    std::stable_sort(inOrder.begin(), inOrder.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& [district, one] : inOrder) {
        const auto& [key, steps] = *one;
        // A number names a case for a machine; people know it by the words of its first row.
        const FieldSpec* name = findField(*context.table, context.rule.rowsField);
        const bool isNamed = name && name->type == FieldType::Text && key != steps.front().row->uid;
        judge(stages, isNamed ? plainText(key) : context.labelOf(*steps.front().row), steps);
    }
}

}  // namespace

void checkStageOrder(const RuleContext& context)
{
    if (context.table)
        judgeCases(context, [&](const Stages& stages, const Text& name, const std::vector<Step>& steps) {
            judgeOrder(context, stages, name, steps);
        });
}

void checkStalled(const RuleContext& context)
{
    if (context.table && context.today && context.isTodayInForce())
        judgeCases(context, [&](const Stages& stages, const Text& name, const std::vector<Step>& steps) {
            judgeStall(context, stages, name, steps);
        });
}

}  // namespace chiiki
