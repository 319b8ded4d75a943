#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/model/indicator.h"
#include "core/model/overlay.h"
#include "core/model/snapshot.h"

namespace chiiki {

/// An area that does not nest in districts: a mesh cell, a school zone, a post code's.
struct SharedArea {
    std::string key;
    MultiPolygon outline;      // lon/lat; empty: its values are unplaced
    std::string addedTo = {};  // 合算: the key of the area whose value holds this one's too; empty = its own
};

/// What an area is divided by where several districts have part of it.
enum class SharedBy {
    Area,    // 面積按分
    People,  // 人口按分: the people of the census blocks whose representative points lie in it
};

/// "area", "people".
std::string_view code(SharedBy by);

/// What the values of the areas are about.
enum class SharedWhole {
    Areas,  // the areas as they are: the part beyond the city's border, by area, lies outside
    City,   // the city's part alone (a mesh cut to the city, cells half in the sea): all of it belongs to districts
};

/// How much of each area belongs to each district. The shares of an area and what lies outside add up to 1.
struct AreaShares {
    struct Part {
        std::size_t district = 0;  // in the snapshot's order; as many as there are districts: outside
        double share = 0;          // > 0
    };
    std::vector<std::vector<Part>> ofArea;  // by district; empty where the area has no outline
    std::vector<std::size_t> leader;        // the area that holds its value: itself but for areas added to another
    SharedBy by = SharedBy::Area;
    SharedWhole whole = SharedWhole::Areas;
    std::size_t undivided = 0;      // areas wholly in one district or wholly outside
    std::size_t divided = 0;        // the others
    std::size_t withoutPeople = 0;  // divided by area, since no block lies in it; of rule People alone
    std::size_t withoutOutline = 0;
    std::size_t added = 0;               // areas whose value stands in another's
    std::vector<std::string> keys = {};  // of the areas, for notes; empty: they are not named
};

/// Areas are measured in the plane zone of the city, by exact overlays with the clean outlines of districts. Areas that
/// were added to another are joined with it. Errors: those of Transform and of overlapsOf.
Result<AreaShares> sharesOfDistricts(const Snapshot& snapshot, std::span<const SharedArea> areas, SharedBy by,
                                     SharedWhole whole);

/// One column of the areas' table.
struct SharedColumn {
    Indicator indicator;        // of kind Count
    std::vector<Value> values;  // one an area
    FiscalYear year;
    std::string sourceId;
};

/// Counts of areas as counts of districts, outside and the city; the city's is the sum of the districts. The sum of the
/// known values is kept: to the unit where all of them are whole numbers (largest remainder over the districts and
/// outside; of equal remainders the first gains), otherwise to rounding. Every value is estimated, or a sample where
/// one of its areas is.
///
/// Where an area's value is absent, so are those of the districts that have more than a hundredth of it and that of the
/// city, for the same reason (suppressed before missing); what is known of them counts as unplaced, and their note says
/// it. Known values of areas without an outline are unplaced too. `note` of a value says of how many areas it is made,
/// and with which shares of the divided ones where they are few. Error BadRequest where the indicator is no count: a
/// rate or an index cannot be divided.
Result<IndicatorResult> districtValuesOf(const Snapshot& snapshot, const AreaShares& shares,
                                         const SharedColumn& column);

/// What districtValuesOf found in no district, as values of the rests ("outside", "unplaced"), so that the parts of a
/// table add up; with the status of the city's value. Empty where that is absent: there is no whole to add up to.
std::vector<IndicatorValue> restsOf(const IndicatorResult& result);

}  // namespace chiiki
