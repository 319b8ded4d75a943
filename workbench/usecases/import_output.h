#pragma once

#include <string>
#include <vector>

#include "workbench/usecases/import.h"

namespace chiiki {

/// The five steps of every file with their evidence, the unmatched names with suggestions, and the reconciliation as
/// the last line.
/// What placed the rows, which other names were taken and what is wrong with positions: a line each, those that say
/// nothing left out.
std::vector<std::string> placingLines(const FilePreview& file, const Snapshot& city, Language language);

/// How many rows would count twice, and what would do.
Message overlapMessage(const ImportOverlap& overlap, Language language);

std::string importText(const ImportPreview& preview, Language language);
/// The same for programs: {"api":1,"files":[...]}.
std::string importJson(const ImportPreview& preview);

/// 「取り込む 141 + 除外 1 + 未照合 3 = 元 145 ✓」, or with ≠ where the parts do not add up.
std::string importReconciliationLine(const ImportReconciliation& rows, Language language);

}  // namespace chiiki
