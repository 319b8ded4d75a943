#pragma once

#include <string>
#include <vector>

#include "core/model/indicator.h"
#include "core/model/snapshot.h"
#include "workbench/usecases/plugin_session.h"

namespace chiiki::desktop {

/// The groups in which the picker lists indicators, in this order.
enum class IndicatorGroup { People, Reach, Facilities, Targets, Imported, Overlay };

struct OfferedIndicator {
    IndicatorGroup group = IndicatorGroup::Overlay;
    Indicator indicator;
    Text overlay = {};  // title of its plugin, of group Overlay
};

/// What the picker offers, by group; the first one is shown when a workspace is opened. Reach of the community
/// centres is offered at 800 m and 1,500 m, of other kinds at 800 m. Of the facilities, kinds that the city has none of
/// are left out. Those of the plugins come last, by plugin.
std::vector<OfferedIndicator> offeredIndicators(const SnapshotPtr& snapshot, const PluginSession& session);

}  // namespace chiiki::desktop
