#include "core/analysis/tally.h"

#include <catch2/catch.hpp>

#include <limits>
#include <random>

#include <tbb/global_control.h>

using namespace chiiki;

namespace {

const double notANumber = std::numeric_limits<double>::quiet_NaN();
const double infinity = std::numeric_limits<double>::infinity();

MultiPolygon box(double minX, double minY, double maxX, double maxY)
{
    return {Polygon{{{{minX, minY}, {maxX, minY}, {maxX, maxY}, {minX, maxY}, {minX, minY}}}}};
}

const std::vector<MultiPolygon> threeBoxes = {box(0, 0, 1, 1), box(1, 0, 2, 1), box(0, 1, 2, 2)};

bool isSame(const Tally& a, const Tally& b)
{
    const auto same = [](const TallyTotal& p, const TallyTotal& q) {
        return p.count == q.count && p.weight == q.weight;
    };
    bool all = same(a.outside, b.outside) && same(a.unplaced, b.unplaced) && same(a.source, b.source);
    for (std::size_t i = 0; i < a.areas.size(); ++i)
        all = all && same(a.areas[i], b.areas[i]);
    return all;
}

}  // namespace

TEST_CASE("points are counted and weighed by area, with the rests beside", "[tally]")
{
    const AreaLocator locator(threeBoxes);
    const std::vector<Point> points = {{0.5, 0.5}, {1, 0.5},          {1.5, 0.5},     {0.2, 1},
                                       {9, 9},     {notANumber, 0.5}, {0.5, infinity}};
    const std::vector<double> weights = {1, 2, 4, 8, 16, 32, 64};
    const Tally result = tally(locator, 3, points, weights);
    CHECK(result.areas[0].count == 1);
    CHECK(result.areas[0].weight == 1);
    CHECK(result.areas[1].count == 2);  // the one on the border is the eastern area's
    CHECK(result.areas[1].weight == 6);
    CHECK(result.areas[2].weight == 8);
    CHECK(result.outside.count == 1);
    CHECK(result.outside.weight == 16);
    CHECK(result.unplaced.count == 2);
    CHECK(result.unplaced.weight == 96);
    CHECK(result.source.count == 7);
    CHECK(result.source.weight == 127);
    CHECK(result.counts().addsUp());
    CHECK(result.weights().gap() == 0);
}

TEST_CASE("without weights every point weighs 1", "[tally]")
{
    const AreaLocator locator(threeBoxes);
    const std::vector<Point> points = {{0.5, 0.5}, {0.6, 0.5}, {5, 5}};
    const Tally result = tally(locator, 3, points, {});
    CHECK(result.areas[0].weight == 2);
    CHECK(result.outside.weight == 1);
    CHECK(result.weights().source == 3);
}

TEST_CASE("a weight that is no number is unplaced and adds nothing", "[tally]")
{
    const AreaLocator locator(threeBoxes);
    const std::vector<Point> points = {{0.5, 0.5}, {0.5, 0.5}, {0.5, 0.5}, {notANumber, notANumber}};
    const std::vector<double> weights = {3, notANumber, -infinity, notANumber};
    const Tally result = tally(locator, 3, points, weights);
    CHECK(result.areas[0].count == 1);
    CHECK(result.areas[0].weight == 3);
    CHECK(result.unplaced.count == 3);
    CHECK(result.unplaced.weight == 0);
    CHECK(result.source.weight == 3);
    CHECK(result.weights().addsUp());
}

TEST_CASE("nothing gives nothing", "[tally]")
{
    const AreaLocator locator(std::span<const MultiPolygon>{});
    CHECK(tally(locator, 0, {}, {}).source.count == 0);
    const std::vector<Point> points = {{1, 1}};
    CHECK(tally(locator, 0, points, {}).outside.count == 1);
}

TEST_CASE("the result is the same to the bit on one thread, on many, and however the stream is cut",
          "[tally][property]")
{
    std::mt19937_64 random(11);
    std::uniform_real_distribution<double> place(-0.5, 2.5), weight(0, 1);
    std::vector<Point> points(150000);
    std::vector<double> weights(points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
        points[i] = i % 1000 == 7 ? Point{notANumber, 0} : Point{place(random), place(random)};
        weights[i] = weight(random) / 3;
    }
    const AreaLocator locator(threeBoxes);
    const Tally atOnce = tally(locator, 3, points, weights);
    {
        const tbb::global_control oneThread(tbb::global_control::max_allowed_parallelism, 1);
        CHECK(isSame(tally(locator, 3, points, weights), atOnce));
    }
    for (const std::size_t batch : {std::size_t{777}, std::size_t{16384}, std::size_t{65536}, std::size_t{100001}}) {
        TallyStream stream(locator, 3);
        for (std::size_t first = 0; first < points.size(); first += batch) {
            const std::size_t count = std::min(batch, points.size() - first);
            stream.add(std::span(points).subspan(first, count), std::span(weights).subspan(first, count));
        }
        CHECK(isSame(stream.result(), atOnce));
    }
    CHECK(atOnce.counts().gap() == 0);
    CHECK(atOnce.weights().addsUp());
    // Independent: the boxes by comparing coordinates, in long double.
    std::int64_t count = 0;
    long double sum = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (points[i].x >= 1 && points[i].x < 2 && points[i].y >= 0 && points[i].y < 1) {
            ++count;
            sum += weights[i];
        }
    }
    CHECK(atOnce.areas[1].count == count);
    CHECK(atOnce.areas[1].weight == Approx(static_cast<double>(sum)).epsilon(1e-14));
}
