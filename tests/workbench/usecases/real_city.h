#pragma once

#include <string>

#include "core/model/snapshot.h"
#include "workbench/usecases/plugin_session.h"

/// The embedded city with the four built-in plugins as they are built, each read once per run.
namespace chiiki::test {

SnapshotPtr realCity();

PluginSession& realSession();

/// The valid run of a built-in plugin; the test fails where there is none.
const OverlayRun& realRun(const std::string& pluginId);

}  // namespace chiiki::test
