#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/io/plugin_sheet.h"
#include "core/model/manifest.h"
#include "core/model/snapshot.h"

namespace chiiki {

/// What a table most likely means: fields with types, the columns of district and year, indicators.
struct TableProposal {
    TableSpec table;
    std::vector<IndicatorSpec> indicators;
    std::vector<Message> decisions;  // one a column: what it was taken for and why
};

/// `pluginId` begins the indicators' ids. Error BadRequest where no column holds districts.
Result<TableProposal> proposeTable(const PluginSheet& sheet, const std::string& pluginId, const Snapshot& city);

}  // namespace chiiki
