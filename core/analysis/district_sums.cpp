#include "core/analysis/district_sums.h"

#include <algorithm>

#include "core/analysis/coverage.h"

namespace chiiki {
namespace {

constexpr double m2PerKm2 = 1e6;

Value plus(const Value& sum, double number)
{
    return Value::of(sum.number().value_or(0) + number, Status::Computed);
}

}  // namespace

DistrictSums::DistrictSums(std::size_t districtCount)
    : districts(districtCount, Value::absent(Absence::Missing, Status::Computed))
    , rows(districtCount, 0)
{
}

void DistrictSums::add(std::size_t district, double number)
{
    districts[district] = plus(districts[district], number);
    city = plus(city, number);
    reconciliation.districts += number;
    ++rows[district];
    ++cityRows;
}

void DistrictSums::addSource(const std::string& sourceId)
{
    if (!sourceId.empty() && std::find(sourceIds.begin(), sourceIds.end(), sourceId) == sourceIds.end())
        sourceIds.push_back(sourceId);
}

DistrictIndex indexOfDistricts(const Snapshot& snapshot)
{
    DistrictIndex index;
    for (std::size_t i = 0; i < snapshot.districts.size(); ++i)
        index.emplace(snapshot.districts[i].code, i);
    return index;
}

DistrictSums sumOfDemand(const Snapshot& snapshot, const DistrictIndex& districts, int DemandArea::*weight)
{
    DistrictSums sums(snapshot.districts.size());
    for (const DemandArea& area : snapshot.demandAreas) {
        sums.reconciliation.source += area.*weight;
        sums.addSource(area.sourceId);
        const auto district = districts.find(area.districtCode);
        if (district == districts.end())
            sums.reconciliation.unplaced += area.*weight;
        else
            sums.add(district->second, area.*weight);
    }
    return sums;
}

DistrictSums countOf(const Snapshot& snapshot, const DistrictIndex& districts, const FacilityKind& kind)
{
    DistrictSums sums(snapshot.districts.size());
    for (const Facility& facility : snapshot.facilities) {
        if (facility.kind != kind.id)
            continue;
        sums.reconciliation.source += 1;
        sums.addSource(facility.sourceId);
        const auto district = districts.find(facility.placement.districtCode);
        const bool isPlaced = facility.placement.rest == Placement::Rest::None && district != districts.end();
        if (isOpen(facility, snapshot) && isPlaced)
            sums.add(district->second, 1);
        else if (isOpen(facility, snapshot) && facility.placement.rest == Placement::Rest::Outside)
            sums.reconciliation.outside += 1;
        else
            sums.reconciliation.unplaced += 1;
    }
    if (sums.reconciliation.source > 0) {
        for (Value& value : sums.districts)
            value = plus(value, 0);
        sums.city = plus(sums.city, 0);
    }
    return sums;
}

DistrictSums sumOfAreas(const Snapshot& snapshot, std::span<const double> districtAreaM2)
{
    DistrictSums sums(snapshot.districts.size());
    for (std::size_t i = 0; i < snapshot.districts.size(); ++i)
        if (districtAreaM2[i] > 0)
            sums.add(i, districtAreaM2[i] / m2PerKm2);
    sums.reconciliation.source = sums.reconciliation.districts;
    for (const DemandArea& area : snapshot.demandAreas)
        sums.addSource(area.sourceId);
    return sums;
}

}  // namespace chiiki
