#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "core/model/placement.h"
#include "core/model/snapshot.h"
#include "core/model/value.h"

namespace chiiki {

/// One quantity by district, with the city's and the rests: what counts and the two sides of a rate are made of.
struct DistrictSums {
    std::vector<Value> districts;  // in the snapshot's order; missing where there is nothing to sum
    std::vector<std::int64_t> rows;
    Value city = Value::absent(Absence::Missing, Status::Computed);
    std::int64_t cityRows = 0;
    Reconciliation reconciliation;
    std::vector<std::string> sourceIds;

    explicit DistrictSums(std::size_t districtCount);

    void add(std::size_t district, double number);
    void addSource(const std::string& sourceId);
};

/// Where a district stands in the snapshot, by its code.
using DistrictIndex = std::map<std::string, std::size_t, std::less<>>;
DistrictIndex indexOfDistricts(const Snapshot& snapshot);

/// `weight` (people, households) of the demand areas; what is in no known district counts as unplaced.
DistrictSums sumOfDemand(const Snapshot& snapshot, const DistrictIndex& districts, int DemandArea::*weight);

/// Facilities of a kind that are open on the as-of date; the others count as unplaced. A kind that some source lists is
/// known to be 0 where it lists none; a kind without any source is missing.
DistrictSums countOf(const Snapshot& snapshot, const DistrictIndex& districts, const FacilityKind& kind);

/// In km2. A district without an outline is missing.
DistrictSums sumOfAreas(const Snapshot& snapshot, std::span<const double> districtAreaM2);

}  // namespace chiiki
