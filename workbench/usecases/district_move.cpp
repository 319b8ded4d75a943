#include "workbench/usecases/district_move.h"

#include <algorithm>

#include "core/geo/area_locator.h"
#include "core/text/edit_distance.h"
#include "core/text/names.h"
#include "core/text/utf8.h"

namespace chiiki {
namespace {

/// Up to five towns whose names hold the wanted one, lie in it, or differ from it least.
std::string nearTowns(const Snapshot& snapshot, const std::string& wanted)
{
    constexpr std::size_t atMost = 5;
    const std::u32string name = toCodePoints(normalisedName(wanted));
    std::set<std::pair<std::size_t, std::string>> ranked;
    std::set<std::string> seen;
    for (const DemandArea& block : snapshot.demandAreas) {
        if (block.town.empty() || !seen.insert(block.town).second)
            continue;
        const std::u32string town = toCodePoints(normalisedName(block.town));
        const bool holds = town.find(name) != std::u32string::npos || name.find(town) != std::u32string::npos;
        const std::size_t distance = editDistance(name, town);
        if (holds || distance <= std::max<std::size_t>(1, name.size() / 2))
            ranked.emplace(holds ? 0 : distance, block.town);
    }
    std::string list;
    std::size_t count = 0;
    for (const auto& [distance, town] : ranked) {
        if (count++ == atMost)
            break;
        list += (list.empty() ? "" : ", ") + town;
    }
    return list;
}

Result<std::vector<std::size_t>> blocksToMove(const Snapshot& snapshot, const DistrictMoveRequest& request)
{
    if (request.town.empty() == request.block.empty())
        return fail(ErrorKind::BadRequest, {"usecases.move_what", {}});
    if (!findDistrict(snapshot, request.to))
        return fail(ErrorKind::NotFound, {"usecases.no_district", {request.to, listOfDistricts(snapshot)}});
    const std::string town = normalisedName(request.town);
    std::vector<std::size_t> wanted;
    bool isThere = false;
    for (std::size_t i = 0; i < snapshot.demandAreas.size(); ++i) {
        const DemandArea& block = snapshot.demandAreas[i];
        const bool isMeant = request.block.empty() ? normalisedName(block.town) == town : block.key == request.block;
        isThere = isThere || isMeant;
        if (isMeant && block.districtCode != request.to)
            wanted.push_back(i);
    }
    if (!wanted.empty())
        return wanted;
    const std::string& name = request.block.empty() ? request.town : request.block;
    if (isThere)
        return fail(ErrorKind::BadRequest, {"usecases.moved_already", {name, request.to}});
    if (!request.block.empty())
        return fail(ErrorKind::NotFound, {"usecases.no_block", {name}});
    const std::string near = nearTowns(snapshot, name);
    if (near.empty())
        return fail(ErrorKind::NotFound, {"usecases.no_town", {name}});
    return fail(ErrorKind::NotFound, {"usecases.no_town_but_near", {name, near}});
}

/// Counts what stands in the moved blocks in their new district. Returns how many changed.
template <typename Placed>
int placeAnew(std::vector<Placed>& items, const AreaLocator& movedBlocks, const std::string& to)
{
    int moved = 0;
    for (Placed& item : items) {
        const bool isInMoved = item.place && item.placement.rest == Placement::Rest::None &&
                               movedBlocks.locate(*item.place) != AreaLocator::outside;
        if (!isInMoved || item.placement.districtCode == to)
            continue;
        item.placement = Placement::in(to);
        ++moved;
    }
    return moved;
}

}  // namespace

Result<BordersReport> moveDistrict(Workspace& workspace, const DistrictMoveRequest& request)
{
    const auto before = workspace.snapshot();
    if (!before)
        return tl::unexpected(before.error());
    const auto wanted = blocksToMove(**before, request);
    if (!wanted)
        return tl::unexpected(wanted.error());

    Snapshot next = **before;
    BordersReport report;
    std::set<std::string> districts = {request.to};
    std::set<std::string> towns;
    std::vector<MultiPolygon> movedOutlines;
    for (const std::size_t i : *wanted) {
        DemandArea& block = next.demandAreas[i];
        districts.insert(std::exchange(block.districtCode, request.to));
        towns.insert(block.town);
        movedOutlines.push_back(block.outline);
    }
    report.movedBlocks = static_cast<int>(wanted->size());
    markSplitTowns(next, towns);
    if (const auto united = uniteBlocks(next, districts); !united)
        return tl::unexpected(united.error());
    const AreaLocator movedBlocks(movedOutlines);
    report.movedFacilities = placeAnew(next.facilities, movedBlocks, request.to);
    report.movedStops = placeAnew(next.stops, movedBlocks, request.to);

    const std::string& what = request.block.empty() ? request.town : request.block;
    const Message said{"usecases.district_moved",
                       {what, std::to_string(report.movedBlocks), findDistrict(next, request.to)->name}};
    const auto after = workspace.commit(next, said, request.stamp);
    if (!after)
        return tl::unexpected(after.error());
    auto changes = compareDistricts(**before, **after);
    if (!changes)
        return tl::unexpected(changes.error());
    report.districts = *std::move(changes);
    report.snapshot = *after;
    return report;
}

Result<BordersReport> moveDistrict(const DistrictMoveRequest& request)
{
    auto workspace = Workspace::open(request.workspace, Access::ReadWrite, request.stamp);
    if (!workspace)
        return tl::unexpected(workspace.error());
    return moveDistrict(*workspace, request);
}

}  // namespace chiiki
