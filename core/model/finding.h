#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/message.h"
#include "core/model/geometry.h"

namespace chiiki {

enum class Severity { Act, Watch, Note };

std::string_view code(Severity severity);
std::optional<Severity> parseSeverity(std::string_view word);

/// 気づき: something a planner should look at, and what would do.
struct Finding {
    std::string id;
    Severity severity = Severity::Note;
    std::string districtCode;  // empty = not of one district
    std::optional<int> year;
    Text text;
    Text action;           // what would do; may be empty
    std::string sourceId;  // the file it was found in; may be empty
    int sourceRow = 0;     // line in that file; 0 = none
    std::optional<Point> place;
    std::vector<std::string> rows = {};  // of a plugin's tables, "award:UID"; findings of the workspace have none
    bool isSample = false;               // speaks of made-up values, and says so wherever it is shown
    Text subject = {};                   // the words of the text that name what it speaks of; may be empty
    Text about = {};                     // the city whose document it speaks of where that is another one; may be empty
    bool isAmiss = true;  // false = nothing that help could mend: a fact is missing, or a target is reached

    bool operator==(const Finding&) const = default;
};

}  // namespace chiiki
