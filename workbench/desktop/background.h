#pragma once

namespace chiiki::desktop {

/// Makes the calling thread give way to every other one that has work, for as long as it lives. For work that nobody
/// waits for: what the planner sees and types comes first. Without effect where the system refuses.
void giveWay();

}  // namespace chiiki::desktop
