#include "workbench/usecases/district_borders.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "core/geo/crs.h"
#include "core/geo/geometry.h"
#include "core/geo/transform.h"

namespace chiiki {
namespace {

bool isLess(const Point& a, const Point& b)
{
    return std::tie(a.x, a.y) < std::tie(b.x, b.y);
}

/// Precondition: the ring is closed and has at least 4 points.
bool isCounterClockwise(const Ring& ring)
{
    // Relative to the first vertex, so that degrees around (131, 34) keep their digits.
    double doubledArea = 0;
    for (std::size_t i = 1; i + 1 < ring.size(); ++i)
        doubledArea += (ring[i].x - ring[0].x) * (ring[i + 1].y - ring[0].y) -
                       (ring[i + 1].x - ring[0].x) * (ring[i].y - ring[0].y);
    return doubledArea > 0;
}

Ring normalisedRing(Ring ring, bool counterClockwise)
{
    if (ring.size() < 4)
        return ring;
    ring.pop_back();
    std::rotate(ring.begin(), std::min_element(ring.begin(), ring.end(), isLess), ring.end());
    ring.push_back(ring.front());
    if (isCounterClockwise(ring) != counterClockwise)
        std::reverse(ring.begin(), ring.end());
    return ring;
}

// Two rings may touch in their first vertex, so whole rings are compared.
bool isRingLess(const Ring& a, const Ring& b)
{
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), isLess);
}

std::map<std::string, DistrictChange::Figures> figuresOf(const Snapshot& snapshot)
{
    std::map<std::string, DistrictChange::Figures> figures;
    for (const District& district : snapshot.districts)
        figures[district.code];
    for (const DemandArea& block : snapshot.demandAreas) {
        DistrictChange::Figures& district = figures[block.districtCode];
        district.people += block.people;
        district.households += block.households;
        ++district.blocks;
    }
    for (const Facility& facility : snapshot.facilities)
        if (facility.placement.rest == Placement::Rest::None)
            ++figures[facility.placement.districtCode].facilities;
    for (const Stop& stop : snapshot.stops)
        if (stop.placement.rest == Placement::Rest::None)
            ++figures[stop.placement.districtCode].stops;
    return figures;
}

std::string nameOf(const Snapshot& before, const Snapshot& after, const std::string& code)
{
    for (const Snapshot* snapshot : {&after, &before})
        if (const District* district = findDistrict(*snapshot, code))
            return district->name;
    return {};
}

std::optional<double> areaKm2Of(const Snapshot& snapshot, const std::string& code,
                                const std::optional<Transform>& toPlane)
{
    const District* district = findDistrict(snapshot, code);
    if (!district || !toPlane)
        return std::nullopt;
    return areaOf((*toPlane)(district->outline)) / 1e6;
}

}  // namespace

MultiPolygon normalised(const MultiPolygon& area)
{
    MultiPolygon sorted = area;
    for (Polygon& part : sorted) {
        for (std::size_t i = 0; i < part.rings.size(); ++i)
            part.rings[i] = normalisedRing(std::move(part.rings[i]), i == 0);
        if (part.rings.size() > 2)
            std::sort(part.rings.begin() + 1, part.rings.end(), isRingLess);
    }
    std::sort(sorted.begin(), sorted.end(), [](const Polygon& a, const Polygon& b) {
        return !b.rings.empty() && (a.rings.empty() || isRingLess(a.rings[0], b.rings[0]));
    });
    return sorted;
}

Result<void> uniteBlocks(Snapshot& snapshot, const std::set<std::string>& districtCodes)
{
    for (District& district : snapshot.districts) {
        if (!districtCodes.contains(district.code))
            continue;
        std::vector<MultiPolygon> members;
        for (const DemandArea& block : snapshot.demandAreas)
            if (block.districtCode == district.code)
                members.push_back(block.outline);
        const auto outline = unionOf(members);
        if (!outline)
            return tl::unexpected(outline.error());
        district.outline = normalised(*outline);
    }
    return {};
}

void markSplitTowns(Snapshot& snapshot, const std::set<std::string>& towns)
{
    std::map<std::string, std::set<std::string>> districtsOfTown;
    for (const DemandArea& block : snapshot.demandAreas)
        if (towns.contains(block.town))
            districtsOfTown[block.town].insert(block.districtCode);
    for (DemandArea& block : snapshot.demandAreas)
        if (towns.contains(block.town))
            block.isTownSplit = districtsOfTown[block.town].size() > 1;
}

Result<std::vector<DistrictChange>> compareDistricts(const Snapshot& before, const Snapshot& after)
{
    std::optional<Transform> toPlane;
    if (after.city.planeEpsg != 0) {
        auto made = Transform::between(storedEpsg, after.city.planeEpsg);
        if (!made)
            return tl::unexpected(made.error());
        toPlane = *std::move(made);
    }
    auto figuresBefore = figuresOf(before);
    auto figuresAfter = figuresOf(after);
    std::set<std::string> codes;
    for (const auto* figures : {&figuresBefore, &figuresAfter})
        for (const auto& [code, unused] : *figures)
            codes.insert(code);
    std::vector<DistrictChange> changes;
    for (const std::string& code : codes) {
        const District* was = findDistrict(before, code);
        const District* is = findDistrict(after, code);
        const bool sameOutline = was && is && was->outline == is->outline;
        if (sameOutline && figuresBefore[code] == figuresAfter[code])
            continue;
        DistrictChange change{code, nameOf(before, after, code), figuresBefore[code], figuresAfter[code]};
        change.before.areaKm2 = areaKm2Of(before, code, toPlane);
        change.after.areaKm2 = areaKm2Of(after, code, toPlane);
        changes.push_back(std::move(change));
    }
    return changes;
}

std::string listOfDistricts(const Snapshot& snapshot)
{
    std::string list;
    for (const District& district : snapshot.districts)
        list += (list.empty() ? "" : ", ") + district.code + " " + district.name;
    return list;
}

}  // namespace chiiki
