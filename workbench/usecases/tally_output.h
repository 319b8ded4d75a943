#pragma once

#include <string>

#include "workbench/usecases/tally.h"

namespace chiiki {

/// Areas by code, then `outside` and `unplaced`. CSV: UTF-8 with BOM, code,count,weight, numbers unrounded.
std::string tallyCsv(const TallyResult& result);
/// {"api":1,"rows":[],"reconciliation":{},"weights":{},"sources":[]}
std::string tallyJson(const TallyResult& result);
/// Aligned for a terminal, then the reconciliation line.
std::string tallyText(const TallyResult& result, Language language);

}  // namespace chiiki
