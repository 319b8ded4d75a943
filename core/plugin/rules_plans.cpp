#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "core/plugin/rule_checks.h"
#include "core/text/names.h"

namespace chiiki {
namespace {

/// What plan and report share: districts in any order, names as they are compared everywhere. nullopt where a field
/// says nothing, so that two rows are never joined by their gaps.
std::optional<std::string> keyOf(const RuleContext& context, const PluginRow& row)
{
    std::string key;
    for (const std::string& field : context.rule.matching) {
        std::string part;
        if (field == context.table->districtField && !row.districtCodes.empty()) {
            for (const std::string& code : std::set<std::string>(row.districtCodes.begin(), row.districtCodes.end()))
                part += code + ";";
        } else if (field == context.table->yearField && row.fiscalYear) {
            part = std::to_string(*row.fiscalYear);
        } else {
            part = normalisedName(textOf(cellOf(row, columnIndex(context.rows, field))));
        }
        if (part.empty())
            return std::nullopt;
        key += part + '\x1f';
    }
    return key;
}

}  // namespace

void checkPlannedWithoutResult(const RuleContext& context)
{
    if (!context.table)
        return;
    std::set<std::string> reported;
    for (const PluginRow* row : context.rowsInForce(context.rule.of.table, context.rule.reported))
        if (const auto key = keyOf(context, *row))
            reported.insert(*key);
    const Text wouldPass = spoken({"rules.pass_report", {}});
    for (const PluginRow* plan : context.rowsInForce()) {
        const auto key = keyOf(context, *plan);
        if (!key) {
            context.sayRow(Verdict::Unknown, *plan, std::nullopt, spoken({"rules.plan_unmatched", {}}), wouldPass);
        } else if (reported.count(*key) > 0) {
            context.sayRow(Verdict::Pass, *plan, std::nullopt, spoken({"rules.plan_reported", {}}));
        } else if (plan->fiscalYear && context.today && *context.today <= daySpanOfFiscalYear(*plan->fiscalYear).last) {
            // Today is that of the data, which a reader need not think of.
            const FiscalYear year{*plan->fiscalYear};
            const Text itsYear = {title(year, Language::Japanese), title(year, Language::English)};
            context.sayRow(Verdict::Unknown, *plan, std::nullopt,
                           spoken("rules.plan_year_open", {dateText({*context.today, *context.today}), itsYear}),
                           wouldPass);
        } else {
            context.sayRow(Verdict::Fail, *plan, std::nullopt, spoken({"rules.plan_without_result", {}}), wouldPass);
        }
    }
}

}  // namespace chiiki
