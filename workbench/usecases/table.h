#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/analysis/comparison.h"
#include "core/base/result.h"
#include "workbench/usecases/plugin_session.h"

namespace chiiki {

struct TableRequest {
    std::vector<std::string> indicatorIds;  // empty = people, households, area and density
    std::optional<FiscalYear> year;         // nullopt = each indicator's latest with a number
    std::string sortBy = "code";            // "code", "name" or an indicator id, which then becomes a column
};

/// `chiiki table`: indicators side by side, district by district. An id given twice is one column.
/// Errors as PluginSession::compute and compare.
Result<ComparisonTable> makeTable(PluginSession& session, const TableRequest& request);

}  // namespace chiiki
