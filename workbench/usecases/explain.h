#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/analysis/comparison.h"
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
    std::string stateOf = {};                  // past moment, as stepAt reads it; empty = now
};

/// A row that a plugin's executable names as the origin of a value.
struct NamedRow {
    std::string row;       // "award:A1", as named
    std::string title;     // its first words; empty where the tables hold no such row
    std::string citation;  // may be empty
};

/// A parameter as it was when the number was computed.
struct ParameterUsed {
    std::string id;
    Text title;
    std::string value;
    std::string unit;
    bool isDefault = true;
};

/// The manifest that says how a number is computed.
struct RulesUsed {
    std::string pluginId;
    Text title;
    std::string version;
    std::string manifestSha256;
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
    std::vector<ParameterUsed> parameters;  // of its plugin, those left at their default too
    std::optional<RulesUsed> rules;         // of its plugin; a number of the core has the program's
    std::vector<SourceEdition> editions;    // of recipe.sourceIds that the workspace has
    Reconciliation reconciliation;
    MadeUp madeUp = MadeUp::None;  // of the numbers that it adds up
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

/// The district that a code, a name, its kana or romaji (see DistrictNames) or "city" means; nullptr = the city. Error
/// NotFound lists what there is.
Result<const District*> districtMeant(const Snapshot& snapshot, const std::string& wanted);

/// The year that is meant where none is given: the latest with a number. Errors as explain's for a year.
Result<FiscalYear> yearMeant(const IndicatorResult& result, const Snapshot& snapshot, std::optional<FiscalYear> wanted);

/// The value of a district (empty = the city) that is told of a year: what happened comes before what was aimed at.
/// Missing, or not applicable to a district of an indicator that is the city's alone, where the result has none.
IndicatorValue valueOf(const IndicatorResult& result, const std::string& districtCode, FiscalYear year);

/// A value as explain writes it: unrounded, with its unit, or why there is none; a ratio's unit is that of its 0..1.
std::string exactText(const Value& value, const std::string& unit, Language language);
std::string exactUnit(const std::string& unit, Language language);
std::string statusText(Status status, Language language);

std::string explanationText(const Explanation& explanation, Language language);
std::string explanationJson(const Explanation& explanation);

}  // namespace chiiki
