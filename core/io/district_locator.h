#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/geo/area_locator.h"
#include "core/io/positions.h"
#include "core/model/district.h"
#include "core/model/placement.h"

namespace chiiki {

/// Puts judged positions into districts, by the clean outlines. Keeps no reference to the districts.
class DistrictLocator {
public:
    explicit DistrictLocator(std::span<const District> districts);

    /// Of all outlines; empty where no district has one.
    const Extent& city() const { return city_; }

    /// In a district, outside ("io.place_outside_city"), or unplaced for the position's own reason.
    Placement place(const JudgedPosition& position) const;

private:
    std::vector<std::string> codes_;
    AreaLocator locator_;
    Extent city_;
};

/// Counts a record among those of its district, outside the city, or unplaced.
void countPlaced(Reconciliation& rows, const Placement& placement);

}  // namespace chiiki
