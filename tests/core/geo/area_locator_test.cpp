#include "core/geo/area_locator.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <random>

#include "tests/core/geo/partitions.h"

using namespace chiiki;

namespace {

MultiPolygon box(double minX, double minY, double maxX, double maxY)
{
    return {Polygon{{{{minX, minY}, {maxX, minY}, {maxX, maxY}, {minX, maxY}, {minX, minY}}}}};
}

std::int32_t locateIn(const std::vector<MultiPolygon>& areas, Point p)
{
    return AreaLocator(areas).locate(p);
}

/// Which areas have the point when each is asked alone, on a grid of its own.
std::vector<std::int32_t> areasWith(const std::vector<AreaLocator>& locators, Point p)
{
    std::vector<std::int32_t> found;
    for (std::size_t i = 0; i < locators.size(); ++i)
        if (locators[i].locate(p) == 0)
            found.push_back(static_cast<std::int32_t>(i));
    return found;
}

std::vector<AreaLocator> oneByOne(const std::vector<MultiPolygon>& areas)
{
    std::vector<AreaLocator> locators;
    for (const MultiPolygon& area : areas)
        locators.emplace_back(std::span(&area, 1));
    return locators;
}

}  // namespace

TEST_CASE("a point on a shared north-south border belongs to the area on the east", "[locator]")
{
    const std::vector<MultiPolygon> areas = {box(0, 0, 1, 1), box(1, 0, 2, 1)};
    CHECK(locateIn(areas, {0.5, 0.5}) == 0);
    CHECK(locateIn(areas, {1, 0.5}) == 1);
    CHECK(locateIn({areas[1], areas[0]}, {1, 0.5}) == 0);
}

TEST_CASE("a point on a shared east-west border belongs to the area on the north", "[locator]")
{
    const std::vector<MultiPolygon> areas = {box(0, 0, 1, 1), box(0, 1, 1, 2)};
    CHECK(locateIn(areas, {0.5, 1}) == 1);
}

TEST_CASE("a point on a shared slanted border belongs to the area on the east, whichever way it slants", "[locator]")
{
    // The square (0,0)-(3,3) cut along the rising diagonal: south-east and north-west half.
    const std::vector<MultiPolygon> rising = {{Polygon{{{{0, 0}, {3, 0}, {3, 3}, {0, 0}}}}},
                                              {Polygon{{{{0, 0}, {3, 3}, {0, 3}, {0, 0}}}}}};
    CHECK(locateIn(rising, {1, 1}) == 0);
    CHECK(locateIn(rising, {0.1, 0.1}) == 0);
    // Along the falling diagonal: south-west and north-east half.
    const std::vector<MultiPolygon> falling = {{Polygon{{{{0, 0}, {3, 0}, {0, 3}, {0, 0}}}}},
                                               {Polygon{{{{3, 0}, {3, 3}, {0, 3}, {3, 0}}}}}};
    CHECK(locateIn(falling, {1, 2}) == 1);
}

TEST_CASE("the vertex where four squares meet belongs to the north-eastern one", "[locator]")
{
    const std::vector<MultiPolygon> areas = {box(0, 0, 1, 1), box(1, 0, 2, 1), box(0, 1, 1, 2), box(1, 1, 2, 2)};
    CHECK(locateIn(areas, {1, 1}) == 3);
    CHECK(locateIn(areas, {1, 0.5}) == 1);
    CHECK(locateIn(areas, {0.5, 1}) == 2);
}

TEST_CASE("on the outer border the west and south edges belong to the area, the east and north edges do not",
          "[locator]")
{
    const std::vector<MultiPolygon> areas = {box(0, 0, 1, 1)};
    CHECK(locateIn(areas, {0, 0.5}) == 0);
    CHECK(locateIn(areas, {0.5, 0}) == 0);
    CHECK(locateIn(areas, {0, 0}) == 0);
    CHECK(locateIn(areas, {1, 0.5}) == AreaLocator::outside);
    CHECK(locateIn(areas, {0.5, 1}) == AreaLocator::outside);
    CHECK(locateIn(areas, {1, 1}) == AreaLocator::outside);
    CHECK(locateIn(areas, {0, 1}) == AreaLocator::outside);
    CHECK(locateIn(areas, {1, 0}) == AreaLocator::outside);
}

TEST_CASE("a hole is outside, an area that fills it is found, however the rings are wound", "[locator]")
{
    const Ring shell = {{0, 0}, {9, 0}, {9, 9}, {0, 9}, {0, 0}};
    const Ring hole = {{3, 3}, {6, 3}, {6, 6}, {3, 6}, {3, 3}};
    const Ring backwards(hole.rbegin(), hole.rend());
    for (const Ring& inner : {hole, backwards}) {
        const MultiPolygon holed = {Polygon{{shell, inner}}};
        CHECK(locateIn({holed}, {1, 1}) == 0);
        CHECK(locateIn({holed}, {4, 4}) == AreaLocator::outside);
        CHECK(locateIn({holed, {Polygon{{inner}}}}, {4, 4}) == 1);
        CHECK(locateIn({holed, {Polygon{{inner}}}}, {3, 4}) == 1);
        CHECK(locateIn({holed, {Polygon{{inner}}}}, {6, 4}) == 0);
    }
}

TEST_CASE("where areas overlap the lowest index has the point", "[locator]")
{
    const std::vector<MultiPolygon> areas = {box(0, 0, 10, 10), box(5, 5, 20, 20), box(2, 2, 3, 3), box(0, 0, 10, 10)};
    CHECK(locateIn(areas, {6, 6}) == 0);
    CHECK(locateIn(areas, {2.5, 2.5}) == 0);
    CHECK(locateIn(areas, {15, 15}) == 1);
    CHECK(locateIn({areas[2], areas[0]}, {2.5, 2.5}) == 0);
    CHECK(locateIn({areas[2], areas[0]}, {5, 2.5}) == 1);
}

TEST_CASE("an area of several parts is one area", "[locator]")
{
    MultiPolygon islands = box(0, 0, 1, 1);
    islands.push_back(box(5, 5, 6, 6)[0]);
    islands.push_back(box(1, 0, 2, 1)[0]);  // shares an edge with the first part
    CHECK(locateIn({islands}, {0.5, 0.5}) == 0);
    CHECK(locateIn({islands}, {1, 0.5}) == 0);
    CHECK(locateIn({islands}, {5.5, 5.5}) == 0);
    CHECK(locateIn({islands}, {3, 3}) == AreaLocator::outside);
}

TEST_CASE("a point that is not a number or is infinitely far lies outside", "[locator]")
{
    const std::vector<MultiPolygon> areas = {box(-1e6, -1e6, 1e6, 1e6)};
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinity = std::numeric_limits<double>::infinity();
    for (const Point p : {Point{nan, 0}, Point{0, nan}, Point{nan, nan}, Point{infinity, 0}, Point{0, -infinity},
                          Point{1e300, 1e300}, Point{-1e300, 0}})
        CHECK(locateIn(areas, p) == AreaLocator::outside);
}

TEST_CASE("no areas, empty areas and areas without extent hold no point", "[locator]")
{
    CHECK(locateIn({}, {0, 0}) == AreaLocator::outside);
    CHECK(locateIn({MultiPolygon{}}, {0, 0}) == AreaLocator::outside);
    CHECK(locateIn({{Polygon{{{{0, 0}, {1, 1}, {0, 0}}}}}}, {0.5, 0.5}) == AreaLocator::outside);
    CHECK(locateIn({{Polygon{{{{0, 0}, {2, 0}, {1, 0}, {0, 0}}}}}}, {0.5, 0}) == AreaLocator::outside);
    CHECK(locateIn({{Polygon{{{{7, 7}, {7, 7}, {7, 7}, {7, 7}}}}}}, {7, 7}) == AreaLocator::outside);
    CHECK(AreaLocator(std::span<const MultiPolygon>{}).extent().isEmpty());
}

TEST_CASE("vertices that are not numbers are left out, the rest of the ring holds", "[locator]")
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const std::vector<MultiPolygon> areas = {{Polygon{{{{0, 0}, {nan, 1}, {4, 0}, {4, 4}, {0, 4}, {0, 0}}}}}};
    CHECK(locateIn(areas, {2, 2}) == 0);
    CHECK(AreaLocator(areas).extent().maxX == 4);
}

TEST_CASE("edges longer than the grid's cells and slivers thinner than them are met everywhere", "[locator]")
{
    // A sliver 1e-6 wide along the diagonal of a square cut in two; cells are about a twentieth of it.
    const double sliver = 1e-6;
    const std::vector<MultiPolygon> areas = {
        {Polygon{{{{0, 0}, {100, 0}, {100, 100}, {0, 0}}}}},
        {Polygon{{{{0, 0}, {100, 100}, {0, sliver}, {0, 0}}}}},
        {Polygon{{{{0, sliver}, {100, 100}, {0, 100}, {0, sliver}}}}},
    };
    const AreaLocator locator(areas);
    for (int i = 1; i < 100; ++i) {
        const double x = i;
        CHECK(locator.locate({x, x - 1e-3}) == 0);
        CHECK(locator.locate({x, x + sliver * (1 - x / 100) / 2}) == 1);
        CHECK(locator.locate({x, x + 1e-3}) == 2);
    }
}

TEST_CASE("every point of an integer partition is where exact arithmetic puts it", "[locator][property]")
{
    const unsigned seed = GENERATE(range(1u, 41u));
    const int size = 4 + static_cast<int>(seed % 5) * 8;
    const test::IntegerPartition partition = test::randomTriangles(seed, size, 3 + static_cast<int>(seed) * 4, 9);
    const AreaLocator locator(partition.areas);
    std::mt19937 random(seed);
    std::uniform_int_distribution<int> place(-4, 4 * size + 4);
    // Quarters of the grid fall on vertices, on level, upright and slanted edges, on the grid's own lines, and between.
    for (int i = 0; i < 3000; ++i) {
        const int x4 = i % 3 == 0 ? 4 * (place(random) / 4) : place(random);
        const int y4 = i % 3 == 0 ? 4 * (place(random) / 4) : place(random);
        const Point p{x4 / 4.0, y4 / 4.0};
        INFO("seed " << seed << " point " << p.x << " " << p.y);
        REQUIRE(locator.locate(p) == test::areaByExactParity(partition, x4, y4));
    }
}

TEST_CASE("overlapping random areas agree with exact arithmetic too", "[locator][property]")
{
    const unsigned seed = GENERATE(range(1u, 31u));
    const test::IntegerPartition areas = test::randomOverlaps(seed, 20, 3 + static_cast<int>(seed % 12));
    const AreaLocator locator(areas.areas);
    for (int x4 = -2; x4 <= 82; ++x4) {
        for (int y4 = -2; y4 <= 82; ++y4) {
            INFO("seed " << seed << " quarters " << x4 << " " << y4);
            REQUIRE(locator.locate({x4 / 4.0, y4 / 4.0}) == test::areaByExactParity(areas, x4, y4));
        }
    }
}

TEST_CASE("a point beside or on a border of a partition is in exactly one area, whatever the rounding",
          "[locator][property]")
{
    // Turned and moved to plane coordinates, so that hardly any point computed to be on an edge is exactly on it.
    const unsigned seed = GENERATE(range(1u, 13u));
    const std::vector<MultiPolygon> areas =
        test::turned(test::randomTriangles(seed, 30, 60, 11).areas, 0.1 + seed, {-61234.567, -170000.891}, 1000.0 / 7);
    const AreaLocator locator(areas);
    const std::vector<AreaLocator> single = oneByOne(areas);
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> along(0, 1);
    std::size_t shared = 0;
    for (const MultiPolygon& area : areas) {
        for (const Polygon& polygon : area) {
            const Ring& ring = polygon.rings[0];
            for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
                const double t = along(random);
                const Point onEdge{ring[i].x + t * (ring[i + 1].x - ring[i].x),
                                   ring[i].y + t * (ring[i + 1].y - ring[i].y)};
                for (const Point p : {ring[i], onEdge, Point{std::nextafter(onEdge.x, 1e9), onEdge.y}}) {
                    const auto found = areasWith(single, p);
                    REQUIRE(found.size() <= 1);  // 0 on the outer border alone
                    REQUIRE(locator.locate(p) == (found.empty() ? AreaLocator::outside : found[0]));
                    shared += found.size();
                }
            }
        }
    }
    CHECK(shared > 300);
}

TEST_CASE("points inside a partition lie in exactly one of its areas, and in the same as by GEOS",
          "[locator][property]")
{
    const std::vector<MultiPolygon> areas =
        test::turned(test::randomTriangles(5, 40, 200, 21).areas, 0.3, {131.4, 34.1}, 0.01);
    const AreaLocator locator(areas);
    const std::vector<AreaLocator> single = oneByOne(areas);
    std::mt19937 random(7);
    const Extent extent = locator.extent();
    std::uniform_real_distribution<double> x(extent.minX, extent.maxX), y(extent.minY, extent.maxY);
    std::vector<Point> points(5000);
    for (Point& p : points)
        p = {x(random), y(random)};
    std::vector<std::int32_t> together(points.size());
    locator.locate(points, together);
    for (std::size_t i = 0; i < points.size(); ++i) {
        REQUIRE(together[i] == locator.locate(points[i]));
        const auto found = areasWith(single, points[i]);
        REQUIRE(found.size() <= 1);
        REQUIRE(together[i] == (found.empty() ? AreaLocator::outside : found[0]));
        REQUIRE(together[i] == test::areaByGeos(areas, points[i]));
    }
}

TEST_CASE("many small areas and one vast one are told apart", "[locator]")
{
    std::vector<MultiPolygon> areas;
    for (int i = 0; i < 50; ++i)
        for (int j = 0; j < 40; ++j)
            areas.push_back(box(i, j, i + 1, j + 1));
    areas.push_back(box(-1000, -1000, 1000, 1000));
    const AreaLocator locator(areas);
    for (int i = 0; i < 50; ++i) {
        for (int j = 0; j < 40; ++j) {
            CHECK(locator.locate({i + 0.5, j + 0.5}) == i * 40 + j);
            CHECK(locator.locate({i + 0.0, j + 0.0}) == i * 40 + j);
        }
    }
    CHECK(locator.locate({50, 5}) == 2000);
    CHECK(locator.locate({-999, 5}) == 2000);
    CHECK(locator.locate({1000, 5}) == AreaLocator::outside);
}

TEST_CASE("points asked together are found as each alone, the far ones and those that are no number included",
          "[locator]")
{
    // 257 x 257 boxes: the words of the grid need more than 16 bits.
    const int side = GENERATE(3, 257);
    std::vector<MultiPolygon> areas;
    for (int i = 0; i < side; ++i)
        for (int j = 0; j < side; ++j)
            areas.push_back(box(i, j, i + 1, j + 1));
    const AreaLocator locator(areas);
    const double none = std::numeric_limits<double>::quiet_NaN(), far = std::numeric_limits<double>::infinity();
    std::vector<Point> points{{none, 1}, {1, none}, {far, 1}, {1, -far}, {-1e300, 1e300}};
    std::vector<std::int32_t> expected(points.size(), AreaLocator::outside);
    std::mt19937 random(11);
    for (int k = 0; k < 5000; ++k) {
        const int x4 = static_cast<int>(random() % (4U * static_cast<unsigned>(side) + 8)) - 4;
        const int y4 = static_cast<int>(random() % (4U * static_cast<unsigned>(side) + 8)) - 4;
        points.push_back({x4 / 4.0, y4 / 4.0});
        const bool isInside = x4 >= 0 && y4 >= 0 && x4 < 4 * side && y4 < 4 * side;
        expected.push_back(isInside ? x4 / 4 * side + y4 / 4 : AreaLocator::outside);
    }
    std::vector<std::int32_t> together(points.size());
    locator.locate(points, together);
    CHECK(together == expected);
    for (std::size_t i = 0; i < points.size(); ++i)
        REQUIRE(locator.locate(points[i]) == expected[i]);
}
