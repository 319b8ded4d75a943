#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/diagnostics.h"
#include "core/base/result.h"
#include "core/model/manifest.h"
#include "core/model/snapshot.h"

namespace chiiki {

enum class PluginCode { None, Cpp, Python };

struct ScaffoldRequest {
    std::string id;         // [a-z][a-z0-9_]*; the folder made
    std::string parentDir;  // where the folder is made
    std::string fromTable;  // CSV, XLSX or ODS; empty = a table with a sample row
    PluginCode code = PluginCode::None;
};

struct ScaffoldReport {
    std::string folder;
    std::vector<std::string> files;  // in it
    Manifest manifest;               // as read back
    std::vector<Message> decisions;  // how each column was understood
};

/// `chiiki plugin new`: a working plugin. From a table it proposes fields, types, the columns of district and year, and
/// indicators; columns 地域・指標・値・年度・出典 make one indicator a word of 指標. `expected.csv` beside it holds
/// values worked out here from the cells, which `chiiki plugin check` compares. Nothing is left behind on an Error:
/// BadRequest (an id that is none, a folder that exists, a table without a column of districts: says which columns
/// there are); those of reading and writing.
Result<ScaffoldReport> newPlugin(const ScaffoldRequest& request, const SnapshotPtr& city);

}  // namespace chiiki
