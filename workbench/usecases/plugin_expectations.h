#pragma once

#include <string>
#include <vector>

#include "core/base/diagnostics.h"
#include "core/base/result.h"
#include "workbench/usecases/plugin_session.h"

namespace chiiki {

/// One line of a plugin's expected.csv and whether it holds.
struct Expectation {
    int line = 0;
    std::string what;                  // "mimamori.rows 01 2024", "rule:cap 06"
    std::string expected;              // as written
    std::string actual;                // empty = there is no such value
    std::vector<std::string> systems;  // what the line shows to work: "Y12"
    bool holds = false;
};

/// Judges expected.csv in the plugin's folder, columns `indicator`, `district` (code, `city` or empty), `year` (may be
/// empty but for indicators), `value` and, if wanted, `system` (several joined by `;`). `indicator` is
///  - an indicator of the plugin, without the plugin's name: `value` is the number, or `absent`;
///  - `rule:ID`: pass, fail or unknown; it holds where the rule has such an outcome for the district and year;
///  - `table:ID`: how many rows count;
///  - `view:ID`: how many rows, cards, marks or lines the view shows.
/// No file: nothing is expected. A line that cannot be read is a fault. Error BadFormat: a column is missing.
Result<std::vector<Expectation>> judgeExpectations(PluginSession& session, const Plugin& plugin, Diagnostics& faults);

}  // namespace chiiki
