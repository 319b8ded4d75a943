#include "core/plugin/request_city.h"

#include <limits>
#include <map>
#include <string_view>

#include "core/geo/crs.h"
#include "core/geo/plane_area.h"
#include "core/geo/transform.h"

namespace chiiki {

const std::vector<OverlayRequest::District>& RequestCity::districts() const
{
    std::call_once(districtsOnce_, [&] {
        const auto areasKm2 = districtAreasKm2(snapshot_);
        std::map<std::string_view, std::size_t> places;
        for (std::size_t i = 0; i < snapshot_.districts.size(); ++i) {
            const District& district = snapshot_.districts[i];
            places.emplace(district.code, i);
            districts_.push_back(
                {district.code, district.name, areasKm2[i].value_or(std::numeric_limits<double>::quiet_NaN()), 0, 0});
        }
        for (const DemandArea& block : snapshot_.demandAreas) {
            const auto place = places.find(block.districtCode);
            if (place == places.end())
                continue;
            districts_[place->second].people += block.people;
            districts_[place->second].households += block.households;
        }
    });
    return districts_;
}

const std::vector<OverlayRequest::DemandArea>& RequestCity::demandAreas() const
{
    std::call_once(areasOnce_, [&] {
        const auto plane = Transform::between(storedEpsg, snapshot_.city.planeEpsg);
        if (!plane)
            return;
        for (const DemandArea& block : snapshot_.demandAreas)
            areas_.push_back({block.key, block.districtCode, block.representativePoint,
                              (*plane)(block.representativePoint), block.people, block.households});
    });
    return areas_;
}

const std::vector<OverlayRequest::Place>& RequestCity::facilities() const
{
    std::call_once(facilitiesOnce_, [&] {
        const auto plane = Transform::between(storedEpsg, snapshot_.city.planeEpsg);
        if (!plane)
            return;
        for (const Facility& facility : snapshot_.facilities) {
            if (!isOpen(facility, snapshot_))
                continue;
            OverlayRequest::Place one{facility.id,       facility.kind,
                                      facility.name,     facility.placement.districtCode,
                                      facility.place,    {},
                                      facility.capacity, facility.attributes,
                                      facility.sourceId};
            if (facility.place)
                one.plane = (*plane)(*facility.place);
            facilities_.push_back(std::move(one));
        }
    });
    return facilities_;
}

const std::vector<OverlayRequest::Line>& RequestCity::routes() const
{
    std::call_once(routesOnce_, [&] {
        const auto plane = Transform::between(storedEpsg, snapshot_.city.planeEpsg);
        if (!plane)
            return;
        for (const Route& route : snapshot_.routes)
            routes_.push_back({route.id, std::string(code(route.kind)), route.lines, route.path, (*plane)(route.path),
                               route.dataYear});
    });
    return routes_;
}

}  // namespace chiiki
