#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "core/plugin/rule_checks.h"

namespace chiiki {
namespace {

/// Rows that hang on something, by what they hang on: of the latest year that has any, where their table has years.
struct Hanging {
    std::map<std::string, int> ofNode;
    std::optional<int> year;
    bool isKnown = false;  // at least one row, or the table says that it is complete
};

Hanging hangingOf(const RuleContext& context)
{
    Hanging hanging;
    const Quantity& linked = *context.rule.linked;
    const TableSpec* spec = context.index.tableSpec(linked.table);
    if (!spec)
        return hanging;
    const PluginTable& table = context.index.table(linked.table);
    const int column = columnIndex(table, linked.field);
    const std::vector<const PluginRow*> rows = context.rowsInForce(linked.table, linked.where);
    const auto yearOf = [&](const PluginRow* row) { return row->fiscalYear ? row->fiscalYear : spec->fiscalYear; };
    for (const PluginRow* row : rows)
        hanging.year = std::max(hanging.year, yearOf(row));
    hanging.isKnown = !rows.empty() || context.index.isComplete(*spec, hanging.year);
    for (const PluginRow* row : rows)
        if (!hanging.year || yearOf(row) == hanging.year)
            if (const std::string node = textOf(cellOf(*row, column)); !node.empty())
                ++hanging.ofNode[node];
    return hanging;
}

void judge(const RuleContext& context, const Hanging& hanging, const std::string& node, RuleSubject subject,
           const Text& before)
{
    const Text table = context.index.tableSpec(context.rule.linked->table)->title;
    const auto say = [&](Verdict verdict, const Text& sentence, const Text& wouldPass) {
        context.say(verdict, subject, Text{before.ja + sentence.ja, before.en + sentence.en}, wouldPass);
    };
    const Text wouldPass = spoken("rules.pass_linked", {table});
    subject.year = hanging.year;
    subject.limit = 1;
    if (!hanging.isKnown) {
        say(Verdict::Unknown, spoken("rules.no_rows", {table}), wouldPass);
        return;
    }
    const auto found = hanging.ofNode.find(node);
    const int rows = found == hanging.ofNode.end() ? 0 : found->second;
    subject.value = rows;
    if (rows == 0)
        say(Verdict::Fail, spoken("rules.not_linked", {table}), wouldPass);
    else
        say(Verdict::Pass, spoken("rules.linked", {table, plainText(std::to_string(rows))}), {});
}

}  // namespace

void checkWithoutLink(const RuleContext& context)
{
    if (!context.rule.linked)
        return;
    const Hanging hanging = hangingOf(context);
    if (context.table) {
        for (const PluginRow* row : context.rowsInForce()) {
            RuleSubject subject;
            subject.rows = {row};
            subject.isOfRow = true;
            judge(context, hanging, row->uid, subject, {});
        }
        return;
    }
    if (!context.isTodayInForce())
        return;
    const std::vector<std::string>& kinds = context.rule.kinds;
    for (const Measure& measure : context.index.input().snapshot.measures)
        if (kinds.empty() || std::find(kinds.begin(), kinds.end(), measure.kind) != kinds.end())
            judge(context, hanging, measure.code, {},
                  spoken("rules.measure", {plainText(measure.code), plainText(measure.name)}));
}

}  // namespace chiiki
