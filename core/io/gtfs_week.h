#pragma once

#include <optional>
#include <vector>

#include "core/base/message.h"
#include "core/io/gtfs.h"

namespace chiiki {

/// The days by which runs per weekday are counted: Monday to Friday of an ordinary week of the feed.
///
/// Of all weeks that lie in the feed's period with Monday to Friday, those with as many runs as the median week (the
/// upper one of two) are ordinary, and the earliest of them is taken: weeks with holidays, festivals and school breaks
/// are passed over without a list of any. A feed of less than a whole week is counted by the weekdays that it has.
struct GtfsWeek {
    std::vector<DayNumber> days;  // one to five; never empty
    Message method;               // the sentence to show beside the numbers
};

/// nullopt where no weekday lies in the feed's period or nothing says when anything runs.
std::optional<GtfsWeek> ordinaryWeekOf(const GtfsFeed& feed);

/// Whether the trip is a run that can be counted: it calls at two stops or more, at set times.
bool isCounted(const GtfsTrip& trip);

/// Runs of a trip on these days.
std::int64_t runsOn(const GtfsFeed& feed, const GtfsTrip& trip, const std::vector<DayNumber>& days);

}  // namespace chiiki
