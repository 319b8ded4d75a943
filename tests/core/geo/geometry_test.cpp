#include "core/geo/geometry.h"

#include <catch2/catch.hpp>

#include <limits>
#include <map>
#include <random>

#include "core/geo/area_locator.h"
#include "core/geo/extent.h"
#include "core/geo/point_index.h"
#include "core/geo/topology.h"
#include "tests/core/geo/partitions.h"

using namespace chiiki;

namespace {

Ring boxRing(double minX, double minY, double maxX, double maxY)
{
    return {{minX, minY}, {maxX, minY}, {maxX, maxY}, {minX, maxY}, {minX, minY}};
}

MultiPolygon box(double minX, double minY, double maxX, double maxY)
{
    return {Polygon{{boxRing(minX, minY, maxX, maxY)}}};
}

bool hasVertex(const MultiPolygon& area, Point p)
{
    for (const Polygon& polygon : area)
        for (const Ring& ring : polygon.rings)
            for (const Point q : ring)
                if (p == q)
                    return true;
    return false;
}

std::size_t vertexCount(const MultiPolygon& area)
{
    std::size_t count = 0;
    for (const Polygon& polygon : area)
        for (const Ring& ring : polygon.rings)
            count += ring.size();
    return count;
}

}  // namespace

TEST_CASE("an empty extent intersects nothing, itself included", "[extent]")
{
    const Extent empty;
    CHECK(empty.isEmpty());
    CHECK_FALSE(empty.intersects(empty));
    CHECK(extentOf(MultiPolygon{}).isEmpty());
    Extent one;
    one.include(Point{3, 4});
    CHECK(one.minX == 3);
    CHECK(one.maxY == 4);
    CHECK(one.intersects(one));
    CHECK(extentOf(MultiLineString{{{1, 2}, {5, -2}}}).height() == 4);
}

TEST_CASE("holes are taken off an area, however rings are wound", "[geometry]")
{
    const Ring shell = boxRing(0, 0, 10, 10), hole = boxRing(2, 2, 4, 5);
    CHECK(areaOf({Polygon{{shell, hole}}}) == 94);
    CHECK(areaOf({Polygon{{Ring(shell.rbegin(), shell.rend()), hole}}}) == 94);
    CHECK(areaOf({Polygon{{shell}}, Polygon{{boxRing(20, 0, 21, 1)}}}) == 101);
    CHECK(areaOf({}) == 0);
    CHECK(areaOf({Polygon{}}) == 0);
    // Far from the origin the digits stay.
    CHECK(areaOf(box(1e7, 1e7, 1e7 + 0.5, 1e7 + 0.25)) == 0.125);
}

TEST_CASE("representative and label points lie inside, also of a ring-shaped area", "[geometry]")
{
    const MultiPolygon ringShaped = {Polygon{{boxRing(0, 0, 10, 10), boxRing(1, 1, 9, 9)}}};
    const AreaLocator locator(std::span(&ringShaped, 1));
    for (const auto& p : {representativePointOf(ringShaped), labelPointOf(ringShaped, 0.01)}) {
        REQUIRE(p);
        CHECK(locator.locate(*p) == 0);
    }
    CHECK_FALSE(representativePointOf({}));
    CHECK_FALSE(labelPointOf({}, 1));
    CHECK_FALSE(labelPointOf({Polygon{}}, 1));
}

TEST_CASE("a label sits in the middle of the largest part", "[geometry]")
{
    MultiPolygon area = box(0, 0, 1, 1);
    area.push_back(box(10, 0, 16, 6)[0]);
    const auto p = labelPointOf(area, 0.01);
    REQUIRE(p);
    CHECK(p->x == Approx(13).margin(0.02));
    CHECK(p->y == Approx(3).margin(0.02));
    REQUIRE(labelPointOf(area, 0));  // no tolerance given: as fine as a label needs
}

TEST_CASE("an area that crosses itself is told with its place, and can be repaired", "[geometry]")
{
    const MultiPolygon bowTie = {Polygon{{{{0, 0}, {2, 2}, {2, 0}, {0, 2}, {0, 0}}}}};
    const auto why = whyInvalid(bowTie);
    REQUIRE(why);
    CHECK(*why == "Self-intersection at 1 1");
    const auto repaired = madeValid(bowTie);
    REQUIRE(repaired);
    CHECK_FALSE(whyInvalid(*repaired));
    CHECK(areaOf(*repaired) == Approx(2));
    CHECK_FALSE(whyInvalid(box(0, 0, 1, 1)));
    CHECK_FALSE(whyInvalid({}));
}

TEST_CASE("rings that are none are told, and nothing left after repair is an error", "[geometry]")
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK(whyInvalid({Polygon{{{{0, 0}, {1, 1}, {0, 0}}}}}));
    CHECK(whyInvalid({Polygon{{{{0, 0}, {1, 0}, {1, 1}, {0, 1}}}}}) == "Ring not closed at 0 1");
    CHECK(whyInvalid({Polygon{{{{0, 0}, {nan, 0}, {1, 1}, {0, 0}}}}}));
    const auto flat = madeValid({Polygon{{{{0, 0}, {1, 1}, {2, 2}, {0, 0}}}}});
    REQUIRE_FALSE(flat);
    CHECK(flat.error().kind == ErrorKind::BadGeometry);
    const auto withNan = madeValid({Polygon{{{{0, 0}, {nan, 5}, {1, 0}, {1, 1}, {0, 1}, {0, 0}}}}});
    REQUIRE(withNan);
    CHECK(areaOf(*withNan) == Approx(1));
}

TEST_CASE("a union of areas that share borders is their outline without the borders", "[geometry]")
{
    const std::vector<MultiPolygon> areas = {box(0, 0, 1, 1), box(1, 0, 2, 1), box(5, 5, 6, 6)};
    const auto whole = unionOf(areas);
    REQUIRE(whole);
    CHECK(whole->size() == 2);
    CHECK(areaOf(*whole) == Approx(3));
    const auto none = unionOf({});
    REQUIRE(none);
    CHECK(none->empty());
}

TEST_CASE("a union falls back where areas overlap, meet at no vertex or cross themselves", "[geometry]")
{
    const std::vector<MultiPolygon> overlapping = {box(0, 0, 2, 2), box(1, 1, 3, 3)};
    CHECK(areaOf(unionOf(overlapping).value()) == Approx(7));
    const std::vector<MultiPolygon> tJunction = {box(0, 0, 2, 1), box(0, 1, 1, 2), box(1, 1, 2, 2)};
    const auto square = unionOf(tJunction);
    REQUIRE(square);
    CHECK(square->size() == 1);
    CHECK(areaOf(*square) == Approx(4));
    const std::vector<MultiPolygon> twice = {box(0, 0, 1, 1), box(0, 0, 1, 1)};
    CHECK(areaOf(unionOf(twice).value()) == Approx(1));
    const std::vector<MultiPolygon> bowTie = {{Polygon{{{{0, 0}, {2, 2}, {2, 0}, {0, 2}, {0, 0}}}}}, box(5, 5, 6, 6)};
    CHECK(areaOf(unionOf(bowTie).value()) == Approx(3));
}

TEST_CASE("the same positions have the same number, others another, in the order in which they come", "[topology]")
{
    std::mt19937 random(20261123);
    // A small grid, so that many positions come again, about both signs of zero.
    std::uniform_int_distribution<int> step(-20, 20);
    PointIndex index(5000);
    std::map<std::pair<double, double>, PointIndex::Id> known;
    for (int i = 0; i < 5000; ++i) {
        const int y = step(random);
        const Point p{step(random) * 1e-9 + 131, y == 0 && i % 2 == 0 ? -0.0 : y};
        const auto [place, isNew] = known.emplace(std::pair(p.x, p.y), static_cast<PointIndex::Id>(known.size()));
        REQUIRE(index.idOf(p) == place->second);
    }
    REQUIRE(index.points().size() == known.size());
    for (const auto& [position, id] : known)
        CHECK(index.points()[id] == Point{position.first, position.second});
}

TEST_CASE("a border shared by two areas is one arc, used in both directions", "[topology]")
{
    const std::vector<MultiPolygon> areas = {
        {Polygon{{{{0, 0}, {1, 0}, {1, 0.5}, {1, 1}, {0, 1}, {0, 0}}}}},
        {Polygon{{{{1, 0}, {2, 0}, {2, 1}, {1, 1}, {1, 0.5}, {1, 0}}}}},
    };
    const Topology topology = topologyOf(areas);
    REQUIRE(topology.arcs.size() == 3);
    CHECK(topology.arcs[0] == LineString{{1, 0}, {1, 0.5}, {1, 1}});
    REQUIRE(topology.areas[0][0][0] == Topology::RingArcs{0, 1});
    REQUIRE(topology.areas[1][0][0] == Topology::RingArcs{2, ~0});
    CHECK(areaOf(outlineOf(topology, 0)) == 1);
    CHECK(areaOf(outlineOf(topology, 1)) == 1);
}

TEST_CASE("a ring without nodes is one closed arc from its smallest vertex, shared with what fills it", "[topology]")
{
    const std::vector<MultiPolygon> areas = {
        {Polygon{{boxRing(0, 0, 9, 9), boxRing(3, 3, 6, 6)}}},
        {Polygon{{{{6, 6}, {3, 6}, {3, 3}, {6, 3}, {6, 6}}}}},
    };
    const Topology topology = topologyOf(areas);
    REQUIRE(topology.arcs.size() == 2);
    CHECK(topology.arcs[1].front() == Point{3, 3});
    CHECK(topology.areas[1][0][0] == Topology::RingArcs{1});
    const Topology turned = topologyOf(std::vector<MultiPolygon>{
        {Polygon{{boxRing(0, 0, 9, 9), {{6, 6}, {6, 3}, {3, 3}, {3, 6}, {6, 6}}}}}, areas[1]});
    CHECK(turned.areas[1][0][0] == Topology::RingArcs{~1});
}

TEST_CASE("a topology gives every area back, and cuts only where neighbours change", "[topology][property]")
{
    const unsigned seed = GENERATE(range(1u, 16u));
    const auto areas = test::randomTriangles(seed, 30, 50, 5).areas;
    const Topology topology = topologyOf(areas);
    for (std::size_t i = 0; i < areas.size(); ++i) {
        const MultiPolygon again = outlineOf(topology, i);
        CHECK(areaOf(again) == Approx(areaOf(areas[i])));
        CHECK(vertexCount(again) == vertexCount(areas[i]));
        for (const Polygon& polygon : again)
            for (const Ring& ring : polygon.rings)
                CHECK(ring.front() == ring.back());
    }
    CHECK(topologyOf(areas).arcs == topology.arcs);
}

TEST_CASE("rings that are none are left out of a topology, with their holes", "[topology]")
{
    const std::vector<MultiPolygon> areas = {{Polygon{{{{0, 0}, {1, 1}, {0, 0}}, boxRing(5, 5, 6, 6)}},
                                              Polygon{{boxRing(0, 0, 1, 1), {{0.5, 0.5}}}}, Polygon{}}};
    const Topology topology = topologyOf(areas);
    REQUIRE(topology.areas[0].size() == 1);
    CHECK(topology.areas[0][0].size() == 1);
    CHECK(topology.arcs.size() == 1);
}

TEST_CASE("thinned together, areas stay without gaps and overlaps, and nodes stay", "[simplify]")
{
    // Two squares with a border that wiggles by 0.01.
    Ring left = {{0, 0}, {1, 0}}, right;
    for (int i = 1; i < 100; ++i)
        left.push_back({1 + (i % 2 ? 0.01 : -0.01), i / 100.0});
    left.insert(left.end(), {{1, 1}, {0, 1}, {0, 0}});
    right = {{2, 0}, {2, 1}};
    right.insert(right.end(), left.rbegin() + 2, left.rend() - 1);
    right.push_back({2, 0});
    const std::vector<MultiPolygon> areas = {{Polygon{{left}}}, {Polygon{{right}}}};
    const auto thinner = simplifiedTogether(areas, 0.05, {});
    CHECK(vertexCount(thinner[0]) == 5);
    CHECK(vertexCount(thinner[1]) == 5);
    CHECK(areaOf(thinner[0]) == Approx(1));
    CHECK(hasVertex(thinner[0], {1, 0}));
    CHECK(hasVertex(thinner[1], {1, 1}));
    CHECK(simplifiedTogether(areas, 0.001, {})[0] == outlineOf(topologyOf(areas), 0));

    SECTION("between groups and to the outside every vertex stays")
    {
        const std::vector<int> groups = {1, 2};
        CHECK(vertexCount(simplifiedTogether(areas, 0.05, groups)[0]) == vertexCount(areas[0]));
    }
    SECTION("within a group the border between is thinned")
    {
        const std::vector<int> groups = {7, 7};
        CHECK(vertexCount(simplifiedTogether(areas, 0.05, groups)[0]) == 5);
    }
}

TEST_CASE("an area that thinning would destroy keeps its vertices, its neighbour with it", "[simplify]")
{
    // A small square in the middle of a large one's hole, with a tolerance larger than it: a closed arc stays a ring.
    const std::vector<MultiPolygon> island = {{Polygon{{boxRing(0, 0, 90, 90), boxRing(40, 40, 41, 41)}}},
                                              box(40, 40, 41, 41)};
    const auto thinner = simplifiedTogether(island, 5, {});
    CHECK_FALSE(whyInvalid(thinner[0]));
    CHECK_FALSE(whyInvalid(thinner[1]));
    CHECK(areaOf(thinner[0]) + areaOf(thinner[1]) == Approx(8100));

    // A lens between two areas, its two arcs both straightened by the tolerance: it would have no area.
    const std::vector<MultiPolygon> lens = {
        {Polygon{{{{0, 0}, {10, 0}, {10, 5}, {5, 4.9}, {0, 5}, {0, 0}}}}},
        {Polygon{{{{0, 5}, {5, 4.9}, {10, 5}, {5, 5.1}, {0, 5}}}}},
        {Polygon{{{{0, 5}, {5, 5.1}, {10, 5}, {10, 10}, {0, 10}, {0, 5}}}}},
    };
    const auto kept = simplifiedTogether(lens, 1, {});
    CHECK(areaOf(kept[1]) == Approx(1));
    CHECK(hasVertex(kept[0], {5, 4.9}));
    CHECK(hasVertex(kept[2], {5, 5.1}));
}

TEST_CASE("random areas thinned together are valid and still add up", "[simplify][property]")
{
    const unsigned seed = GENERATE(range(1u, 16u));
    const auto areas = test::wigglySquares(seed, 4, 3, 6);
    const double total = 12;
    const auto thinner = simplifiedTogether(areas, 0.05, {});
    double sum = 0;
    std::size_t before = 0, after = 0;
    for (std::size_t i = 0; i < areas.size(); ++i) {
        CHECK_FALSE(whyInvalid(thinner[i]));
        sum += areaOf(thinner[i]);
        before += vertexCount(areas[i]);
        after += vertexCount(thinner[i]);
    }
    CHECK(sum == Approx(total));
    CHECK(areaOf(unionOf(thinner).value()) == Approx(total));
    CHECK(after < before / 3);
}
