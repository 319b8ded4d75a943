#include <array>
#include <map>
#include <set>
#include <utility>

#include <catch2/catch.hpp>

#include "core/geo/extent.h"
#include "core/geo/geometry.h"
#include "tests/bench/generate.h"
#include "tests/bench/generate_city.h"

using namespace chiiki;
using namespace chiiki::bench;

namespace {

using Edge = std::array<double, 4>;

double signedArea(const Ring& ring)
{
    double twice = 0;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i)
        twice += ring[i].x * ring[i + 1].y - ring[i + 1].x * ring[i].y;
    return twice / 2;
}

}  // namespace

TEST_CASE("made districts have about as many vertices as asked for", "[bench]")
{
    for (const std::size_t goal : {2000U, 50000U}) {
        const auto districts = makeDistricts(goal);
        REQUIRE(districts.size() == 21);
        std::size_t vertices = 0;
        for (const MadeDistrict& district : districts)
            vertices += district.outline.front().rings.front().size();
        CHECK(vertices > goal * 9 / 10);
        CHECK(vertices < goal * 11 / 10);
        CHECK(districts.front().code == "01");
        CHECK(districts.back().code == "21");
    }
}

TEST_CASE("made districts are valid and share each inner border edge with exactly one neighbour", "[bench]")
{
    const auto districts = makeDistricts(5000);
    std::set<Edge> edges;
    double area = 0;
    for (const MadeDistrict& district : districts) {
        INFO(district.code);
        CHECK_FALSE(whyInvalid(district.outline));
        const Ring& ring = district.outline.front().rings.front();
        CHECK(ring.front() == ring.back());
        CHECK(signedArea(ring) > 0);
        area += signedArea(ring);
        for (std::size_t i = 0; i + 1 < ring.size(); ++i)
            CHECK(edges.insert({ring[i].x, ring[i].y, ring[i + 1].x, ring[i + 1].y}).second);
    }
    // What is walked only one way is the outer border: closed, and around all the area there is. A gap or an overlap
    // would add edges of its own and a difference in area.
    std::map<std::pair<double, double>, std::pair<double, double>> next;
    for (const auto& [x1, y1, x2, y2] : edges)
        if (!edges.contains({x2, y2, x1, y1}))
            CHECK(next.insert({{x1, y1}, {x2, y2}}).second);
    Ring outer;
    auto at = next.begin()->first;
    do {
        outer.push_back({at.first, at.second});
        REQUIRE(next.contains(at));
        at = next[at];
    } while (at != next.begin()->first && outer.size() <= next.size());
    CHECK(outer.size() == next.size());
    outer.push_back(outer.front());
    CHECK(signedArea(outer) == Approx(area).epsilon(1e-9));
}

TEST_CASE("a shorter run of made points is the beginning of a longer one", "[bench]")
{
    PointSource first;
    PointSource second;
    std::size_t outside = 0;
    for (int i = 0; i < 20000; ++i) {
        const WeightedPoint a = first.next();
        const WeightedPoint b = second.next();
        REQUIRE(a.place == b.place);
        REQUIRE(a.weight == b.weight);
        REQUIRE(a.weight >= 1);
        REQUIRE(a.weight <= 9);
        if (!Extent{0, 0, squareM, squareM}.contains(a.place))
            ++outside;
    }
    CHECK(outside > 100);
    CHECK(outside < 4000);
}

TEST_CASE("made roads have exactly the segments asked for, none of them of no length", "[bench]")
{
    for (const std::size_t wanted : {100U, 30000U, 165000U}) {
        const auto roads = makeRoads(wanted);
        CHECK(roads.size() == wanted);
        for (const LineString& road : roads) {
            REQUIRE(road.size() == 2);
            REQUIRE_FALSE(road.front() == road.back());
        }
    }
}

TEST_CASE("made facilities lie in the square", "[bench]")
{
    const auto places = makeFacilities(500);
    REQUIRE(places.size() == 500);
    for (const Point place : places)
        CHECK(Extent{0, 0, squareM, squareM}.contains(place));
}

TEST_CASE("a made city has its areas side by side without a gap, and its facilities inside", "[bench]")
{
    const auto city = makeCity(30, 200);  // five rows of five
    REQUIRE(city);
    REQUIRE(city->districts.size() == 25);
    REQUIRE(city->facilities.size() == 200);
    // Every border is walked once from each side, or lies on the shore: no two areas disagree by a bit.
    std::map<Edge, int> walked;
    std::size_t edges = 0;
    for (const District& district : city->districts) {
        const Ring& shell = district.outline.front().rings.front();
        CHECK(shell.front() == shell.back());
        CHECK(signedArea(shell) > 0);
        for (std::size_t i = 0; i + 1 < shell.size(); ++i, ++edges)
            ++walked[{shell[i].x, shell[i].y, shell[i + 1].x, shell[i + 1].y}];
    }
    std::size_t shore = 0;
    for (const auto& [edge, times] : walked) {
        CHECK(times == 1);
        shore += walked.count({edge[2], edge[3], edge[0], edge[1]}) == 0;
    }
    CHECK(edges == 25 * 4 * 8);
    CHECK(shore == 4 * 5 * 8);
}
