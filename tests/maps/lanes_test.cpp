#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <random>

#include "maps/scene/lanes.h"

using namespace chiiki;

namespace {

double distanceTo(const LineString& line, Point p)
{
    double least = 1e9;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const double dx = line[i].x - line[i - 1].x, dy = line[i].y - line[i - 1].y;
        const double along =
            std::clamp(((p.x - line[i - 1].x) * dx + (p.y - line[i - 1].y) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
        least = std::min(least, std::hypot(p.x - line[i - 1].x - along * dx, p.y - line[i - 1].y - along * dy));
    }
    return least;
}

}  // namespace

TEST_CASE("lanes are centred on their road", "[lanes]")
{
    CHECK(laneOffset(0, 1, 4) == 0);
    CHECK(laneOffset(0, 2, 4) == -2);
    CHECK(laneOffset(1, 2, 4) == 2);
    CHECK(laneOffset(0, 3, 4) == -4);
    CHECK(laneOffset(1, 3, 4) == 0);
}

TEST_CASE("a line moves to the same side whichever way it was drawn, and a right angle is mitred", "[lanes]")
{
    // East, then down the page: 2 px to the right hand are below the first leg and left of the second.
    const LineString bend = {{0, 0}, {20, 0}, {20, 20}};
    CHECK(movedSideways(bend, 2) == LineString{{0, 2}, {18, 2}, {18, 20}});
    CHECK(movedSideways({{20, 20}, {20, 0}, {0, 0}}, 2) == LineString{{18, 20}, {18, 2}, {0, 2}});
    CHECK(movedSideways(bend, 0) == bend);
    CHECK(movedSideways({{5, 5}}, 2) == LineString{{5, 5}});
    CHECK(movedSideways({{5, 5}, {5, 5}}, 2) == LineString{{5, 5}, {5, 5}});
}

TEST_CASE("two lanes of a winding road stay apart by the spacing", "[lanes]")
{
    std::mt19937 random(5);
    std::uniform_real_distribution<double> turn(-0.5, 0.5);
    for (int round = 0; round < 100; ++round) {
        LineString road = {{0, 0}};
        double heading = 0;
        for (int i = 0; i < 20; ++i) {
            heading = std::clamp(heading + turn(random), -1.2, 1.2);
            road.push_back({road.back().x + 15 * std::cos(heading), road.back().y + 15 * std::sin(heading)});
        }
        const LineString left = movedSideways(road, -2);
        const LineString right = movedSideways(road, 2);
        for (std::size_t i = 1; i + 1 < left.size(); ++i)
            CHECK(distanceTo(right, left[i]) == Approx(4).margin(0.3));
    }
}
