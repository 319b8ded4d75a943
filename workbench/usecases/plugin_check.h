#pragma once

#include <string>
#include <vector>

#include "core/base/diagnostics.h"
#include "core/base/result.h"
#include "core/model/manifest.h"
#include "core/model/snapshot.h"
#include "workbench/usecases/plugin_expectations.h"

namespace chiiki {

struct PluginCheck {
    Manifest manifest;                        // empty where it has faults
    Diagnostics faults;                       // of manifest and tables: file, row, cell, what would do
    std::vector<std::string> unknownColumns;  // "data.csv: 備考2": no field reads them; no fault
    int rows = 0;                             // of all tables, taken
    std::vector<Expectation> expected;        // lines of expected.csv

    std::size_t unmet() const;  // lines that do not hold
    bool isWell() const { return faults.empty() && unmet() == 0; }
};

/// Judges a plugin's folder as an author does: manifest, every row of every table, and what expected.csv says must come
/// out. Nothing of it runs: of a plugin with an executable expected.csv is not looked at. Error NotFound where there is
/// no plugin.json.
Result<PluginCheck> checkPlugin(const std::string& folder, const SnapshotPtr& city);

std::string checkText(const PluginCheck& check, Language language);

}  // namespace chiiki
