#pragma once

#include <string>

#include "core/base/result.h"
#include "workbench/usecases/karte_gather.h"

namespace chiiki {

/// A workbook with every table of these pages, whole where a page shows a part: numbers, years, rows, findings,
/// sentences, sources. Codes are text; absent numbers are empty with their reason beside them. Errors: of makeXlsx.
Result<std::string> karteXlsx(const KarteBook& book, const std::vector<std::size_t>& pages, Language language);

}  // namespace chiiki
