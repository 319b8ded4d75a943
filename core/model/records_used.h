#pragma once

#include <string>
#include <vector>

namespace chiiki {

/// The records of a workspace that a number is made of: which changes it depends on follows from them.
struct RecordsUsed {
    bool demandAreas = false;
    bool districtOutlines = false;
    std::vector<std::string> facilityKinds = {};
    bool facilitiesReachAcross = false;          // those of other districts count too: coverage
    bool storedValues = false;                   // the values of the indicator itself
    std::vector<std::string> pluginTables = {};  // of plugins: "<plugin>__<table>", as the workspace names them
    std::vector<std::string> sourceIds = {};
};

}  // namespace chiiki
