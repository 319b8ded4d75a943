#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/model/overlay.h"
#include "core/model/snapshot.h"
#include "core/store/change.h"
#include "workbench/usecases/plugin_session.h"

namespace chiiki {

struct ExplainRequest {
    std::string indicatorId;
    std::string district;                      // code, name, or "city"
    std::optional<FiscalYear> year;            // nullopt = the latest with a number
    std::string workspace;                     // path, as the user names it
    std::vector<std::string> pluginDirs = {};  // --plugin-dir, as the user names them
    std::vector<std::string> settings = {};    // "distance=800": parameters of its plugin; others have their defaults
};

/// A row that a plugin's executable names as the origin of a value.
struct NamedRow {
    std::string row;       // "award:A1", as named
    std::string title;     // its first words; empty where the tables hold no such row
    std::string citation;  // may be empty
};

/// この数字の根拠: everything that one number is made of.
struct Explanation {
    Indicator indicator;
    std::string districtCode;  // empty = the city
    Text name;                 // of the district or the city
    IndicatorValue value;      // unrounded
    std::vector<IndicatorInput> inputs;
    std::vector<NamedRow> rows;  // of a value that an executable answered
    Recipe recipe;
    std::vector<SourceEdition> editions;  // of recipe.sourceIds that the workspace has
    Reconciliation reconciliation;
    bool hasReconciliation = false;
    std::size_t districtCount = 0;
    std::string asOf;  // of the workspace
    // Who last changed what the number is made of, and when; see lastChangeOf. Absent where no journal was given.
    std::optional<JournalEntry> lastChange;
    std::string commandLine;  // chiiki explain WORKSPACE population.density 03 2020
};

/// `chiiki explain`. Errors NotFound: an unknown indicator or district (the message lists what there is), a year
/// without values (it lists the years); those of Workspace.
Result<Explanation> explain(const ExplainRequest& request, const PluginSurroundings& surroundings);

/// The same of content at hand. `journal` is all of its workspace's, newest first; empty where there is none.
/// `request.workspace` and `request.pluginDirs` only go into the line that repeats the question.
Result<Explanation> explain(PluginSession& session, std::span<const JournalEntry> journal,
                            const ExplainRequest& request);

/// The district that a code, a name or "city" means; nullptr = the city. Error NotFound lists what there is.
Result<const District*> districtMeant(const Snapshot& snapshot, const std::string& wanted);

std::string explanationText(const Explanation& explanation, Language language);
std::string explanationJson(const Explanation& explanation);

}  // namespace chiiki
