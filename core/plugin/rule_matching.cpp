#include "core/plugin/rule_matching.h"

#include <set>

#include "core/text/names.h"

namespace chiiki {

std::optional<std::string> matchingKey(const RuleContext& context, const PluginRow& row)
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

}  // namespace chiiki
