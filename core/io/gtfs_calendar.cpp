#include <algorithm>
#include <chrono>

#include "core/io/gtfs_parts.h"

namespace chiiki {

bool GtfsService::runsOn(DayNumber day) const
{
    if (std::binary_search(takenOff.begin(), takenOff.end(), day))
        return false;
    if (std::binary_search(added.begin(), added.end(), day))
        return true;
    return day >= start && day <= end && weekdays[static_cast<std::size_t>(weekdayOf(day))];
}

int weekdayOf(DayNumber day)
{
    // 1970-01-01 was a Thursday.
    return static_cast<int>(((day + 3) % 7 + 7) % 7);
}

std::string isoDate(DayNumber day)
{
    const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
    const auto padded = [](unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return std::to_string(static_cast<int>(date.year())) + "-" + padded(static_cast<unsigned>(date.month())) + "-" +
           padded(static_cast<unsigned>(date.day()));
}

namespace gtfs {
namespace {

constexpr std::array<const char*, 7> weekdayColumns = {"monday", "tuesday",  "wednesday", "thursday",
                                                       "friday", "saturday", "sunday"};

void readCalendar(Reading& reading)
{
    GtfsRows rows(reading.files, "calendar.txt",
                  {"service_id", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
                   "start_date", "end_date"});
    while (rows.next()) {
        GtfsService service;
        const auto id = rows.newId("service_id", reading.services);
        bool isGood = id.has_value();
        for (std::size_t i = 0; i < weekdayColumns.size(); ++i) {
            const std::string cell = rows.text(weekdayColumns[i]);
            service.weekdays[i] = cell == "1";
            if (cell != "0" && cell != "1") {
                rows.setAside(weekdayColumns[i], {"io.gtfs_choice", {cell, "0, 1"}});
                isGood = false;
            }
        }
        const auto start = rows.date("start_date");
        const auto end = rows.date("end_date");
        if (!isGood || !start || !end)
            continue;
        if (*end < *start) {
            rows.setAside("end_date", {"io.gtfs_dates_reversed", {isoDate(*start), isoDate(*end)}});
            continue;
        }
        service.id = *id;
        service.start = *start;
        service.end = *end;
        reading.services.emplace(service.id, static_cast<int>(reading.feed.services.size()));
        reading.feed.services.push_back(std::move(service));
    }
    rows.finish(reading.feed, reading.diagnostics);
}

void readCalendarDates(Reading& reading)
{
    GtfsRows rows(reading.files, "calendar_dates.txt", {"service_id", "date", "exception_type"});
    while (rows.next()) {
        const auto id = rows.required("service_id");
        const auto day = rows.date("date");
        const std::string type = rows.text("exception_type");
        if (type != "1" && type != "2")
            rows.setAside("exception_type", {"io.gtfs_choice", {type, "1, 2"}});
        else if (id && day) {
            // A service may consist of added dates alone; one that only loses dates is named before it is there.
            auto at = indexOf(reading.services, *id);
            if (!at && type == "2") {
                rows.setAside("service_id", {"io.gtfs_dangling", {*id, "calendar.txt"}});
                continue;
            }
            if (!at) {
                at = static_cast<int>(reading.feed.services.size());
                reading.services.emplace(*id, *at);
                GtfsService added;
                added.id = *id;
                reading.feed.services.push_back(std::move(added));
            }
            GtfsService& service = reading.feed.services[static_cast<std::size_t>(*at)];
            const auto contains = [day](const std::vector<DayNumber>& days) {
                return std::find(days.begin(), days.end(), *day) != days.end();
            };
            if (contains(service.added) || contains(service.takenOff)) {
                rows.setAside("date", {"io.gtfs_twice", {*id + " " + isoDate(*day)}});
                continue;
            }
            (type == "1" ? service.added : service.takenOff).push_back(*day);
        }
    }
    rows.finish(reading.feed, reading.diagnostics);
}

bool runsAtAll(const GtfsService& service)
{
    if (!service.added.empty())
        return true;
    for (DayNumber day = service.start; day <= service.end; ++day)
        if (service.runsOn(day))
            return true;
    return false;
}

}  // namespace

void readServices(Reading& reading)
{
    readCalendar(reading);
    readCalendarDates(reading);
    if (!reading.files.bytes.contains("calendar.txt") && !reading.files.bytes.contains("calendar_dates.txt"))
        reading.diagnostics.push_back({"calendar.txt", 0, {}, {"io.gtfs_file_missing", {"calendar.txt"}}});
    for (GtfsService& service : reading.feed.services) {
        std::sort(service.added.begin(), service.added.end());
        std::sort(service.takenOff.begin(), service.takenOff.end());
        if (!runsAtAll(service))
            reading.diagnostics.push_back({"calendar.txt", 0, "service_id", {"io.gtfs_service_never", {service.id}}});
    }
}

}  // namespace gtfs
}  // namespace chiiki
