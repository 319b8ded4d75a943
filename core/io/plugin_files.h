#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/diagnostics.h"
#include "core/base/result.h"
#include "core/model/plugin_table.h"
#include "core/model/snapshot.h"
#include "core/model/source.h"

namespace chiiki {

/// A table's file as read: its rows, its edition, and what was set aside.
struct PluginFile {
    PluginTable table;
    SourceEdition edition;                    // sourceId "<plugin>.<table>"; rows say how they are placed
    std::vector<std::string> unknownColumns;  // of the file, that no field names
    int outsideCity = 0;                      // areas of a layer that were left out
};

/// Reads the file of a table from the plugin's folder: CSV (any encoding that encoding.h knows), XLSX, ODS or a layer
/// of any format that GDAL reads. Areas of a layer that do not touch the box around the districts are left out where
/// the table has no field of a district: a file of a prefecture holds mostly other cities. `assumeEpsg`: of a layer
/// that gives no CRS. A cell that is not of its field's type, a required field left empty, a repeated unique value or a
/// choice that is none sets its row aside with file, row, cell (B7) and field. District names are matched as everywhere
/// (place_matching.h); one that is not found keeps its row as unplaced and is told with near names. Errors: NotFound
/// (file, sheet), BadFormat (a required column is missing: says which columns there are), those of readPluginSheet.
Result<PluginFile> readPluginFile(const std::string& folder, const std::string& pluginId, const TableSpec& table,
                                  const Snapshot& snapshot, Diagnostics& diagnostics,
                                  std::optional<int> assumeEpsg = std::nullopt);

/// One row entered by hand, and all that is wrong with it: Errors with the field's id as `where`. A field with a fault
/// is empty in the row.
struct EnteredRow {
    PluginRow row;  // its uid is empty where the key field is
    std::vector<Error> faults;
};

/// Field id -> text, as the user typed it; also "citation" and "status". The same judgements as above.
EnteredRow readEnteredRow(const TableSpec& table, const std::vector<std::pair<std::string, std::string>>& fields,
                          const Snapshot& snapshot);
/// The row, or its first fault.
Result<PluginRow> parseEnteredRow(const TableSpec& table,
                                  const std::vector<std::pair<std::string, std::string>>& fields,
                                  const Snapshot& snapshot);

}  // namespace chiiki
