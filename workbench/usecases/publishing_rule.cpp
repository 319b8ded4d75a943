#include "workbench/usecases/publishing_rule.h"

#include <algorithm>

#include "core/text/names.h"

namespace chiiki {

Result<PublishingRule> parsePublishingRule(const std::string& text)
{
    const std::size_t equals = text.find('=');
    if (equals != std::string::npos) {
        PublishingRule rule{trimmed(text.substr(0, equals)), trimmed(text.substr(equals + 1))};
        if (!rule.what.empty() && !rule.words.empty())
            return rule;
    }
    return fail(ErrorKind::BadRequest, {"export.rule_not_understood", {text}});
}

const PublishingRule* ruleFor(const std::vector<PublishingRule>& rules, const DisclosureFault& fault)
{
    const auto found = std::find_if(rules.begin(), rules.end(), [&](const PublishingRule& rule) {
        return rule.what == code(fault.kind) || rule.what == fault.column;
    });
    return found == rules.end() ? nullptr : &*found;
}

}  // namespace chiiki
