#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <memory>
#include <numbers>
#include <numeric>
#include <random>

#include <geos_c.h>

#include "core/analysis/covered_area.h"
#include "core/geo/geometry.h"

using namespace chiiki;
using Catch::Detail::Approx;

namespace {

constexpr double pi = std::numbers::pi;
using Centres = std::vector<std::vector<Point>>;

MultiPolygon box(double minX, double minY, double maxX, double maxY)
{
    return {{{{{minX, minY}, {maxX, minY}, {maxX, maxY}, {minX, maxY}, {minX, minY}}}}};
}

/// Area common to two circles of one radius, centres `distance` apart (textbook formula of the lens).
double lens(double radius, double distance)
{
    return 2 * radius * radius * std::acos(distance / (2 * radius)) -
           distance / 2 * std::sqrt(4 * radius * radius - distance * distance);
}

double coveredOf(const MultiPolygon& area, const Centres& centres, double radius, int atLeast = 1)
{
    return coveredAreaOf(std::span(&area, 1), centres, radius, atLeast).front();
}

/// A grid of cells whose inner corners and edges wobble: neighbours share every vertex, as districts do.
std::vector<MultiPolygon> wobblyPartition(std::mt19937& random, int cells, double cellSize, int pointsPerEdge,
                                          Point origin)
{
    std::uniform_real_distribution<double> wobble(-0.25 * cellSize, 0.25 * cellSize);
    std::uniform_real_distribution<double> small(-0.03 * cellSize, 0.03 * cellSize);
    const int corners = cells + 1;
    std::vector<Point> corner;
    for (int row = 0; row < corners; ++row)
        for (int column = 0; column < corners; ++column) {
            const bool isInner = row > 0 && column > 0 && row < cells && column < cells;
            corner.push_back({origin.x + column * cellSize + (isInner ? wobble(random) : 0),
                              origin.y + row * cellSize + (isInner ? wobble(random) : 0)});
        }
    const auto edge = [&](Point a, Point b, bool isInner) {
        std::vector<Point> line{a};
        for (int i = 1; i < pointsPerEdge; ++i) {
            const double t = static_cast<double>(i) / pointsPerEdge;
            line.push_back({a.x + t * (b.x - a.x) + (isInner ? small(random) : 0),
                            a.y + t * (b.y - a.y) + (isInner ? small(random) : 0)});
        }
        line.push_back(b);
        return line;
    };
    std::vector<std::vector<Point>> across, up;
    for (int row = 0; row < corners; ++row)
        for (int column = 0; column < cells; ++column)
            across.push_back(
                edge(corner[row * corners + column], corner[row * corners + column + 1], row > 0 && row < cells));
    for (int row = 0; row < cells; ++row)
        for (int column = 0; column < corners; ++column)
            up.push_back(edge(corner[row * corners + column], corner[(row + 1) * corners + column],
                              column > 0 && column < cells));
    std::vector<MultiPolygon> areas;
    for (int row = 0; row < cells; ++row)
        for (int column = 0; column < cells; ++column) {
            Ring ring = across[row * cells + column];
            const auto append = [&](std::vector<Point> line, bool isReversed) {
                if (isReversed)
                    std::reverse(line.begin(), line.end());
                ring.insert(ring.end(), line.begin() + 1, line.end());
            };
            append(up[row * corners + column + 1], false);
            append(across[(row + 1) * cells + column], true);
            append(up[row * corners + column], true);
            areas.push_back({{{ring}}});
        }
    return areas;
}

Centres randomCentres(std::mt19937& random, int kinds, int perKind, Point origin, double size)
{
    std::uniform_real_distribution<double> x(origin.x - 0.1 * size, origin.x + 1.1 * size);
    std::uniform_real_distribution<double> y(origin.y - 0.1 * size, origin.y + 1.1 * size);
    Centres centres(kinds);
    for (auto& ofKind : centres)
        for (int i = 0; i < perKind; ++i)
            ofKind.push_back({x(random), y(random)});
    return centres;
}

bool isWithinReach(Point p, const Centres& centres, double radius, int atLeast)
{
    int kinds = 0;
    for (const auto& ofKind : centres)
        kinds += std::any_of(ofKind.begin(), ofKind.end(),
                             [&](Point c) { return std::hypot(c.x - p.x, c.y - p.y) <= radius; });
    return kinds >= atLeast;
}

double sum(const std::vector<double>& numbers)
{
    return std::accumulate(numbers.begin(), numbers.end(), 0.0);
}

}  // namespace

TEST_CASE("a circle inside one area covers pi r squared of it", "[coverage]")
{
    const MultiPolygon area = box(-71500, -207500, -31500, -167500);
    CHECK(coveredOf(area, {{{-51234.5, -187654.3}}}, 800) == Approx(pi * 800 * 800).epsilon(1e-12));
    CHECK(coveredOf(area, {{{-51234.5, -187654.3}}}, 0.5) == Approx(pi * 0.25).epsilon(1e-6));
}

TEST_CASE("two overlapping circles cover two circles less their lens, and both kinds the lens alone", "[coverage]")
{
    const MultiPolygon area = box(-10000, -10000, 10000, 10000);
    const double radius = 800;
    for (const double distance : {1.0, 400.0, 800.0, 1599.0, 1599.999999}) {
        const Point a{100, 200};
        const Point b{100 + distance * 0.6, 200 + distance * 0.8};
        const double common = lens(radius, distance);
        CHECK(coveredOf(area, {{a, b}}, radius) == Approx(2 * pi * radius * radius - common).epsilon(1e-11));
        CHECK(coveredOf(area, {{a}, {b}}, radius) == Approx(2 * pi * radius * radius - common).epsilon(1e-11));
        CHECK(coveredOf(area, {{a}, {b}}, radius, 2) == Approx(common).margin(1e-4));
        CHECK(coveredOf(area, {{a, b}}, radius, 2) == 0);
    }
}

TEST_CASE("a circle centred on a straight shared border is half on each side", "[coverage]")
{
    const std::vector<MultiPolygon> areas = {box(0, 0, 5000, 10000), box(5000, 0, 10000, 10000)};
    const auto covered = coveredAreaOf(areas, Centres{{{5000, 5000}}}, 800, 1);
    CHECK(covered[0] == Approx(pi * 800 * 800 / 2).epsilon(1e-12));
    CHECK(covered[1] == Approx(pi * 800 * 800 / 2).epsilon(1e-12));
}

TEST_CASE("a circle centred on a corner of four areas is a quarter in each", "[coverage]")
{
    const std::vector<MultiPolygon> areas = {box(0, 0, 5000, 5000), box(5000, 0, 10000, 5000),
                                             box(0, 5000, 5000, 10000), box(5000, 5000, 10000, 10000)};
    // A radius that reaches a vertex or the outer border exactly is the awkward case.
    for (const double radius : {800.0, 5000.0})
        for (const double covered : coveredAreaOf(areas, Centres{{{5000, 5000}}}, radius, 1))
            CHECK(covered == Approx(pi * radius * radius / 4).epsilon(1e-11));
}

TEST_CASE("circles that touch in one point, or touch a border from inside, cover all of themselves", "[coverage]")
{
    const std::vector<MultiPolygon> areas = {box(0, 0, 1600, 5000), box(1600, 0, 10000, 5000)};
    const auto covered = coveredAreaOf(areas, Centres{{{800, 2500}, {2400, 2500}, {4000, 2500}}}, 800, 1);
    CHECK(covered[0] == Approx(pi * 800 * 800).epsilon(1e-10));
    CHECK(covered[1] == Approx(2 * pi * 800 * 800).epsilon(1e-10));
}

TEST_CASE("circles at one place count once within a kind and once for each kind", "[coverage]")
{
    const MultiPolygon area = box(-5000, -5000, 5000, 5000);
    const Point p{12, 34};
    const double one = pi * 700 * 700;
    CHECK(coveredOf(area, {{p, p, p}}, 700) == Approx(one).epsilon(1e-12));
    CHECK(coveredOf(area, {{p}, {p}}, 700) == Approx(one).epsilon(1e-12));
    CHECK(coveredOf(area, {{p}, {p}}, 700, 2) == Approx(one).epsilon(1e-12));
    CHECK(coveredOf(area, {{p}, {p}, {p}}, 700, 2) == Approx(one).epsilon(1e-12));
    CHECK(coveredOf(area, {{p}, {p}, {p}}, 700, 3) == Approx(one).epsilon(1e-12));
    CHECK(coveredOf(area, {{p}, {}}, 700, 2) == 0);
    CHECK(coveredOf(area, {{p}}, 700, 2) == 0);
}

TEST_CASE("a circle that does not reach an area covers none of it, and one around it all", "[coverage]")
{
    const MultiPolygon area = box(0, 0, 100, 100);
    CHECK(coveredOf(area, {{{1000, 50}}}, 899.9) == 0);
    CHECK(coveredOf(area, {{{50, 50}}}, 71) == Approx(10000).epsilon(1e-14));
    CHECK(coveredOf(area, {{{-5000, 50}}}, 1e6) == Approx(10000).epsilon(1e-14));
    CHECK(coveredOf(area, {{}}, 71) == 0);
    CHECK(coveredOf(area, {}, 71) == 0);
}

TEST_CASE("a hole is not covered, however its ring is wound", "[coverage]")
{
    MultiPolygon area = box(-1000, -1000, 1000, 1000);
    Ring hole = {{-100, -100}, {100, -100}, {100, 100}, {-100, 100}, {-100, -100}};
    area[0].rings.push_back(hole);
    CHECK(coveredOf(area, {{{0, 0}}}, 500) == Approx(pi * 500 * 500 - 40000).epsilon(1e-12));
    std::reverse(area[0].rings[1].begin(), area[0].rings[1].end());
    std::reverse(area[0].rings[0].begin(), area[0].rings[0].end());
    CHECK(coveredOf(area, {{{0, 0}}}, 500) == Approx(pi * 500 * 500 - 40000).epsilon(1e-12));
}

TEST_CASE("a partition's parts add up to the whole, with the uncovered to the total", "[coverage][property]")
{
    std::mt19937 random(20261121);
    for (int round = 0; round < 30; ++round) {
        const Point origin{-71500, -207500};
        const auto areas = wobblyPartition(random, 4, 10000, 1 + round % 12, origin);
        const int kinds = 1 + round % 3;
        const Centres centres = randomCentres(random, kinds, 5 + round * 4, origin, 40000);
        const double radius = 300.0 + 250 * round;
        const MultiPolygon whole = box(origin.x, origin.y, origin.x + 40000, origin.y + 40000);
        const CoveredArea partition(areas);
        CHECK(sum({partition.areaM2().begin(), partition.areaM2().end()}) == Approx(1.6e9).epsilon(1e-12));
        for (int atLeast = 1; atLeast <= kinds; ++atLeast) {
            const auto parts = partition.within(CircleUnion(centres, radius, atLeast));
            CHECK(sum(parts) == Approx(coveredOf(whole, centres, radius, atLeast)).epsilon(1e-10).margin(1e-2));
        }
    }
}

TEST_CASE("covered area grows with radius and with facilities, and never passes the area", "[coverage][property]")
{
    std::mt19937 random(7);
    for (int round = 0; round < 10; ++round) {
        const auto areas = wobblyPartition(random, 4, 2500, 7, {3000, -9000});
        const CoveredArea partition(areas);
        Centres centres = randomCentres(random, 2, 12, {3000, -9000}, 10000);
        for (int atLeast = 1; atLeast <= 2; ++atLeast) {
            std::vector<double> before(areas.size(), 0);
            for (const double radius : {100.0, 800.0, 801.0, 1500.0, 4000.0, 20000.0}) {
                const auto now = partition.within(CircleUnion(centres, radius, atLeast));
                for (std::size_t i = 0; i < now.size(); ++i) {
                    CHECK(now[i] >= before[i] - 1e-3);
                    CHECK(now[i] <= partition.areaM2()[i]);
                }
                before = now;
            }
            CHECK(sum(before) == Approx(1e8).epsilon(1e-12));
            const auto few = partition.within(CircleUnion(centres, 900, atLeast));
            Centres more = centres;
            more[round % 2].push_back({4000 + 700.0 * round, -4000});
            const auto many = partition.within(CircleUnion(more, 900, atLeast));
            for (std::size_t i = 0; i < few.size(); ++i)
                CHECK(many[i] >= few[i] - 1e-3);
        }
    }
}

TEST_CASE("moving the origin changes no covered area", "[coverage][property]")
{
    for (const Point shift : {Point{0, 0}, Point{-71500, -207500}, Point{500000, 4000000}}) {
        std::mt19937 random(99);
        const auto areas = wobblyPartition(random, 4, 2500, 5, shift);
        const Centres centres = randomCentres(random, 3, 15, shift, 10000);
        static std::vector<double> atOrigin;
        const auto covered = coveredAreaOf(areas, centres, 1100, 2);
        if (atOrigin.empty())
            atOrigin = covered;
        for (std::size_t i = 0; i < covered.size(); ++i)
            CHECK(covered[i] == Approx(atOrigin[i]).epsilon(1e-9).margin(1e-2));
    }
}

TEST_CASE("covered areas agree with a count of raster cells on random input", "[coverage][property]")
{
    std::mt19937 random(4);
    for (int round = 0; round < 6; ++round) {
        const auto areas = wobblyPartition(random, 3, 1000, 4, {0, 0});
        const Centres centres = randomCentres(random, 3, 6, {0, 0}, 3000);
        const double radius = 350.0 + 60 * round;
        const int atLeast = 1 + round % 3;
        const auto covered = coveredAreaOf(areas, centres, radius, atLeast);
        const AreaLocator locator(areas);
        constexpr int n = 1500;
        constexpr double cell = 3000.0 / n;
        std::vector<double> counted(areas.size(), 0);
        for (int row = 0; row < n; ++row)
            for (int column = 0; column < n; ++column) {
                const Point p{(column + 0.5) * cell, (row + 0.5) * cell};
                const auto area = locator.locate(p);
                if (area >= 0 && isWithinReach(p, centres, radius, atLeast))
                    counted[static_cast<std::size_t>(area)] += cell * cell;
            }
        // A boundary of some 20 km crosses 10,000 cells, each wrong by a third of a cell at random: 4 m2 x 100 / 3.
        for (std::size_t i = 0; i < areas.size(); ++i)
            CHECK(counted[i] == Approx(covered[i]).margin(1000));
    }
}

TEST_CASE("covered areas agree with GEOS buffers of 128 chords a quadrant", "[coverage][property]")
{
    GEOSContextHandle_t geos = GEOS_init_r();
    const auto destroy = [&](GEOSGeometry* g) { GEOSGeom_destroy_r(geos, g); };
    using Geom = std::shared_ptr<GEOSGeometry>;
    const auto toGeos = [&](const Ring& ring) {
        GEOSCoordSequence* sequence = GEOSCoordSeq_create_r(geos, static_cast<unsigned>(ring.size()), 2);
        for (unsigned i = 0; i < ring.size(); ++i)
            GEOSCoordSeq_setXY_r(geos, sequence, i, ring[i].x, ring[i].y);
        return Geom(GEOSGeom_createPolygon_r(geos, GEOSGeom_createLinearRing_r(geos, sequence), nullptr, 0), destroy);
    };
    std::mt19937 random(11);
    for (int round = 0; round < 4; ++round) {
        const auto areas = wobblyPartition(random, 3, 4000, 9, {-60000, -200000});
        const Centres centres = randomCentres(random, 2, 15, {-60000, -200000}, 12000);
        const double radius = 900;
        std::vector<Geom> unions;
        for (const auto& ofKind : centres) {
            Geom all(GEOSGeom_createEmptyPolygon_r(geos), destroy);
            for (const Point c : ofKind) {
                const Geom point(GEOSGeom_createPointFromXY_r(geos, c.x, c.y), destroy);
                const Geom circle(GEOSBuffer_r(geos, point.get(), radius, 128), destroy);
                all = Geom(GEOSUnion_r(geos, all.get(), circle.get()), destroy);
            }
            unions.push_back(std::move(all));
        }
        for (int atLeast = 1; atLeast <= 2; ++atLeast) {
            const auto covered = coveredAreaOf(areas, centres, radius, atLeast);
            const Geom region(atLeast == 1 ? GEOSUnion_r(geos, unions[0].get(), unions[1].get())
                                           : GEOSIntersection_r(geos, unions[0].get(), unions[1].get()),
                              destroy);
            for (std::size_t i = 0; i < areas.size(); ++i) {
                const Geom part(GEOSIntersection_r(geos, toGeos(areas[i][0].rings[0]).get(), region.get()), destroy);
                double area = 0;
                GEOSArea_r(geos, part.get(), &area);
                // 512 chords leave out 2.5e-5 of a circle.
                CHECK(covered[i] == Approx(area).epsilon(1e-4).margin(30 * 2.6e-5 * pi * radius * radius));
            }
        }
    }
    GEOS_finish_r(geos);
}

TEST_CASE("the outline drawn encloses what is measured, holes included", "[coverage]")
{
    // Six circles in a ring leave a hole in the middle.
    Centres centres(1);
    for (int i = 0; i < 6; ++i)
        centres[0].push_back({1500 * std::cos(i * pi / 3 + 0.1), 1500 * std::sin(i * pi / 3 + 0.1)});
    const CircleUnion ring(centres, 800, 1);
    const MultiPolygon outline = ring.outline(0.01);
    REQUIRE(outline.size() == 1);
    CHECK(outline[0].rings.size() == 2);
    CHECK(areaOf(outline) == Approx(coveredOf(box(-9000, -9000, 9000, 9000), centres, 800)).epsilon(1e-4));

    std::mt19937 random(5);
    for (int round = 0; round < 20; ++round) {
        const Centres many = randomCentres(random, 3, 10 + round, {0, 0}, 10000);
        const int atLeast = 1 + round % 3;
        const double measured = coveredOf(box(-9000, -9000, 19000, 19000), many, 1000, atLeast);
        CHECK(areaOf(CircleUnion(many, 1000, atLeast).outline(0.01)) == Approx(measured).epsilon(1e-4).margin(10));
    }
}
