#include "core/analysis/same_records.h"

#include <algorithm>
#include <vector>

#include "core/analysis/recipe_parts.h"

namespace chiiki {
namespace {

std::vector<const Facility*> ofKind(const Snapshot& snapshot, const std::string& kind)
{
    std::vector<const Facility*> facilities;
    for (const Facility& facility : snapshot.facilities)
        if (facility.kind == kind)
            facilities.push_back(&facility);
    return facilities;
}

std::vector<const IndicatorValue*> ofIndicator(const Snapshot& snapshot, const std::string& id)
{
    std::vector<const IndicatorValue*> values;
    for (const IndicatorValue& value : snapshot.values)
        if (value.indicatorId == id)
            values.push_back(&value);
    return values;
}

template <typename T>
bool isSamePointed(const T* a, const T* b)
{
    return a && b ? *a == *b : a == b;
}

}  // namespace

SameRecords::SameRecords(const Snapshot& before, const Snapshot& after)
    : before_(before)
    , after_(after)
    // The limits of every computed number count the blocks whose district is inferred.
    , isFrameSame_(before.city == after.city && before.districts == after.districts &&
                   before.demandAreas == after.demandAreas && yearOfWorkspace(before) == yearOfWorkspace(after))
{
}

bool SameRecords::isKindSame(const std::string& kind) const
{
    const auto known = isKindSame_.find(kind);
    if (known != isKindSame_.end())
        return known->second;
    const auto left = ofKind(before_, kind);
    const auto right = ofKind(after_, kind);
    const bool same =
        isSamePointed(findFacilityKind(before_, kind), findFacilityKind(after_, kind)) &&
        std::equal(left.begin(), left.end(), right.begin(), right.end(), [&](const Facility* a, const Facility* b) {
            return *a == *b && isOpen(*a, before_) == isOpen(*b, after_);
        });
    return isKindSame_.emplace(kind, same).first->second;
}

bool SameRecords::holdsFor(const RecordsUsed& used, const IndicatorResult& result) const
{
    const bool isKnown = used.storedValues || used.demandAreas || used.districtOutlines || !used.facilityKinds.empty();
    if (!isKnown)
        return false;
    if (used.storedValues) {
        const auto left = ofIndicator(before_, result.indicator.id);
        const auto right = ofIndicator(after_, result.indicator.id);
        const auto definition =
            std::find_if(after_.indicators.begin(), after_.indicators.end(),
                         [&](const Indicator& indicator) { return indicator.id == result.indicator.id; });
        if (definition == after_.indicators.end() || !(*definition == result.indicator) ||
            !std::equal(left.begin(), left.end(), right.begin(), right.end(),
                        [](const IndicatorValue* a, const IndicatorValue* b) { return *a == *b; }))
            return false;
    } else if (!isFrameSame_ || !std::all_of(used.facilityKinds.begin(), used.facilityKinds.end(),
                                             [&](const std::string& kind) { return isKindSame(kind); })) {
        return false;
    }
    return std::all_of(result.recipe.sourceIds.begin(), result.recipe.sourceIds.end(), [&](const std::string& id) {
        return isSamePointed(findSource(before_, id), findSource(after_, id));
    });
}

}  // namespace chiiki
