#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/model/indicator.h"
#include "core/store/change.h"
#include "workbench/usecases/plugin_session.h"

/// A plan frozen under a name at its decision, and what differs from it later.
///
/// Of the workspace's content no copy is kept: the journal gives back the state of any step, and the hash kept in the
/// mark shows that it does. The numbers themselves are kept, packed, because the journal alone would not give them
/// again: they also depend on the plugins' files and rules and on the program, which are outside the workspace and
/// change. A mark is one of the Snapshot's settings, so freezing is a step of the journal that is undone like any
/// other, and goes with the file to any machine.
namespace chiiki {

struct FrozenCellKey {
    std::string indicatorId;
    std::string districtCode;  // empty = the city
    FiscalYear year;
    Series series = Series::Actual;

    auto operator<=>(const FrozenCellKey& other) const
    {
        return std::tie(indicatorId, districtCode, year.year, series) <=>
               std::tie(other.indicatorId, other.districtCode, other.year.year, other.series);
    }
    bool operator==(const FrozenCellKey& other) const = default;
};

/// A value with the editions it comes from.
struct FrozenCell {
    Value value;
    std::string
        editions;  // "census_2020_blocks 1f3a…, …": ids and hashes; of the value's own source where it names one
};

struct FrozenPlugin {
    std::string id;
    std::string version;
    std::string manifestHash;    // SHA-256 of plugin.json
    std::string executableHash;  // of its executable; empty where it has none

    bool operator==(const FrozenPlugin&) const = default;
};

struct FrozenPlan {
    std::string name;
    std::int64_t step = 0;  // of the journal: the content is that after it
    std::string asOf;       // of that content
    std::string at;         // UTC
    std::string author;
    std::string program;        // version
    std::string contentSha256;  // see contentHash
    std::vector<FrozenPlugin> plugins;
    std::map<std::string, std::pair<Text, std::string>> indicators;  // id -> title, unit
    std::map<FrozenCellKey, FrozenCell> cells;
    std::map<std::string, std::string> notComputed;  // id -> why, in Japanese
};

struct FreezeRequest {
    std::string workspace;
    std::string name;
    std::string program;  // its version
    ChangeStamp stamp;
};

/// `chiiki freeze`. Errors: BadRequest where the name is empty or taken; those of Workspace.
Result<FrozenPlan> freezePlan(const FreezeRequest& request, const PluginSurroundings& surroundings);

/// `chiiki freeze list`: in the order of their steps, without their cells' values read.
Result<std::vector<FrozenPlan>> frozenPlans(const std::string& workspace);
std::vector<FrozenPlan> frozenPlans(const Snapshot& snapshot);

/// The plan of the name with its cells. Errors: NotFound lists the names there are; BadFormat where it does not read.
Result<FrozenPlan> findFrozenPlan(const Snapshot& snapshot, const std::string& name);

std::string frozenPlansText(const std::vector<FrozenPlan>& plans, Language language);
std::string frozenPlansJson(const std::vector<FrozenPlan>& plans);

/// Every number that the session's workspace offers, as a plan keeps them; why one could not be computed stands in
/// notComputed. `ids` empty = all.
FrozenPlan valuesOf(PluginSession& session, const std::vector<std::string>& ids);

}  // namespace chiiki
