#include <catch2/catch.hpp>

#include <cmath>
#include <filesystem>
#include <fstream>

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>

#include "tests/acceptance/desk_session.h"

using namespace chiiki;
using namespace chiiki::acceptance;
using namespace chiiki::desktop;

namespace {

/// What the event log says from `from` on, by the event's name.
std::vector<double> times(std::uintmax_t from, const std::vector<std::string>& events)
{
    std::ifstream file(eventLogPath());
    file.seekg(static_cast<std::streamoff>(from));
    std::vector<double> found;
    for (std::string line; std::getline(file, line);) {
        const QJsonObject entry = QJsonDocument::fromJson(QByteArray::fromStdString(line)).object();
        const std::string event = entry["event"].toString().toStdString();
        if (std::find(events.begin(), events.end(), event) != events.end())
            found.push_back(entry["ms"].toDouble());
    }
    return found;
}

double p95(std::vector<double> times)
{
    std::sort(times.begin(), times.end());
    return times[static_cast<std::size_t>(std::ceil(0.95 * static_cast<double>(times.size()))) - 1];
}

}  // namespace

TEST_CASE("10: zooming and dragging for a second draws each frame in 33 ms, and the names do not overlap",
          "[acceptance]")
{
    DeskSession desk;
    MapCanvas& map = desk.map();
    const std::uintmax_t before = std::filesystem::file_size(eventLogPath());
    desk.wheel(map, desk.onMap("仁保"), 6);
    const QPointF middle(map.width() / 2.0, map.height() / 2.0);
    desk.drag(map, middle, middle + QPointF(-90, 60), {}, 40);
    desk.drag(map, middle, middle + QPointF(60, 90), {}, 40);
    desk.wheel(map, middle, -3);
    const std::vector<double> frames = times(before, {"map_frame", "map_exact"});
    REQUIRE(frames.size() > 30);
    INFO("p95 of " << frames.size() << " frames");
    CHECK(p95(frames) <= 33);
    desk.shot("10_after_moving");
    const std::vector<PlacedLabel>& labels = map.labels();
    REQUIRE(labels.size() > 5);
    for (std::size_t i = 0; i < labels.size(); ++i)
        for (std::size_t k = i + 1; k < labels.size(); ++k) {
            INFO(labels[i].id << " and " << labels[k].id);
            const Box& a = labels[i].box;
            const Box& b = labels[k].box;
            CHECK_FALSE((a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom()));
        }
}

TEST_CASE("11: selection, hover and a cached year are on the map within their budgets", "[acceptance]")
{
    DeskSession desk;
    const std::uintmax_t before = std::filesystem::file_size(eventLogPath());
    for (const char* name : {"徳地", "阿東", "仁保"}) {
        desk.click(desk.map(), desk.onMap(name));
        desk.move(desk.map(), desk.onMap("小鯖"));
    }
    constexpr int rounds = 5;
    for (int round = 0; round < rounds; ++round)
        for (const char* key : {"bracketright", "bracketleft"}) {
            desk.key(key);
            desk.settle();
        }
    const std::vector<double> selections = times(before, {"selection_echo"});
    const std::vector<double> hovers = times(before, {"hover_echo"});
    REQUIRE(selections.size() >= 3);
    REQUIRE_FALSE(hovers.empty());
    // The quickest of each: what else runs on the machine makes an answer later, never sooner. `./dev bench` has the
    // 95th percentiles of a machine that does nothing else.
    CHECK(std::ranges::min(selections) <= 50);
    CHECK(std::ranges::min(hovers) <= 33);
    const std::vector<double> years = times(before, {"year_echo"});
    REQUIRE(years.size() == 2 * rounds);
    CHECK(*std::min_element(years.begin() + 2, years.end()) <= 100);  // those seen before
}
