#include <set>
#include <string>

#include "core/plugin/rule_checks.h"
#include "core/plugin/rule_matching.h"

namespace chiiki {
void checkPlannedWithoutResult(const RuleContext& context)
{
    if (!context.table)
        return;
    std::set<std::string> reported;
    for (const PluginRow* row : context.rowsInForce(context.rule.of.table, context.rule.reported))
        if (const auto key = matchingKey(context, *row))
            reported.insert(*key);
    const Text wouldPass = spoken({"rules.pass_report", {}});
    for (const PluginRow* plan : context.rowsInForce()) {
        const auto key = matchingKey(context, *plan);
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
