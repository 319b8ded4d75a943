#include "core/model/finding.h"

namespace chiiki {

std::string_view code(Severity severity)
{
    switch (severity) {
    case Severity::Act:
        return "act";
    case Severity::Watch:
        return "watch";
    case Severity::Note:
        return "note";
    }
    return {};
}

std::optional<Severity> parseSeverity(std::string_view word)
{
    for (const Severity severity : {Severity::Act, Severity::Watch, Severity::Note})
        if (code(severity) == word)
            return severity;
    return std::nullopt;
}

}  // namespace chiiki
