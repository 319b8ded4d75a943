#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/base/message.h"
#include "core/base/result.h"
#include "core/model/snapshot.h"

namespace chiiki {

/// What a workspace holds, at a glance.
struct WorkspaceInfo {
    City city;
    std::string asOf;
    std::int64_t revision = 0;
    std::vector<std::pair<Text, std::size_t>> counts;  // what, how many: districts, demand areas, facilities, ...
    struct KindCount {
        FacilityKind kind;
        Reconciliation records;  // of the facilities themselves, counted anew
    };
    std::vector<KindCount> facilities;
    std::vector<SourceEdition> editions;  // with the reconciliation of their rows
    std::vector<Text> limits;             // how far borders are inferred, and what the editions say of themselves
    std::vector<Finding> findings;        // what was found in the files themselves
    Text findingLines;                    // the same for people
    int findingsToAct = 0;
    int findingsToWatch = 0;
    int findingsToNote = 0;
    std::size_t districtCount = 0;
};

/// `chiiki info`. The file is looked through for damage too. Errors: those of Workspace.
Result<WorkspaceInfo> describeWorkspace(const std::string& path);

/// The same of content at hand.
WorkspaceInfo describeWorkspace(const Snapshot& snapshot);

std::string infoText(const WorkspaceInfo& info, Language language);
std::string infoJson(const WorkspaceInfo& info);

}  // namespace chiiki
