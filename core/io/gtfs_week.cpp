#include "core/io/gtfs_week.h"

#include <algorithm>
#include <cstdint>

namespace chiiki {
namespace {

constexpr DayNumber workdays = 5;

/// Runs of each service on a day that it runs.
std::vector<std::int64_t> runsByService(const GtfsFeed& feed)
{
    std::vector<std::int64_t> runs(feed.services.size());
    for (const GtfsTrip& trip : feed.trips)
        if (isCounted(trip))
            runs[static_cast<std::size_t>(trip.service)] += trip.runs;
    return runs;
}

std::int64_t runsInWeek(const GtfsFeed& feed, const std::vector<std::int64_t>& runsOfService, DayNumber monday)
{
    std::int64_t runs = 0;
    for (std::size_t i = 0; i < feed.services.size(); ++i)
        if (runsOfService[i] > 0)
            for (DayNumber day = monday; day < monday + workdays; ++day)
                runs += feed.services[i].runsOn(day) ? runsOfService[i] : 0;
    return runs;
}

}  // namespace

bool isCounted(const GtfsTrip& trip)
{
    return trip.callCount >= 2 && !trip.isOnDemand;
}

std::int64_t runsOn(const GtfsFeed& feed, const GtfsTrip& trip, const std::vector<DayNumber>& days)
{
    if (!isCounted(trip))
        return 0;
    const GtfsService& service = feed.services[static_cast<std::size_t>(trip.service)];
    return trip.runs * static_cast<std::int64_t>(std::count_if(
                           days.begin(), days.end(), [&service](DayNumber day) { return service.runsOn(day); }));
}

std::optional<GtfsWeek> ordinaryWeekOf(const GtfsFeed& feed)
{
    if (feed.end < feed.start || feed.services.empty() || std::none_of(feed.trips.begin(), feed.trips.end(), isCounted))
        return std::nullopt;
    struct Week {
        DayNumber monday;
        std::int64_t runs;
    };
    const std::vector<std::int64_t> runsOfService = runsByService(feed);
    std::vector<Week> weeks;
    for (DayNumber monday = feed.start + (7 - weekdayOf(feed.start)) % 7; monday + workdays - 1 <= feed.end;
         monday += 7)
        weeks.push_back({monday, runsInWeek(feed, runsOfService, monday)});
    GtfsWeek chosen;
    if (weeks.empty()) {
        for (DayNumber day = feed.start; day <= feed.end; ++day)
            if (weekdayOf(day) < workdays)
                chosen.days.push_back(day);
        if (chosen.days.empty())
            return std::nullopt;
        chosen.method = {"io.gtfs_runs_of_days", {isoDate(chosen.days.front()), std::to_string(chosen.days.size())}};
        return chosen;
    }
    std::vector<std::int64_t> runs;
    for (const Week& week : weeks)
        runs.push_back(week.runs);
    const auto middle = runs.begin() + static_cast<std::ptrdiff_t>(runs.size() / 2);
    std::nth_element(runs.begin(), middle, runs.end());
    const auto ordinary =
        std::find_if(weeks.begin(), weeks.end(), [median = *middle](const Week& week) { return week.runs == median; });
    for (DayNumber day = ordinary->monday; day < ordinary->monday + workdays; ++day)
        chosen.days.push_back(day);
    chosen.method = {"io.gtfs_runs_of_week", {isoDate(chosen.days.front()), isoDate(chosen.days.back())}};
    return chosen;
}

}  // namespace chiiki
