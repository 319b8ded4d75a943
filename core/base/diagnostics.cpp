#include "core/base/diagnostics.h"

namespace chiiki {

std::string describe(const Diagnostic& diagnostic, Language language)
{
    std::string line = diagnostic.file;
    if (diagnostic.row > 0)
        line += ":" + std::to_string(diagnostic.row);
    if (!diagnostic.field.empty())
        line += " " + diagnostic.field;
    if (!line.empty())
        line += ": ";
    return line + speak(diagnostic.message, language);
}

}  // namespace chiiki
