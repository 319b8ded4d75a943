#include "core/model/snapshot.h"

#include <algorithm>

namespace chiiki {
namespace {

template <typename T>
const T* findBy(const std::vector<T>& items, std::string T::*key, std::string_view wanted)
{
    const auto found = std::find_if(items.begin(), items.end(), [&](const T& item) { return item.*key == wanted; });
    return found == items.end() ? nullptr : &*found;
}

}  // namespace

const District* findDistrict(const Snapshot& snapshot, std::string_view code)
{
    return findBy(snapshot.districts, &District::code, code);
}

const FacilityKind* findFacilityKind(const Snapshot& snapshot, std::string_view id)
{
    return findBy(snapshot.facilityKinds, &FacilityKind::id, id);
}

const SourceEdition* findSource(const Snapshot& snapshot, std::string_view sourceId)
{
    return findBy(snapshot.sources, &SourceEdition::sourceId, sourceId);
}

bool isOpen(const Facility& facility, const Snapshot& snapshot)
{
    if (snapshot.asOf.empty())
        return facility.closed.empty();
    return (facility.closed.empty() || facility.closed > snapshot.asOf) && facility.opened <= snapshot.asOf;
}

}  // namespace chiiki
