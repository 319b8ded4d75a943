#include "core/geo/plane_area.h"

#include "core/geo/crs.h"
#include "core/geo/geometry.h"
#include "core/geo/transform.h"

namespace chiiki {

std::vector<std::optional<double>> districtAreasKm2(const Snapshot& snapshot)
{
    std::vector<std::optional<double>> areas(snapshot.districts.size());
    const Result<Transform> toPlane = Transform::between(storedEpsg, snapshot.city.planeEpsg);
    if (!toPlane)
        return areas;
    constexpr double m2PerKm2 = 1e6;
    for (std::size_t i = 0; i < areas.size(); ++i)
        if (!snapshot.districts[i].outline.empty())
            areas[i] = areaOf((*toPlane)(snapshot.districts[i].outline)) / m2PerKm2;
    return areas;
}

}  // namespace chiiki
