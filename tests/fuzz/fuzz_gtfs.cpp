// The tables of a transit feed, one behind the other, each behind a line "== name". Whatever they hold, every row is
// taken or set aside, indices lead somewhere, and the stops of the model add up.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/io/gtfs_model.h"

namespace {

chiiki::GtfsFiles filesOf(std::string_view text)
{
    chiiki::GtfsFiles files;
    files.fileName = "fuzz";
    std::string* bytes = nullptr;
    while (!text.empty()) {
        const auto end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        if (line.starts_with("== "))
            bytes = &files.bytes[std::string(line.substr(3))];
        else if (bytes)
            *bytes += std::string(line) + "\n";
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    return files;
}

void demand(bool holds)
{
    if (!holds)
        std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    chiiki::Diagnostics diagnostics;
    const auto feed =
        chiiki::parseGtfs(filesOf(std::string_view(reinterpret_cast<const char*>(data), size)), diagnostics);
    for (const chiiki::GtfsTable& table : feed.tables) {
        demand(table.setAside <= table.rows);
        const auto taken = static_cast<std::size_t>(table.rows - table.setAside);
        if (table.file == "stops.txt")
            demand(taken == feed.stops.size());
        if (table.file == "routes.txt")
            demand(taken == feed.routes.size());
        if (table.file == "trips.txt")
            demand(taken == feed.trips.size());
        if (table.file == "stop_times.txt")
            demand(taken == feed.calls.size());
    }
    for (const chiiki::GtfsTrip& trip : feed.trips) {
        demand(static_cast<std::size_t>(trip.route) < feed.routes.size());
        demand(static_cast<std::size_t>(trip.service) < feed.services.size());
        demand(trip.firstCall + trip.callCount <= feed.calls.size());
    }
    const std::vector<chiiki::District> districts(1);
    const std::vector<chiiki::MultiPolygon> outlines(1);
    const auto places = chiiki::placesOf(feed, "fuzz", districts, chiiki::AreaLocator(outlines));
    demand(places.edition.rows.addsUp());
    return 0;
}
