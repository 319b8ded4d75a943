#pragma once

#include <string>

#include "core/base/result.h"
#include "workbench/usecases/plugin_rows.h"
#include "workbench/usecases/plugin_session.h"

namespace chiiki {

/// The table of a plugin for the row use cases. Errors NotFound: no such plugin or table; why a manifest cannot be
/// used.
Result<PluginTablePlace> findTablePlace(const std::string& workspace, const std::string& plugin,
                                        const std::string& table, const PluginSurroundings& surroundings);

/// What became of the row, then what the rules of the plugin say of it now: 「規則は入力のときに話す」.
std::string rowChangeText(const PluginTablePlace& place, const RowChange& change,
                          const PluginSurroundings& surroundings, Language language);

/// Columns aligned for a terminal; made-up rows carry 見本, entered ones 入力.
std::string rowsText(const PluginRowList& list, Language language);
/// UTF-8 with BOM: row_uid, the fields, district_code, fiscal_year, source_id, citation, status.
std::string rowsCsv(const PluginRowList& list);
/// {"api":1,"rows":[]} with the fields of the CSV; absent null.
std::string rowsJson(const PluginRowList& list);

/// Added, changed, removed, same and own rows, with their uids (at most 20 of a kind).
std::string comparisonOfFileText(const FileComparison& comparison, bool isPreview, Language language);

}  // namespace chiiki
