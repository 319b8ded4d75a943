#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/analysis/city_indicators.h"
#include "core/base/diagnostics.h"
#include "core/base/result.h"
#include "core/model/overlay.h"
#include "core/model/snapshot.h"
#include "core/model/view_data.h"
#include "core/plugin/registry.h"
#include "core/plugin/runner.h"

namespace chiiki {

/// What became of a plugin's last run; what `chiiki plugin list` and the window say.
enum class PluginState {
    Valid,            // its overlay is of now
    Running,          // being computed
    LastGood,         // it failed; the overlay is the last good one, of `lastGoodAt`
    Unreadable,       // manifest or table cannot be read
    TimedOut,         // stopped at its time limit
    AwaitingConsent,  // has an executable that nobody allowed yet
    WrongVersion,     // written for another api
    Stopped,          // the user stopped it
    Failed,           // it failed, and there is no earlier good result
};

std::string_view code(PluginState state);

/// Where a session finds plugins and keeps what it must not forget. All paths may not exist yet.
struct PluginSurroundings {
    std::vector<PluginFolder> folders;
    std::string consentFile;                 // empty = nothing was allowed or stopped
    std::string resultFolder;                // last good overlays; empty = none is kept
    bool trustsAll = false;                  // runs executables that nobody allowed yet: the user said so for this once
    std::string asOf;                        // ISO date that "today" means to rules; empty = the snapshot's
    Language language = Language::Japanese;  // of texts that an executable composes
    bool isOfPast = false;  // of a past state: nothing is kept as the last good result, nor shown as it
};

/// Where `chiiki plugin install` puts plugins; empty where the user has no home.
std::string userPluginFolder();

/// The folders of the program, of the user and beside the workspace, then those given; the user's files of consent
/// and results (XDG base directories). An empty workspace: of no city.
PluginSurroundings usualSurroundings(const std::string& workspacePath, const std::vector<std::string>& given);

struct OverlayRun {
    PluginState state = PluginState::Failed;
    std::shared_ptr<const Overlay> overlay;  // of now or the last good one; nullptr = there is none
    std::string lastGoodAt;                  // UTC; only with state LastGood
    std::optional<Error> reason;             // why it is not Valid
    std::vector<std::string> lastErrors;     // last lines of the executable's standard error
    Diagnostics setAside;                    // rows of its tables that could not be taken
    std::optional<Confinement> confinement;  // of the executable's run, where there was one
    double seconds = 0;                      // it took; 0 where it was not computed anew
    std::vector<PluginTable> tables;         // in force
    std::string answer;                      // of the executable, as it came; empty = there is none
};

/// The plugins of one city: finds them, reads their tables, runs them, keeps their results. One session serves one
/// snapshot. Overlays may be asked for from several threads.
class PluginSession {
public:
    PluginSession(SnapshotPtr snapshot, PluginSurroundings surroundings);
    /// The session of the next snapshot: indicators of the core and overlays of `previous` whose plugin, files and part
    /// of the content are the same are taken over, so that an edit costs what depends on it and nothing else.
    PluginSession(SnapshotPtr snapshot, PluginSurroundings surroundings, const PluginSession& previous);
    ~PluginSession();
    PluginSession(const PluginSession&) = delete;
    PluginSession& operator=(const PluginSession&) = delete;

    const std::vector<Plugin>& plugins() const;
    /// Error NotFound says which there are.
    Result<const Plugin*> find(const std::string& id) const;

    /// The snapshot; once a number of a plugin was asked for, with the editions of the plugin's files beside its own,
    /// so that it can be explained and credited.
    SnapshotPtr city();

    /// The overlay with these parameters (by default with the defaults): computed once, then kept as long as nothing it
    /// was made from changes.
    std::shared_ptr<const OverlayRun> overlay(const Plugin& plugin, const ParameterValues& parameters = {},
                                              const std::stop_token& stop = {});

    /// Of all plugins, in their order, on all cores.
    std::vector<std::shared_ptr<const OverlayRun>> all(const std::stop_token& stop = {});

    /// The rows in force of one of its tables; nullptr for a table there is not or that could not be read.
    const PluginTable* rowsOf(const Plugin& plugin, const std::string& tableId);

    /// What the rules would say if one of its tables held `rows`. The executable is not run anew: what it last answered
    /// counts. Errors: why there is no overlay.
    Result<std::vector<RuleOutcome>> outcomesWith(const Plugin& plugin, const PluginTable& rows,
                                                  const ParameterValues& parameters = {});

    /// Errors: why there is no overlay; those of viewData.
    Result<ViewData> view(const Plugin& plugin, const ViewSpec& view, const ParameterValues& parameters = {});

    /// An indicator of the core or of a plugin by its full id. Errors: NotFound as CityIndicators; why a plugin has no
    /// overlay.
    Result<IndicatorResult> compute(const std::string& indicatorId, const ParameterValues& parameters = {});

    /// What went into one value of a district (empty code = the city); nothing for what an executable answered. Errors
    /// as `compute`; NotFound for an unknown code.
    Result<std::vector<IndicatorInput>> inputsOf(const std::string& indicatorId, const std::string& districtCode,
                                                 FiscalYear year);

    /// The rows of a plugin's tables that one actual value is made of: see rowsBehind. They live as long as the
    /// session. Errors: NotFound for a plugin there is not.
    Result<std::vector<const PluginRow*>> rowsBehind(const std::string& indicatorId, const std::string& districtCode,
                                                     FiscalYear year);

    /// The records of the workspace that an indicator is made of, but for its sources.
    RecordsUsed recordsUsedBy(const std::string& indicatorId);

    /// How many of the core's indicators this session computed itself; those that it took over are left out.
    std::size_t computedCount() const;

    /// Of the core and of all plugins that can be read.
    std::vector<Indicator> list() const;

private:
    struct Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace chiiki
