#pragma once

#include <string>
#include <vector>

#include "core/base/diagnostics.h"
#include "core/base/result.h"
#include "core/model/manifest.h"
#include "core/model/snapshot.h"

namespace chiiki {

/// A line of expected.csv that the plugin does not fulfil.
struct UnmetExpectation {
    int line = 0;
    std::string what;      // "mimamori.rows 01 2024"
    std::string expected;  // as written
    std::string actual;    // empty = no value
};

struct PluginCheck {
    Manifest manifest;                        // empty where it has faults
    Diagnostics faults;                       // of manifest and tables: file, row, cell, what would do
    std::vector<std::string> unknownColumns;  // "data.csv: 備考2": no field reads them; no fault
    int rows = 0;                             // of all tables, taken
    int expectations = 0;                     // lines of expected.csv that hold
    std::vector<UnmetExpectation> unmet;

    bool isWell() const { return faults.empty() && unmet.empty(); }
};

/// Judges a plugin's folder as an author does: manifest, every row of every table, and the values that expected.csv
/// (indicator, district, year, value) says must come out. Nothing of it runs. Error NotFound where there is no
/// plugin.json.
Result<PluginCheck> checkPlugin(const std::string& folder, const SnapshotPtr& city);

std::string checkText(const PluginCheck& check, Language language);

}  // namespace chiiki
