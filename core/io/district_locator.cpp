#include "core/io/district_locator.h"

namespace chiiki {
namespace {

std::vector<MultiPolygon> outlinesOf(std::span<const District> districts)
{
    std::vector<MultiPolygon> outlines;
    for (const District& district : districts)
        outlines.push_back(district.outline);
    return outlines;
}

}  // namespace

DistrictLocator::DistrictLocator(std::span<const District> districts)
    : locator_(outlinesOf(districts))
    , city_(locator_.extent())
{
    for (const District& district : districts)
        codes_.push_back(district.code);
}

Placement DistrictLocator::place(const JudgedPosition& position) const
{
    if (!position.point)
        return Placement::unplaced(position.reason);
    const std::int32_t index = locator_.locate(*position.point);
    return index == AreaLocator::outside ? Placement::outside("io.place_outside_city")
                                         : Placement::in(codes_[static_cast<std::size_t>(index)]);
}

void countPlaced(Reconciliation& rows, const Placement& placement)
{
    rows.source += 1;
    switch (placement.rest) {
    case Placement::Rest::None:
        rows.districts += 1;
        break;
    case Placement::Rest::Outside:
        rows.outside += 1;
        break;
    case Placement::Rest::Unplaced:
        rows.unplaced += 1;
        break;
    }
}

}  // namespace chiiki
