#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/model/manifest.h"
#include "core/store/workspace.h"
#include "maps/style/choropleth.h"

/// What planners decided about how a city is shown, and their notes: Snapshot::settings, each under its key. A setting
/// that does not read (a foreign hand) counts as none. Changes are journal steps like any other; they leave the
/// workspace's date and all numbers as they are. Errors of the changes also: those of Workspace::commit.
namespace chiiki {

/// Key `pins`: full ids of the indicators of the comparison table, in the order of its columns. Empty: nobody chose.
std::vector<std::string> pinnedIndicators(const Snapshot& snapshot);

/// Key `style:<indicator id>`. A default ClassStyle where nobody chose.
ClassStyle classStyleOf(const Snapshot& snapshot, std::string_view indicatorId);

/// Key `note:<district code>`. Empty: none.
std::string noteOf(const Snapshot& snapshot, std::string_view districtCode);

/// Key `parameters:<plugin id>`: what was set otherwise than the plugin has it. The plugin may have changed since: the
/// second function leaves out what its manifest no longer takes.
ParameterValues parametersOf(const Snapshot& snapshot, std::string_view pluginId);
ParameterValues parametersOf(const Snapshot& snapshot, const Manifest& manifest);

/// An id that comes again is left out; no id takes the choice away.
Result<SnapshotPtr> pinIndicators(Workspace& workspace, const std::vector<std::string>& ids, const ChangeStamp& stamp);

/// The default style takes the choice away. Error BadRequest: classes outside 2..9, limits that do not ascend.
/// `title`: what the journal calls the indicator; empty = as the workspace does, otherwise its id.
Result<SnapshotPtr> setClassStyle(Workspace& workspace, const std::string& indicatorId, const ClassStyle& style,
                                  const ChangeStamp& stamp, const std::string& title = {});

/// Blanks at the end are left out; an empty text takes the note away. Error NotFound: no district of the code.
Result<SnapshotPtr> setNote(Workspace& workspace, const std::string& districtCode, const std::string& text,
                            const ChangeStamp& stamp);

/// What is not in `values` has its default, and a default is not kept. Errors BadRequest: a parameter that the manifest
/// lacks, a value that it does not take.
Result<SnapshotPtr> setParameters(Workspace& workspace, const Manifest& manifest, const ParameterValues& values,
                                  const ChangeStamp& stamp);

}  // namespace chiiki
