#include "core/geo/overlaps.h"

#include <optional>
#include <utility>

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include "core/geo/extent.h"
#include "core/geo/geometry.h"
#include "core/geo/geos.h"

namespace chiiki {
namespace {

struct PreparedCloser {
    GEOSContextHandle_t context = nullptr;
    void operator()(const GEOSPreparedGeometry* prepared) const noexcept
    {
        GEOSPreparedGeom_destroy_r(context, prepared);
    }
};
using PreparedHandle = std::unique_ptr<const GEOSPreparedGeometry, PreparedCloser>;

/// Valid, so that overlays are defined. An area of which nothing is left is empty.
MultiPolygon usable(const MultiPolygon& area)
{
    if (!whyInvalid(area))
        return area;
    auto repaired = madeValid(area);
    return repaired ? *std::move(repaired) : MultiPolygon{};
}

/// A target as one thread overlays it.
struct Target {
    GeosHandle geometry;
    PreparedHandle prepared;
};

/// The targets that a thread has met; made when first met.
class Targets {
public:
    Targets(Geos& geos, std::span<const MultiPolygon> outlines)
        : geos_(geos)
        , outlines_(outlines)
        , made_(outlines.size())
    {
    }

    /// nullptr where GEOS refuses.
    const Target* at(std::size_t index)
    {
        std::optional<Target>& target = made_[index];
        if (!target) {
            target.emplace();
            target->geometry = toGeos(geos_, outlines_[index]);
            if (target->geometry)
                target->prepared = PreparedHandle(GEOSPrepare_r(geos_.handle(), target->geometry.get()),
                                                  PreparedCloser{geos_.handle()});
        }
        return target->prepared ? &*target : nullptr;
    }

private:
    Geos& geos_;
    std::span<const MultiPolygon> outlines_;
    std::vector<std::optional<Target>> made_;
};

Result<double> sharedSize(Geos& geos, const GEOSGeometry* area, double areaSize, const Target& target)
{
    constexpr char geosThrew = 2;
    const char covers = GEOSPreparedCovers_r(geos.handle(), target.prepared.get(), area);
    if (covers == 1)
        return areaSize;
    const char meets = GEOSPreparedIntersects_r(geos.handle(), target.prepared.get(), area);
    if (covers == geosThrew || meets == geosThrew)
        return tl::unexpected(geos.takeError("intersects"));
    if (meets == 0)
        return 0;
    const GeosHandle shared = owned(geos, GEOSIntersection_r(geos.handle(), area, target.geometry.get()));
    double size = 0;
    if (!shared || GEOSArea_r(geos.handle(), shared.get(), &size) != 1)
        return tl::unexpected(geos.takeError("intersection"));
    return size;
}

}  // namespace

Result<std::vector<Overlap>> overlapsOf(std::span<const MultiPolygon> areas, std::span<const MultiPolygon> targets)
{
    std::vector<MultiPolygon> outlines;
    std::vector<Extent> extents;
    for (const MultiPolygon& target : targets) {
        outlines.push_back(usable(target));
        extents.push_back(extentOf(outlines.back()));
    }
    constexpr std::size_t atOnce = 256;
    std::vector<std::vector<Overlap>> ofArea(areas.size());
    std::vector<std::optional<Error>> failures(areas.size());
    tbb::parallel_for(tbb::blocked_range<std::size_t>(0, areas.size(), atOnce), [&](const auto& range) {
        Geos& geos = Geos::ofThisThread();
        Targets known(geos, outlines);
        for (std::size_t i = range.begin(); i < range.end(); ++i) {
            const MultiPolygon outline = usable(areas[i]);
            const Extent extent = extentOf(outline);
            const double size = areaOf(outline);
            const GeosHandle geometry = toGeos(geos, outline);
            for (std::size_t t = 0; t < outlines.size(); ++t) {
                if (!extents[t].intersects(extent))
                    continue;
                const Target* target = geometry ? known.at(t) : nullptr;
                const auto shared = target ? sharedSize(geos, geometry.get(), size, *target)
                                           : Result<double>(tl::unexpected(geos.takeError("overlay")));
                if (!shared) {
                    failures[i] = shared.error();
                    break;
                }
                if (*shared > 0)
                    ofArea[i].push_back({i, t, *shared});
            }
        }
    });
    std::vector<Overlap> overlaps;
    for (std::size_t i = 0; i < areas.size(); ++i) {
        if (failures[i])
            return tl::unexpected(*failures[i]);
        overlaps.insert(overlaps.end(), ofArea[i].begin(), ofArea[i].end());
    }
    return overlaps;
}

}  // namespace chiiki
