#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "core/plugin/rule_checks.h"
#include "core/plugin/rule_matching.h"
#include "core/text/names.h"

namespace chiiki {
namespace {

/// Whether two cells say the same: dates where one is only a rougher word for the other (令和7年2月, R7.2.14), numbers
/// by their value, names as they are compared everywhere.
bool saysTheSame(const FieldValue& a, const FieldValue& b, FieldType type)
{
    if (type == FieldType::Date) {
        const auto one = daySpanOf(a), other = daySpanOf(b);
        if (one && other)
            return (one->first <= other->first && other->last <= one->last) ||
                   (other->first <= one->first && one->last <= other->last);
    }
    if (type == FieldType::District || type == FieldType::Districts) {
        auto one = wordsOf(a, type), other = wordsOf(b, type);
        std::sort(one.begin(), one.end());
        std::sort(other.begin(), other.end());
        return one == other;
    }
    return normalisedName(textOf(a)) == normalisedName(textOf(b));
}

Text cellText(const RuleContext& context, const FieldSpec& field, const FieldValue& cell)
{
    if (field.type == FieldType::Date)
        if (const auto span = daySpanOf(cell))
            return dateText(*span);
    if (const auto number = numberOf(cell); number && field.type != FieldType::FiscalYear)
        return numberText(*number, context.unitOf(context.rule.of));
    for (const Choice& choice : field.choices)
        if (choice.id == textOf(cell))
            return choice.title;
    return plainText(textOf(cell));
}

/// Words that stand in quotation marks themselves: their own become double ones.
Text withInnerQuotes(Text words)
{
    for (const auto& [from, to] : {std::pair("「", "『"), std::pair("」", "』")})
        for (std::size_t at = words.ja.find(from); at != std::string::npos; at = words.ja.find(from, at))
            words.ja.replace(at, std::string_view(from).size(), to);
    return words;
}

/// 「A」（資料の p.3）: what one row says, and where.
Text saidText(const RuleContext& context, const FieldSpec& field, const FieldValue& cell, const PluginRow& row)
{
    const Text words = withInnerQuotes(cellText(context, field, cell));
    return row.citation.empty() ? spoken("rules.quoted", {words})
                                : spoken("rules.quoted_from", {words, plainText(row.citation)});
}

}  // namespace

void checkAgrees(const RuleContext& context)
{
    const FieldSpec* field = context.table ? findField(*context.table, context.rule.of.field) : nullptr;
    if (!field)
        return;
    const int column = columnIndex(context.rows, field->id);
    std::map<std::string, std::vector<const PluginRow*>> together;
    for (const PluginRow* row : context.rowsInForce())
        if (const auto key = matchingKey(context, *row))
            together[*key].push_back(row);
    bool isCompared = false;
    for (const auto& [key, rows] : together) {
        if (rows.size() < 2)
            continue;
        isCompared = true;
        std::vector<Text> different;
        std::vector<const FieldValue*> known;
        std::size_t saying = 0;
        for (const PluginRow* row : rows) {
            const FieldValue& cell = cellOf(*row, column);
            if (isEmpty(cell))
                continue;
            ++saying;
            const bool isNew = std::none_of(known.begin(), known.end(), [&](const FieldValue* one) {
                return saysTheSame(*one, cell, field->type);
            });
            if (!isNew)
                continue;
            known.push_back(&cell);
            different.push_back(saidText(context, *field, cell, *row));
        }
        RuleSubject subject;
        subject.rows = rows;
        const auto& all = subject.rows;
        const auto areAll = [&all](auto isAsFirst) { return std::all_of(all.begin(), all.end(), isAsFirst); };
        // Rows of several districts are of none of them, and the first does not name the rest.
        subject.isOfRow = areAll([&all](const auto* row) { return row->districtCodes == all.front()->districtCodes; });
        if (areAll([&all](const auto* row) { return row->fiscalYear == all.front()->fiscalYear; }))
            subject.year = rows.front()->fiscalYear;
        subject.value = static_cast<double>(different.size());
        subject.limit = 1;
        const Text wouldPass = spoken("rules.pass_agree", {field->title});
        if (saying < 2)
            context.say(Verdict::Unknown, subject, spoken("rules.agree_unsaid", {field->title}), wouldPass);
        else if (different.size() == 1)
            context.say(Verdict::Pass, subject, spoken("rules.agree", {field->title, different.front()}));
        else
            context.say(Verdict::Fail, subject, spoken("rules.disagree", {field->title, joined(different)}), wouldPass);
    }
    if (!isCompared && context.isTodayInForce())
        context.say(Verdict::Unknown, {}, spoken("rules.nothing_beside", {context.table->title}));
}

}  // namespace chiiki
