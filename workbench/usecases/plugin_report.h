#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "workbench/usecases/plugin_session.h"

namespace chiiki {

/// The city of a workspace; of an empty path that of the pack that comes with the program.
Result<SnapshotPtr> cityFor(const std::string& workspacePath);

/// One plugin and what became of it.
struct PluginLine {
    Plugin plugin;
    std::shared_ptr<const OverlayRun> run;
};

struct PluginReport {
    std::vector<PluginLine> lines;  // by id
    bool wasRun = false;            // false: judged by manifest and consent alone

    /// No plugin is broken. One that the user stopped, or that awaits consent, is not.
    bool isAllWell() const;
};

/// Every plugin with its state. With a workspace (path; may be empty) its overlay is computed; without one the manifest
/// and the consent are judged and nothing runs. Errors: those of opening the workspace.
Result<PluginReport> listPlugins(const std::string& workspacePath, const PluginSurroundings& surroundings);

/// As listPlugins, but each is run alone, one after the other, nothing kept from earlier runs; without a workspace on
/// the city that comes with the program.
Result<PluginReport> examinePlugins(const std::string& workspacePath, const PluginSurroundings& surroundings);

/// Runs the executable of the plugin in `folder` on a request in a file, as an author does; no consent is asked.
/// Errors: of the manifest, the request and the run.
Result<RunResult> runOnce(const std::string& folder, const std::string& requestFile);

std::string pluginsText(const PluginReport& report, Language language);
std::string pluginsJson(const PluginReport& report);
/// State, reason and last lines of standard error of each plugin that is not well, then the count.
std::string doctorText(const PluginReport& report, Language language);

/// Which walls held: 「隔離: ファイル ✓ 通信 ✓ プロセス ✓ メモリ ✓」.
std::string confinementLine(const Confinement& confinement, Language language);

}  // namespace chiiki
