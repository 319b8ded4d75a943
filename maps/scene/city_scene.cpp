#include "maps/scene/city_scene.h"

#include <array>
#include <mutex>
#include <utility>

#include "core/geo/area_locator.h"
#include "core/geo/crs.h"
#include "core/geo/geometry.h"
#include "core/geo/topology.h"
#include "core/geo/transform.h"

namespace chiiki {
namespace {

// Thinning tolerances in metres, coarse to fine; 0 = the clean borders. A level serves scales from its tolerance over
// mostErrorPx a px: finer zigzags than that only make a border look torn.
constexpr std::array tolerancesM = {140.0, 50.0, 20.0, 5.0, 0.0};
constexpr double mostErrorPx = 0.7;

}  // namespace

struct CityScene::Level {
    std::once_flag flag;
    std::vector<MultiPolygon> outlines;
    MultiLineString borders;
};

struct CityScene::Implementation {
    SnapshotPtr snapshot;
    Transform transform;
    mutable std::mutex transformLock;  // a Transform is one thread's at a time
    std::vector<MultiPolygon> clean;
    std::vector<DistrictShape> shapes;
    Extent extent;

    mutable std::array<Level, tolerancesM.size()> levels;
    mutable std::once_flag locatorFlag;
    mutable std::optional<AreaLocator> locator;
    mutable std::once_flag neighboursFlag;
    mutable std::vector<Neighbours> neighbours;
    mutable std::once_flag routesFlag;
    mutable std::vector<MultiLineString> routes;
    mutable std::once_flag townsFlag;
    mutable TownShapes towns;

    Implementation(SnapshotPtr s, Transform t)
        : snapshot(std::move(s))
        , transform(std::move(t))
    {
    }
};

CityScene::CityScene(std::shared_ptr<Implementation> implementation)
    : implementation_(std::move(implementation))
{
}

Result<CityScene> CityScene::build(SnapshotPtr snapshot)
{
    auto transform = Transform::between(storedEpsg, snapshot->city.planeEpsg);
    if (!transform)
        return tl::unexpected(transform.error());
    auto made = std::make_shared<Implementation>(std::move(snapshot), std::move(*transform));
    for (const District& district : made->snapshot->districts) {
        made->clean.push_back(made->transform(district.outline));
        const MultiPolygon& area = made->clean.back();
        made->shapes.push_back({district.code, district.name, areaOf(area) / 1e6, extentOf(area), std::nullopt});
        made->extent.include(made->shapes.back().extent);
    }
    CityScene scene(made);
    // A thinned outline's visual centre lies within its tolerance of the clean one's: no eye sees it in a label.
    const std::vector<MultiPolygon>& thinned = scene.outlines(tolerancesM[1] / mostErrorPx);
    for (std::size_t i = 0; i < thinned.size(); ++i)
        made->shapes[i].labelPoint = labelPointOf(thinned[i], 50);
    return scene;
}

const Snapshot& CityScene::snapshot() const
{
    return *implementation_->snapshot;
}

const std::vector<DistrictShape>& CityScene::districts() const
{
    return implementation_->shapes;
}

Extent CityScene::extent() const
{
    return implementation_->extent;
}

const CityScene::Level& CityScene::levelFor(double metresPerPixel) const
{
    std::size_t i = 0;
    while (i + 1 < tolerancesM.size() && tolerancesM[i] > mostErrorPx * metresPerPixel)
        ++i;
    Level& level = implementation_->levels[i];
    std::call_once(level.flag, [&] {
        level.outlines = tolerancesM[i] > 0 ? simplifiedTogether(implementation_->clean, tolerancesM[i], {})
                                            : implementation_->clean;
        level.borders = topologyOf(level.outlines).arcs;
    });
    return level;
}

const std::vector<MultiPolygon>& CityScene::outlines(double metresPerPixel) const
{
    return levelFor(metresPerPixel).outlines;
}

const MultiLineString& CityScene::borders(double metresPerPixel) const
{
    return levelFor(metresPerPixel).borders;
}

int CityScene::districtAt(Point plane) const
{
    std::call_once(implementation_->locatorFlag, [this] { implementation_->locator.emplace(implementation_->clean); });
    return implementation_->locator->locate(plane);
}

const std::vector<Neighbours>& CityScene::neighbours() const
{
    std::call_once(implementation_->neighboursFlag,
                   [this] { implementation_->neighbours = neighboursOf(implementation_->clean); });
    return implementation_->neighbours;
}

Point CityScene::toPlane(Point lonLat) const
{
    const std::lock_guard lock(implementation_->transformLock);
    return implementation_->transform(lonLat);
}

MultiPolygon CityScene::toPlane(const MultiPolygon& lonLat) const
{
    const std::lock_guard lock(implementation_->transformLock);
    return implementation_->transform(lonLat);
}

MultiLineString CityScene::toPlane(const MultiLineString& lonLat) const
{
    const std::lock_guard lock(implementation_->transformLock);
    return implementation_->transform(lonLat);
}

const std::vector<MultiLineString>& CityScene::routes() const
{
    std::call_once(implementation_->routesFlag, [this] {
        for (const Route& route : implementation_->snapshot->routes)
            implementation_->routes.push_back(toPlane(route.path));
    });
    return implementation_->routes;
}

const TownShapes& CityScene::towns() const
{
    std::call_once(implementation_->townsFlag, [this] {
        const Snapshot& city = *implementation_->snapshot;
        std::vector<MultiPolygon> outlines;
        std::vector<Point> places;
        for (const DemandArea& area : city.demandAreas) {
            outlines.push_back(area.outline);
            places.push_back(area.representativePoint);
        }
        // Neighbours' shared vertices are moved once.
        Topology blocks = topologyOf(outlines);
        const std::lock_guard lock(implementation_->transformLock);
        for (LineString& arc : blocks.arcs)
            implementation_->transform.apply(arc);
        implementation_->transform.apply(places);
        implementation_->towns = townShapesOf(city, blocks, places);
    });
    return implementation_->towns;
}

}  // namespace chiiki
