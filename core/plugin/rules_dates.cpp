#include <cmath>

#include "core/plugin/rule_checks.h"

namespace chiiki {
namespace {

Text daysText(int days)
{
    return plainText(std::to_string(days));
}

/// Known on one side only, the other is open.
struct Period {
    std::optional<DaySpan> first;
    std::optional<DaySpan> last;
};

Period periodOf(const RuleContext& context, const PluginRow& row)
{
    const RuleSpec& rule = context.rule;
    return {rule.fromField.empty() ? daySpanOf(std::string_view(rule.from)) : context.dateIn(row, rule.fromField),
            rule.toField.empty() ? daySpanOf(std::string_view(rule.to)) : context.dateIn(row, rule.toField)};
}

/// Precondition: one bound at least.
Text periodText(const Period& period)
{
    if (!period.first)
        return spoken("rules.period_until", {dateText(*period.last)});
    if (!period.last)
        return spoken("rules.period_from", {dateText(*period.first)});
    return spoken("rules.period", {dateText(*period.first), dateText(*period.last)});
}

}  // namespace

void checkDateWithin(const RuleContext& context)
{
    if (!context.table)
        return;
    for (const PluginRow* row : context.rowsInForce()) {
        const Period period = periodOf(context, *row);
        const bool lacksBound = (!context.rule.fromField.empty() && !period.first) ||
                                (!context.rule.toField.empty() && !period.last) || (!period.first && !period.last);
        if (lacksBound) {
            const std::string& field =
                period.first || context.rule.fromField.empty() ? context.rule.toField : context.rule.fromField;
            context.sayRow(Verdict::Unknown, *row, std::nullopt,
                           field.empty() ? spoken({"rules.no_period", {}})
                                         : spoken("rules.field_unsaid", {context.titleOfField(field)}));
            continue;
        }
        const Text wouldPass = spoken("rules.pass_within", {periodText(period)});
        std::optional<DaySpan> date = context.dateIn(*row, context.rule.of.field);
        if (!date && row->fiscalYear)
            date = daySpanOfFiscalYear(*row->fiscalYear);  // a document that says the year only
        if (!date) {
            context.sayRow(Verdict::Unknown, *row, std::nullopt,
                           spoken("rules.field_unsaid", {context.titleOfField(context.rule.of.field)}), wouldPass);
            continue;
        }
        const std::vector<Text> said = {dateText(*date), periodText(period)};
        const bool isAfterFirst = !period.first || date->first >= period.first->first;
        const bool isBeforeLast = !period.last || date->last <= period.last->last;
        const bool isOutside =
            (period.first && date->last < period.first->first) || (period.last && date->first > period.last->last);
        if (isOutside)
            context.sayRow(Verdict::Fail, *row, std::nullopt, spoken("rules.outside_period", said), wouldPass);
        else if (isAfterFirst && isBeforeLast)
            context.sayRow(Verdict::Pass, *row, std::nullopt, spoken("rules.within_period", said));
        else
            context.sayRow(Verdict::Unknown, *row, std::nullopt, spoken("rules.maybe_within", said), wouldPass);
    }
}

void checkExpired(const RuleContext& context)
{
    if (!context.table || !context.today || !context.isTodayInForce())
        return;
    const Text today = dateText({*context.today, *context.today});
    const Text wouldPass = spoken("rules.pass_not_expired", {today});
    const Text field = context.titleOfField(context.rule.of.field);
    for (const PluginRow* row : context.rowsInForce()) {
        const std::optional<DaySpan> date = context.dateIn(*row, context.rule.of.field);
        if (!date) {
            context.sayRow(Verdict::Unknown, *row, std::nullopt,
                           spoken("rules.field_unsaid", {context.titleOfField(context.rule.of.field)}), wouldPass);
            continue;
        }
        // The last day itself still counts.
        if (date->last < *context.today) {
            const int days = daysBetween(date->last, *context.today);
            context.sayRow(Verdict::Fail, *row, days,
                           spoken("rules.expired", {dateText(*date), daysText(days), today, field}), wouldPass);
        } else if (date->first >= *context.today) {
            const int days = daysBetween(*context.today, date->first);
            context.sayRow(Verdict::Pass, *row, days,
                           spoken("rules.not_expired", {dateText(*date), daysText(days), field}));
        } else {
            context.sayRow(Verdict::Unknown, *row, std::nullopt,
                           spoken("rules.maybe_expired", {dateText(*date), field}), wouldPass);
        }
    }
}

void checkDue(const RuleContext& context)
{
    if (!context.table || !context.today || !context.isTodayInForce())
        return;
    const Day horizon = *context.today + std::chrono::days(static_cast<int>(std::floor(*context.limit)));
    const Text wouldPass = spoken("rules.pass_due", {dateText({horizon, horizon})});
    for (const PluginRow* row : context.rowsInForce()) {
        const std::optional<DaySpan> date = context.dateIn(*row, context.rule.of.field);
        if (!date) {
            context.sayRow(Verdict::Unknown, *row, std::nullopt,
                           spoken("rules.field_unsaid", {context.titleOfField(context.rule.of.field)}), wouldPass);
            continue;
        }
        const int days = daysBetween(*context.today, date->first);
        const std::vector<Text> said = {dateText(*date),
                                        daysText(days),
                                        numberText(*context.limit, ""),
                                        dateText({*context.today, *context.today}),
                                        context.titleOfField(context.rule.of.field),
                                        context.settingWord()};
        if (date->last < *context.today)
            context.sayRow(Verdict::Pass, *row, days, spoken("rules.due_passed", said));
        else if (date->first > horizon)
            context.sayRow(Verdict::Pass, *row, days, spoken("rules.not_due", said));
        else if (date->first >= *context.today && date->last <= horizon)
            context.sayRow(Verdict::Fail, *row, days, spoken("rules.due", said), wouldPass);
        else
            context.sayRow(Verdict::Unknown, *row, std::nullopt, spoken("rules.maybe_due", said), wouldPass);
    }
}

void checkUnanswered(const RuleContext& context)
{
    if (!context.table || !context.today)
        return;
    const int limit = static_cast<int>(std::floor(*context.limit));
    const Text within = daysText(limit);
    const Text asking = context.titleOfField(context.rule.dateField);
    const Text answering = context.titleOfField(context.rule.of.field);
    const Text wouldPass = spoken("rules.pass_answer", {within, asking, answering});
    for (const PluginRow* row : context.rowsInForce()) {
        const std::optional<DaySpan> asked = context.dateIn(*row, context.rule.dateField);
        const FieldValue& answerCell = cellOf(*row, columnIndex(context.rows, context.rule.of.field));
        const std::optional<DaySpan> answered = daySpanOf(answerCell);
        if (!asked || (!answered && !textOf(answerCell).empty())) {
            context.sayRow(Verdict::Unknown, *row, std::nullopt, spoken("rules.not_asked", {asking, answering}),
                           wouldPass);
            continue;
        }
        // From the last day it can have been asked to the first it can have been answered, and the other way round.
        const DaySpan until = answered.value_or(DaySpan{*context.today, *context.today});
        const int atLeast = daysBetween(asked->last, until.first), atMost = daysBetween(asked->first, until.last);
        const std::vector<Text> said = {
            dateText(*asked), answered ? dateText(*answered) : plainText(""), daysText(atLeast),    within, asking,
            answering,        dateText({*context.today, *context.today}),     context.settingWord()};
        if (atLeast > limit)
            context.sayRow(Verdict::Fail, *row, atLeast,
                           spoken(answered ? "rules.answered_late" : "rules.unanswered", said), wouldPass);
        else if (atMost <= limit)
            context.sayRow(Verdict::Pass, *row, atMost,
                           spoken(answered ? "rules.answered" : "rules.answer_open", said));
        else
            context.sayRow(Verdict::Unknown, *row, std::nullopt, spoken("rules.maybe_answered", said), wouldPass);
    }
}

}  // namespace chiiki
