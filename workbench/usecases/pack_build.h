#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/diagnostics.h"
#include "core/base/result.h"
#include "core/model/placement.h"
#include "workbench/usecases/plugin_facts.h"

namespace chiiki {

/// Where a data pack is made from and where it goes.
struct PackBuildRequest {
    std::string sourceDir;  // the original files: census/, districts/, city_open_data/, transport/
    std::string outDir;     // data/yamaguchi
    std::string factsDir;   // tables of facts read from documents; their texts lie one folder up. Empty = none of these
    std::string tablesDir;  // the project's own small tables (data/README.md); empty = the folder that holds outDir
    std::string pluginsDir;  // plugins whose tables of facts are written too (factsDir is given then); empty = none
};

/// What the reading of one file came to.
struct PackFileLine {
    std::string sourceId;
    std::string fileName;
    Reconciliation rows;  // all 0 where a file is not placed by district
    std::uint64_t recordCount = 0;
};

/// A record that could not be taken as it stands. It is in the pack all the same, in one of the two rests or (for the
/// notes that change nothing) in its district.
struct PackFault {
    std::string fileName;
    int row = 0;
    std::string name;  // of the record, may be empty
    Placement::Rest rest = Placement::Rest::None;
    Message reason;
};

/// Something that must hold of the whole, checked against an independent figure.
struct PackCheck {
    Text title;
    bool holds = false;
    std::string expected;
    std::string actual;
};

struct PackFileSize {
    std::string name;
    std::uint64_t bytes = 0;
};

struct PackReport {
    std::vector<PackFileLine> lines;  // in the order of the sources table
    std::vector<PackFault> faults;    // by file, then row
    std::vector<PackCheck> checks;
    std::vector<PackFileSize> written;  // empty where a check fails: nothing was written
    std::vector<WrittenFacts> facts;    // tables of the plugins
    Diagnostics diagnostics;            // of the readers

    bool allHold() const;
};

/// Reads the original files, gives every record a place by geometry, checks it by name, and writes the project's own
/// pack. Nothing is written unless every check holds. Error BadRequest: plugins without facts. The same input gives the
/// same bytes.
Result<PackReport> buildPack(const PackBuildRequest& request);

}  // namespace chiiki
