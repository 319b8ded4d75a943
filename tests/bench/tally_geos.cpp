#include "tests/bench/tally_geos.h"

#include <exception>
#include <thread>

#include "tests/bench/geos_handles.h"

namespace chiiki::bench {
namespace {

std::vector<TallyRow> tallyPart(std::span<const MadeDistrict> areas, std::span<const Point> points,
                                std::span<const double> weights)
{
    GeosContext geos;
    const GeosTree tree(geos.orThrow(GEOSSTRtree_create_r(geos.get(), 10)), {geos.get()});
    std::vector<GeosGeometry> polygons;
    std::vector<GeosPrepared> prepared;
    for (const MadeDistrict& area : areas) {
        polygons.push_back(polygonOf(geos, area.outline.front().rings.front()));
        prepared.emplace_back(geos.orThrow(GEOSPrepare_r(geos.get(), polygons.back().get())),
                              GeosPrepared::deleter_type{geos.get()});
    }
    for (std::size_t i = 0; i < prepared.size(); ++i)
        GEOSSTRtree_insert_r(geos.get(), tree.get(), polygons[i].get(), &prepared[i]);

    struct Query {
        GEOSContextHandle_t context;
        const GeosPrepared* first;
        const GEOSGeometry* point = nullptr;
        std::ptrdiff_t found = -1;
    };
    std::vector<TallyRow> rows(areas.size() + 1);
    Query query{geos.get(), prepared.data()};
    for (std::size_t i = 0; i < points.size(); ++i) {
        const GeosGeometry point = owned(geos, GEOSGeom_createPointFromXY_r(geos.get(), points[i].x, points[i].y));
        query.point = point.get();
        query.found = -1;
        GEOSSTRtree_query_r(
            geos.get(), tree.get(), point.get(),
            [](void* item, void* user) {
                auto* ask = static_cast<Query*>(user);
                const auto* candidate = static_cast<const GeosPrepared*>(item);
                if (ask->found < 0 && GEOSPreparedIntersects_r(ask->context, candidate->get(), ask->point) == 1)
                    ask->found = candidate - ask->first;
            },
            &query);
        TallyRow& row = query.found < 0 ? rows.back() : rows[static_cast<std::size_t>(query.found)];
        ++row.count;
        row.weight += weights[i];
    }
    return rows;
}

}  // namespace

std::vector<TallyRow> tallyByGeos(std::span<const MadeDistrict> areas, std::span<const Point> points,
                                  std::span<const double> weights, unsigned threads)
{
    std::vector<std::vector<TallyRow>> parts(threads);
    std::vector<std::exception_ptr> failures(threads);
    {
        std::vector<std::jthread> workers;
        for (unsigned t = 0; t < threads; ++t) {
            const std::size_t begin = points.size() * t / threads;
            const std::size_t size = points.size() * (t + 1) / threads - begin;
            workers.emplace_back([&, t, begin, size] {
                try {
                    parts[t] = tallyPart(areas, points.subspan(begin, size), weights.subspan(begin, size));
                } catch (...) {
                    failures[t] = std::current_exception();
                }
            });
        }
    }
    std::vector<TallyRow> rows(areas.size() + 1);
    for (unsigned t = 0; t < threads; ++t) {
        if (failures[t])
            std::rethrow_exception(failures[t]);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            rows[i].count += parts[t][i].count;
            rows[i].weight += parts[t][i].weight;
        }
    }
    return rows;
}

}  // namespace chiiki::bench
