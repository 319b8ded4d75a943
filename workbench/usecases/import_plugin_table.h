#pragma once

#include <string>
#include <vector>

#include "workbench/usecases/import_rows.h"

namespace chiiki::imports {

/// A table of a plugin that headings could belong to.
struct PluginTarget {
    std::string pluginId;
    std::string tableId;
    std::size_t known = 0;     // headings that its fields name
    bool hasRequired = false;  // all required fields are there
    bool isWhole = false;      // these, and nearly all headings are known
};

/// The plugins' tables whose fields are among the headings, best first. `isOfAreas`: only those that take areas
/// and whose required fields are all there.
std::vector<PluginTarget> matchingTables(const PluginSurroundings& surroundings,
                                         const std::vector<std::string>& headings, bool isOfAreas);

struct PluginTableTake {
    const PluginSurroundings& surroundings;
    const ImportFile& file;
    const RecognisedTable& table;
    const ImportTarget& target;
    std::optional<int> epsg;
};

/// Takes the file as an edition of the plugin's table (usecases/plugin_rows.h). Errors: NotFound for a plugin or table
/// there is not; those of planTake.
Result<void> takePluginTable(const PluginTableTake& take, FilePreview& preview, Snapshot& next);

}  // namespace chiiki::imports
