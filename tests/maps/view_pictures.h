#pragma once

#include <string>
#include <vector>

#include "core/model/snapshot.h"
#include "core/model/view_data.h"

namespace chiiki::test {

/// One view of each kind that composeViewSheet draws, for the districts of a city, with values worked by a rule: some
/// samples, some absent, long names, a published total that differs.
std::vector<ViewData> viewsOfEveryKind(const Snapshot& city);

/// The other form of an ordered view: districts by an indicator.
ViewData orderedDistrictsView(const Snapshot& city);

/// The same kinds with nothing in them.
std::vector<ViewData> emptyViews(const Snapshot& city);

}  // namespace chiiki::test
