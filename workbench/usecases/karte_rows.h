#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "maps/layout/karte_page.h"
#include "workbench/usecases/karte_template.h"
#include "workbench/usecases/plugin_session.h"

namespace chiiki {

/// The rows of a plugin's table that name a district, as a page lists them, and the editions they come from.
struct KarteRowsFound {
    KarteRows rows;
    std::vector<std::string> sourceIds;
};

/// Latest year first, then in the table's order; rows that read the same are one with their number, and rows that name
/// all districts are left out: they tell nothing of one. A plugin that is not installed has no rows, and the page says
/// so. Error NotFound where the plugin has no such table or field.
Result<KarteRowsFound> karteRows(PluginSession& session, const KarteSlotPlan& slot, const std::string& districtCode,
                                 Language language);

}  // namespace chiiki
