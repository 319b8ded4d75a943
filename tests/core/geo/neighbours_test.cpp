#include <catch2/catch.hpp>

#include <set>

#include "core/geo/neighbours.h"

using namespace chiiki;

namespace {

MultiPolygon box(double left, double bottom, double right, double top)
{
    return {{{{{left, bottom}, {right, bottom}, {right, top}, {left, top}, {left, bottom}}}}};
}

std::size_t to(const Neighbours& neighbours, Heading heading)
{
    return neighbours[static_cast<std::size_t>(heading)].value_or(99);
}

constexpr std::size_t none = 99;

}  // namespace

TEST_CASE("four squares know their neighbours by side, not by corner", "[neighbours]")
{
    const std::vector<MultiPolygon> squares = {box(0, 2000, 2000, 4000), box(2000, 2000, 4000, 4000),
                                               box(0, 0, 2000, 2000), box(2000, 0, 4000, 2000)};
    const auto neighbours = neighboursOf(squares);
    REQUIRE(neighbours.size() == 4);
    CHECK(to(neighbours[0], Heading::Up) == none);
    CHECK(to(neighbours[0], Heading::Down) == 2);
    CHECK(to(neighbours[0], Heading::Left) == none);
    CHECK(to(neighbours[0], Heading::Right) == 1);
    CHECK(to(neighbours[3], Heading::Up) == 1);
    CHECK(to(neighbours[3], Heading::Left) == 2);
}

TEST_CASE("a border under 1.5 km counts only where no longer one lies that way", "[neighbours]")
{
    // The area in the west borders on one straight east of it for 1 km and on one in the north-east for 2 km.
    const MultiPolygon west = {{{{{0, 0}, {2000, 0}, {2000, 1000}, {2000, 3000}, {0, 3000}, {0, 0}}}}};
    const MultiPolygon east = {{{{{2000, 0}, {6000, 0}, {6000, 1000}, {2000, 1000}, {2000, 0}}}}};
    const MultiPolygon northEast = {{{{{2000, 1000}, {6000, 1000}, {6000, 3000}, {2000, 3000}, {2000, 1000}}}}};
    const std::vector<MultiPolygon> both = {west, east, northEast};
    CHECK(to(neighboursOf(both)[0], Heading::Right) == 2);
    const std::vector<MultiPolygon> alone = {west, east};
    CHECK(to(neighboursOf(alone)[0], Heading::Right) == 1);
}

TEST_CASE("a hole's area lies in no direction but its own, and an empty area has no neighbours", "[neighbours]")
{
    // A ring around a square of 2 km whose middle lies 1 km south of the ring's: going up from inside leads out.
    const Ring outer = {{0, 0}, {8000, 0}, {8000, 10000}, {0, 10000}, {0, 0}};
    const Ring inner = {{3000, 1000}, {3000, 3000}, {5000, 3000}, {5000, 1000}, {3000, 1000}};
    const MultiPolygon around = {{{outer, inner}}};
    const std::vector<MultiPolygon> areas = {around, box(3000, 1000, 5000, 3000), {}};
    const auto neighbours = neighboursOf(areas);
    CHECK(to(neighbours[1], Heading::Up) == 0);
    CHECK(to(neighbours[1], Heading::Down) == none);
    CHECK(to(neighbours[0], Heading::Down) == 1);
    CHECK(neighbours[2] == Neighbours{});
}
