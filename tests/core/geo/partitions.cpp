#include "tests/core/geo/partitions.h"

#include <array>
#include <cmath>
#include <map>
#include <random>
#include <tuple>
#include <utility>

#include "core/geo/geos.h"

namespace chiiki::test {

IntegerPartition randomTriangles(unsigned seed, int size, int pointCount, int areaCount)
{
    std::mt19937 random(seed);
    std::uniform_int_distribution<int> place(0, size), area(0, areaCount - 1);
    Geos& geos = Geos::ofThisThread();
    std::vector<GEOSGeometry*> points;
    const auto append = [&](int x, int y) { points.push_back(GEOSGeom_createPointFromXY_r(geos.handle(), x, y)); };
    append(0, 0);
    append(size, 0);
    append(size, size);
    append(0, size);
    for (int i = 0; i < pointCount; ++i)
        append(place(random), place(random));
    const GeosHandle sites = owned(geos, GEOSGeom_createCollection_r(geos.handle(), GEOS_MULTIPOINT, points.data(),
                                                                     static_cast<unsigned>(points.size())));
    const GeosHandle triangles = owned(geos, GEOSDelaunayTriangulation_r(geos.handle(), sites.get(), 0, 0));
    IntegerPartition partition;
    partition.areas.resize(static_cast<std::size_t>(areaCount));
    for (Polygon& triangle : fromGeos(geos, triangles.get()))
        partition.areas[static_cast<std::size_t>(area(random))].push_back(std::move(triangle));
    return partition;
}

IntegerPartition randomOverlaps(unsigned seed, int size, int areaCount)
{
    std::mt19937 random(seed);
    std::uniform_int_distribution<int> place(0, size), parts(1, 3), corners(3, 6);
    IntegerPartition partition;
    for (int i = 0; i < areaCount; ++i) {
        MultiPolygon& area = partition.areas.emplace_back();
        for (int part = parts(random); part > 0; --part) {
            Polygon& polygon = area.emplace_back();
            for (int ring = parts(random); ring > 0; --ring) {
                Ring& points = polygon.rings.emplace_back();
                for (int corner = corners(random); corner > 0; --corner)
                    points.push_back({static_cast<double>(place(random)), static_cast<double>(place(random))});
                points.push_back(points.front());
            }
        }
        if (i % 4 == 3)
            area = partition.areas[static_cast<std::size_t>(i / 2)];  // the same once more
    }
    return partition;
}

std::vector<MultiPolygon> wigglySquares(unsigned seed, int columns, int rows, int depth)
{
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> bend(-0.15, 0.15);
    std::map<std::array<int, 4>, LineString> borders;
    const auto border = [&](int x1, int y1, int x2, int y2) {
        const bool isBackward = std::tie(x1, y1) > std::tie(x2, y2);
        const std::array<int, 4> key = isBackward ? std::array{x2, y2, x1, y1} : std::array{x1, y1, x2, y2};
        const auto [place, isNew] = borders.try_emplace(key);
        if (isNew) {
            const bool isOuter = (x1 == x2 && (x1 == 0 || x1 == columns)) || (y1 == y2 && (y1 == 0 || y1 == rows));
            LineString line = {{1.0 * key[0], 1.0 * key[1]}, {1.0 * key[2], 1.0 * key[3]}};
            for (int d = 0; d < depth; ++d) {
                LineString finer = {line.front()};
                for (std::size_t i = 1; i < line.size(); ++i) {
                    const Point a = line[i - 1], b = line[i];
                    const double by = isOuter ? 0 : bend(random);
                    finer.push_back({(a.x + b.x) / 2 - by * (b.y - a.y), (a.y + b.y) / 2 + by * (b.x - a.x)});
                    finer.push_back(b);
                }
                line = std::move(finer);
            }
            place->second = std::move(line);
        }
        return isBackward ? LineString(place->second.rbegin(), place->second.rend()) : place->second;
    };
    std::vector<MultiPolygon> areas;
    for (int y = 0; y < rows; ++y) {
        for (int x = 0; x < columns; ++x) {
            Ring ring = {{1.0 * x, 1.0 * y}};
            for (const LineString& line : {border(x, y, x + 1, y), border(x + 1, y, x + 1, y + 1),
                                           border(x + 1, y + 1, x, y + 1), border(x, y + 1, x, y)})
                ring.insert(ring.end(), line.begin() + 1, line.end());
            areas.push_back({Polygon{{std::move(ring)}}});
        }
    }
    return areas;
}

std::int32_t areaByExactParity(const IntegerPartition& partition, int x4, int y4)
{
    // Coordinates below 2^8 in units of 2^-26: a little = 2^-12, far less = 2^-24, both too small to reach the next
    // line that joins integer points. Products stay below 2^70.
    __extension__ typedef __int128 Wide;
    const Wide unit = Wide{1} << 26;
    const Wide px = x4 * (unit / 4) + (Wide{1} << 14), py = y4 * (unit / 4) + 4;
    for (std::size_t i = 0; i < partition.areas.size(); ++i) {
        bool isInside = false;
        for (const Polygon& polygon : partition.areas[i]) {
            for (const Ring& ring : polygon.rings) {
                if (ring.size() < 4)
                    continue;
                for (std::size_t k = 0; k + 1 < ring.size(); ++k) {
                    const Wide ax = static_cast<Wide>(ring[k].x) * unit, ay = static_cast<Wide>(ring[k].y) * unit;
                    const Wide bx = static_cast<Wide>(ring[k + 1].x) * unit,
                               by = static_cast<Wide>(ring[k + 1].y) * unit;
                    if ((ay > py) == (by > py))
                        continue;
                    // West of p where the line's x at py is less than px: (px - ax) (by - ay) > (bx - ax) (py - ay), by
                    // > ay.
                    const Wide side = (px - ax) * (by - ay) - (bx - ax) * (py - ay);
                    if ((side > 0) == (by > ay))
                        isInside = !isInside;
                }
            }
        }
        if (isInside)
            return static_cast<std::int32_t>(i);
    }
    return -1;
}

std::int32_t areaByGeos(const std::vector<MultiPolygon>& areas, Point p)
{
    Geos& geos = Geos::ofThisThread();
    const GeosHandle point = owned(geos, GEOSGeom_createPointFromXY_r(geos.handle(), p.x, p.y));
    for (std::size_t i = 0; i < areas.size(); ++i) {
        for (const Polygon& part : areas[i]) {
            const GeosHandle polygon = toGeos(geos, {part});
            if (GEOSIntersects_r(geos.handle(), polygon.get(), point.get()) == 1)
                return static_cast<std::int32_t>(i);
        }
    }
    return -1;
}

std::vector<MultiPolygon> turned(std::vector<MultiPolygon> areas, double angle, Point to, double scale)
{
    for (MultiPolygon& area : areas)
        for (Polygon& polygon : area)
            for (Ring& ring : polygon.rings)
                for (Point& p : ring)
                    p = {to.x + scale * (p.x * std::cos(angle) - p.y * std::sin(angle)),
                         to.y + scale * (p.x * std::sin(angle) + p.y * std::cos(angle))};
    return areas;
}

}  // namespace chiiki::test
