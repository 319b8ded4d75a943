#include "workbench/usecases/facility_move.h"

#include <algorithm>

#include "core/geo/area_locator.h"
#include "core/io/positions.h"

namespace chiiki {
namespace {

Result<std::size_t> findFacility(const Snapshot& city, const FacilityMoveRequest& request)
{
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < city.facilities.size(); ++i) {
        const Facility& facility = city.facilities[i];
        if (facility.id == request.id && (request.kind.empty() || facility.kind == request.kind) &&
            (request.sourceId.empty() || facility.sourceId == request.sourceId))
            found.push_back(i);
    }
    if (found.empty())
        return fail(ErrorKind::NotFound, {"edits.no_facility", {request.id}});
    if (found.size() == 1)
        return found.front();
    std::string list;
    for (const std::size_t i : found) {
        const Facility& facility = city.facilities[i];
        list += (list.empty() ? "" : ", ") + facility.kind + " " + facility.sourceId + " " + facility.name;
    }
    return fail(ErrorKind::BadRequest, {"edits.several_facilities", {request.id, list}});
}

/// "place_equal" of "io.place_equal": what a finding's id ends in.
std::string_view lastPart(std::string_view code)
{
    return code.substr(code.rfind('.') + 1);
}

bool isSolved(const Finding& finding, const Facility& before, const Facility& after)
{
    if (finding.sourceId != before.sourceId || finding.sourceRow != before.sourceRow || before.sourceRow == 0)
        return false;
    const std::string_view seen = lastPart(finding.id);
    const bool isPlacedNow = after.placement.rest == Placement::Rest::None;
    if (before.placement.rest != Placement::Rest::None)
        return isPlacedNow && seen == lastPart(before.placement.reason);
    if (!before.place && seen.starts_with("place_") && !seen.starts_with("place_against_"))
        return true;  // its position could not be used; now it has one
    return seen.starts_with("place_against_") && finding.districtCode == before.placement.districtCode &&
           after.placement.districtCode != before.placement.districtCode;
}

}  // namespace

Result<FacilityMove> moveFacility(Workspace& workspace, const FacilityMoveRequest& request, const ChangeStamp& stamp)
{
    const auto city = workspace.snapshot();
    if (!city)
        return tl::unexpected(city.error());
    const auto at = findFacility(**city, request);
    if (!at)
        return tl::unexpected(at.error());

    std::vector<MultiPolygon> outlines;
    for (const District& district : (*city)->districts)
        outlines.push_back(district.outline);
    const AreaLocator locator(outlines);
    const JudgedPosition position = judgePosition(request.lonLat, locator.extent());
    if (!position.point)
        return fail(ErrorKind::BadRequest, {position.reason, {}});

    Snapshot next = **city;
    Facility& facility = next.facilities[*at];
    FacilityMove move;
    move.before = facility;
    facility.place = request.lonLat;
    const std::int32_t district = locator.locate(request.lonLat);
    facility.placement = district == AreaLocator::outside
                             ? Placement::outside("io.place_outside_city")
                             : Placement::in(next.districts[static_cast<std::size_t>(district)].code);
    move.after = facility;
    std::erase_if(next.findings, [&](const Finding& finding) {
        const bool isGone = isSolved(finding, move.before, move.after);
        if (isGone)
            move.solvedFindings.push_back(finding);
        return isGone;
    });

    const std::string& name = facility.name.empty() ? facility.id : facility.name;
    const Message what =
        district == AreaLocator::outside
            ? Message{"edits.facility_outside", {name}}
            : Message{"edits.facility_placed", {name, findDistrict(next, facility.placement.districtCode)->name}};
    const auto after = workspace.commit(next, what, stamp);
    if (!after)
        return tl::unexpected(after.error());
    move.snapshot = *after;
    return move;
}

Result<FacilityMove> moveFacility(const std::string& path, const FacilityMoveRequest& request, const ChangeStamp& stamp)
{
    auto workspace = Workspace::open(path, Access::ReadWrite, stamp);
    if (!workspace)
        return tl::unexpected(workspace.error());
    return moveFacility(*workspace, request, stamp);
}

}  // namespace chiiki
