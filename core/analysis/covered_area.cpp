#include "core/analysis/covered_area.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <tuple>

#include <tbb/blocked_range.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include "core/analysis/circle_grid.h"
#include "core/geo/distance.h"
#include "core/geo/extent.h"

namespace chiiki {
namespace {

constexpr std::size_t edgesPerRun = 512;
constexpr std::size_t arcsPerTask = 256;

double cross(Point a, Point b)
{
    return a.x * b.y - a.y * b.x;
}
Point operator-(Point a, Point b)
{
    return {a.x - b.x, a.y - b.y};
}

bool isUsable(const Ring& ring)
{
    return ring.size() >= 4 &&
           std::all_of(ring.begin(), ring.end(), [](Point p) { return std::isfinite(p.x) && std::isfinite(p.y); });
}

double twiceSignedArea(std::span<const Point> points, Point origin)
{
    double twice = 0;
    for (std::size_t i = 0; i + 1 < points.size(); ++i)
        twice += cross(points[i] - origin, points[i + 1] - origin);
    return twice;
}

}  // namespace

/// What one thread needs to sweep along an edge, kept between edges.
struct CoveredArea::Scratch {
    struct Event {
        double at;
        std::uint32_t circle;
        int change;
    };
    std::vector<Event> events;
    std::vector<int> countOfKind;
    std::vector<std::uint32_t> near;
    std::vector<std::uint64_t> seenIn;  // by circle: the last gathering that met it
    std::uint64_t gathering = 0;

    /// Share of the straight piece a-b within the region, and the angles at which it crosses the region's boundary.
    double shareWithin(Point a, Point b, const CircleUnion& region, const CircleGrid& grid,
                       std::vector<Crossing>& crossings);

private:
    double shareAlong(Point a, Point b, const CircleUnion& region, std::span<const std::uint32_t> circles,
                      std::vector<Crossing>& crossings);
};

double CoveredArea::Scratch::shareWithin(Point a, Point b, const CircleUnion& region, const CircleGrid& grid,
                                         std::vector<Crossing>& crossings)
{
    Extent piece;
    piece.include(a);
    piece.include(b);
    if (!piece.intersects(grid.extent()))
        return 0;
    const std::size_t firstColumn = grid.columnOf(piece.minX);
    const std::size_t lastColumn = grid.columnOf(piece.maxX);
    const std::size_t firstRow = grid.rowOf(piece.minY);
    const std::size_t lastRow = grid.rowOf(piece.maxY);
    if (firstColumn == lastColumn && firstRow == lastRow) {
        const std::size_t cell = grid.cellAt(firstColumn, firstRow);
        // Beside the grid lies nothing covered, though a point there is given the nearest cell.
        if (grid.stateOf(cell) == CircleGrid::Cell::Full && grid.extent().contains(a) && grid.extent().contains(b))
            return 1;
        if (grid.stateOf(cell) != CircleGrid::Cell::Full)
            return shareAlong(a, b, region, grid.circlesOf(cell), crossings);
    }
    ++gathering;
    near.clear();
    bool isFull = grid.extent().contains(a) && grid.extent().contains(b);
    for (std::size_t row = firstRow; row <= lastRow; ++row)
        for (std::size_t column = firstColumn; column <= lastColumn; ++column) {
            const std::size_t cell = grid.cellAt(column, row);
            isFull = isFull && grid.stateOf(cell) == CircleGrid::Cell::Full;
        }
    if (isFull)
        return 1;
    for (std::size_t row = firstRow; row <= lastRow; ++row)
        for (std::size_t column = firstColumn; column <= lastColumn; ++column)
            for (const std::uint32_t circle : grid.circlesOf(grid.cellAt(column, row)))
                if (seenIn[circle] != gathering) {
                    seenIn[circle] = gathering;
                    near.push_back(circle);
                }
    return shareAlong(a, b, region, near, crossings);
}

double CoveredArea::Scratch::shareAlong(Point a, Point b, const CircleUnion& region,
                                        std::span<const std::uint32_t> circles, std::vector<Crossing>& crossings)
{
    const Point along = b - a;
    const double length = std::sqrt(squaredDistance(a, b));
    const double radius = region.radius();
    // A crossing this close beyond an end may be missed by both edges that meet there: noted for both. One too many
    // only cuts an arc in two.
    const double slack = 1e-7 / length;
    const auto note = [&](std::uint32_t circle, double at) {
        const Point centre = region.circles()[circle].centre;
        const Point p{a.x + at * along.x - centre.x, a.y + at * along.y - centre.y};
        const double angle = std::atan2(p.y, p.x);
        crossings.push_back({circle, angle < 0 ? angle + 2 * std::numbers::pi : angle});
    };

    events.clear();
    countOfKind.assign(region.kindCount(), 0);
    for (const std::uint32_t circle : circles) {
        const Point fromCentre = a - region.circles()[circle].centre;
        const double distance = std::abs(cross(fromCentre, along)) / length;
        if (distance >= radius)
            continue;
        const double half = std::sqrt((radius - distance) * (radius + distance)) / length;
        const double middle = -(fromCentre.x * along.x + fromCentre.y * along.y) / (length * length);
        const double enter = middle - half;
        const double leave = middle + half;
        if (enter > 1 + slack || leave < -slack)
            continue;
        // A border that only grazes a circle: the sliver beyond it is far below rounding, and leaving it out on the
        // border and on the arc alike keeps both sides of the sum together.
        if (enter > 0 && leave < 1 && radius - distance <= 1e-9 * radius)
            continue;
        if (std::abs(enter) <= slack || std::abs(enter - 1) <= slack)
            note(circle, enter);
        if (std::abs(leave) <= slack || std::abs(leave - 1) <= slack)
            note(circle, leave);
        if (enter >= 1 || leave <= 0)
            continue;
        if (enter > 0)
            events.push_back({enter, circle, +1});
        else
            ++countOfKind[region.circles()[circle].kind];
        if (leave < 1)
            events.push_back({leave, circle, -1});
    }
    std::sort(events.begin(), events.end(), [](const Event& x, const Event& y) {
        return std::tie(x.at, x.circle, x.change) < std::tie(y.at, y.circle, y.change);
    });

    int kinds = static_cast<int>(std::count_if(countOfKind.begin(), countOfKind.end(), [](int n) { return n > 0; }));
    bool isWithin = kinds >= region.atLeast();
    double since = 0;
    double share = 0;
    for (const Event& event : events) {
        int& count = countOfKind[region.circles()[event.circle].kind];
        const bool wasPresent = count > 0;
        count += event.change;
        kinds += static_cast<int>(count > 0) - static_cast<int>(wasPresent);
        const bool isNowWithin = kinds >= region.atLeast();
        if (isNowWithin == isWithin)
            continue;
        note(event.circle, event.at);
        if (isWithin)
            share += event.at - since;
        since = event.at;
        isWithin = isNowWithin;
    }
    return isWithin ? share + (1 - since) : share;
}

CoveredArea::CoveredArea(std::span<const MultiPolygon> areas)
    : areaM2_(areas.size(), 0)
    , originOfArea_(areas.size())
    , locator_(areas)
{
    for (std::uint32_t area = 0; area < areas.size(); ++area) {
        const Extent extent = extentOf(areas[area]);
        if (extent.isEmpty())
            continue;
        const Point origin = originOfArea_[area] = extent.centre();
        double twice = 0;
        for (const Polygon& polygon : areas[area])
            for (std::size_t ring = 0; ring < polygon.rings.size(); ++ring) {
                const std::span<const Point> points = polygon.rings[ring];
                if (!isUsable(polygon.rings[ring]))
                    continue;
                const double ringTwice = twiceSignedArea(points, origin);
                // A shell adds and a hole takes off, however they are wound.
                const double sign = (ringTwice > 0) == (ring == 0) ? 1 : -1;
                twice += sign * ringTwice;
                for (std::size_t first = 0; first + 1 < points.size(); first += edgesPerRun)
                    runs_.push_back(
                        {area, sign, points.subspan(first, std::min(edgesPerRun + 1, points.size() - first))});
            }
        areaM2_[area] = std::max(0.0, twice / 2);
    }
}

CoveredArea::~CoveredArea() = default;
CoveredArea::CoveredArea(CoveredArea&&) noexcept = default;
CoveredArea& CoveredArea::operator=(CoveredArea&&) noexcept = default;

double CoveredArea::coveredTwice(const Run& run, const CircleUnion& region, const CircleGrid& grid, Scratch& scratch,
                                 std::vector<Crossing>& crossings) const
{
    const Point origin = originOfArea_[run.area];
    double twice = 0;
    for (std::size_t i = 0; i + 1 < run.points.size(); ++i) {
        const Point from = run.points[i];
        const Point to = run.points[i + 1];
        if (from == to)
            continue;
        // Both neighbours walk a shared edge in the same direction, so that rounding too is the same for both.
        const bool isForward = std::tie(from.x, from.y) < std::tie(to.x, to.y);
        const Point a = isForward ? from : to;
        const Point b = isForward ? to : from;
        const double length = std::sqrt(squaredDistance(a, b));
        Extent edge;
        edge.include(a);
        edge.include(b);
        if (!edge.intersects(grid.extent()))
            continue;
        const int pieces = std::max(1, static_cast<int>(std::min(1e6, std::ceil(length / grid.cellSize()))));
        double share = 0;
        for (int piece = 0; piece < pieces; ++piece) {
            const auto at = [&](int k) {
                const double t = static_cast<double>(k) / pieces;
                return k == pieces ? b : Point{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
            };
            share += scratch.shareWithin(at(piece), at(piece + 1), region, grid, crossings);
        }
        twice += share / pieces * cross(from - origin, to - origin);
    }
    return run.sign * twice;
}

void CoveredArea::addArcs(const CircleUnion& region, const std::vector<std::vector<Crossing>>& crossings,
                          std::vector<double>& twice) const
{
    const std::vector<CircleUnion::Arc> arcs = region.boundary();
    // Crossings by circle; the order of runs and then of angles makes it the same on any number of cores.
    std::vector<std::size_t> start(region.circles().size() + 1, 0);
    for (const auto& ofRun : crossings)
        for (const Crossing& crossing : ofRun)
            ++start[crossing.circle + 1];
    for (std::size_t circle = 0; circle + 1 < start.size(); ++circle)
        start[circle + 1] += start[circle];
    std::vector<double> angles(start.back());
    std::vector<std::size_t> next(start.begin(), start.end() - 1);
    for (const auto& ofRun : crossings)
        for (const Crossing& crossing : ofRun)
            angles[next[crossing.circle]++] = crossing.angle;

    struct Part {
        std::int32_t area;
        double twice;
    };
    const std::size_t tasks = (arcs.size() + arcsPerTask - 1) / arcsPerTask;
    std::vector<std::vector<Part>> partsOfTask(tasks);
    tbb::parallel_for(tbb::blocked_range<std::size_t>(0, tasks, 1), [&](const auto& range) {
        std::vector<double> cuts;
        for (std::size_t task = range.begin(); task != range.end(); ++task)
            for (std::size_t i = task * arcsPerTask; i < std::min(arcs.size(), (task + 1) * arcsPerTask); ++i) {
                const CircleUnion::Arc& arc = arcs[i];
                const Point centre = region.circles()[arc.circle].centre;
                cuts.assign(1, arc.from);
                for (std::size_t k = start[arc.circle]; k < start[arc.circle + 1]; ++k)
                    if (angles[k] > arc.from && angles[k] < arc.to)
                        cuts.push_back(angles[k]);
                cuts.push_back(arc.to);
                std::sort(cuts.begin(), cuts.end());
                cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
                for (std::size_t k = 0; k + 1 < cuts.size(); ++k) {
                    const double middle = (cuts[k] + cuts[k + 1]) / 2;
                    const std::int32_t area = locator_.locate(
                        {centre.x + region.radius() * std::cos(middle), centre.y + region.radius() * std::sin(middle)});
                    if (area == AreaLocator::outside)
                        continue;
                    const Point c = centre - originOfArea_[static_cast<std::size_t>(area)];
                    const double r = region.radius();
                    // The integral of x dy - y dx along the arc.
                    partsOfTask[task].push_back(
                        {area, r * (r * (cuts[k + 1] - cuts[k]) + c.x * (std::sin(cuts[k + 1]) - std::sin(cuts[k])) -
                                    c.y * (std::cos(cuts[k + 1]) - std::cos(cuts[k])))});
                }
            }
    });
    for (const std::vector<Part>& parts : partsOfTask)
        for (const Part& part : parts)
            twice[static_cast<std::size_t>(part.area)] += part.twice;
}

std::vector<double> CoveredArea::within(const CircleUnion& region) const
{
    std::vector<double> twice(areaM2_.size(), 0);
    if (region.circles().empty() || static_cast<std::size_t>(region.atLeast()) > region.kindCount())
        return twice;
    const CircleGrid grid(region);
    tbb::enumerable_thread_specific<Scratch> scratches;
    std::vector<double> twiceOfRun(runs_.size(), 0);
    std::vector<std::vector<Crossing>> crossings(runs_.size());
    tbb::parallel_for(tbb::blocked_range<std::size_t>(0, runs_.size(), 4), [&](const auto& range) {
        Scratch& scratch = scratches.local();
        scratch.seenIn.resize(region.circles().size(), 0);
        for (std::size_t i = range.begin(); i != range.end(); ++i)
            twiceOfRun[i] = coveredTwice(runs_[i], region, grid, scratch, crossings[i]);
    });
    for (std::size_t i = 0; i < runs_.size(); ++i)
        twice[runs_[i].area] += twiceOfRun[i];
    addArcs(region, crossings, twice);
    std::vector<double> covered(areaM2_.size());
    for (std::size_t area = 0; area < covered.size(); ++area)
        covered[area] = std::clamp(twice[area] / 2, 0.0, areaM2_[area]);
    return covered;
}

std::vector<double> coveredAreaOf(std::span<const MultiPolygon> areas,
                                  std::span<const std::vector<Point>> centresByKind, double radiusM, int atLeast)
{
    return CoveredArea(areas).within(CircleUnion(centresByKind, radiusM, atLeast));
}

}  // namespace chiiki
