#pragma once

#include <span>
#include <string>

#include "core/analysis/area_interpolation.h"

namespace chiiki {

/// A small area of the census (町丁・字), known by name and key.
struct TownArea {
    std::string key;           // KEY_CODE
    std::string town;          // 町丁字 as the census writes it
    std::string addedTo = {};  // 合算: the key of the area whose value holds this one's too; empty = its own
    bool isOutside = false;    // of another city
};

/// How much of each small area belongs to each district, by the people of the census blocks of its town (by their
/// number where nobody lives there). A town is found by its name, otherwise by the blocks whose keys begin with its
/// own; one that is not found has no share: its values are unplaced. Areas that were added to another are joined with
/// it.
AreaShares sharesByTown(const Snapshot& snapshot, std::span<const TownArea> areas);

/// Values of districts, and of the city, that no divided area had a part in are sums of what the source says: they
/// become computed instead of estimated. Precondition: the result is districtValuesOf of these shares.
void markWhollySummed(IndicatorResult& result, const Snapshot& snapshot, const AreaShares& shares);

}  // namespace chiiki
