#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/model/snapshot.h"

namespace chiiki {

/// What a change of borders did to one district. Areas are absent where the city has no plane zone.
struct DistrictChange {
    struct Figures {
        int people = 0;
        int households = 0;
        int blocks = 0;
        int facilities = 0;
        int stops = 0;
        std::optional<double> areaKm2;

        bool operator==(const Figures&) const = default;
    };
    std::string code;
    std::string name;
    Figures before;
    Figures after;
};

/// What a change of borders did: the districts whose figures differ, by code. What one loses another gains.
struct BordersReport {
    std::vector<DistrictChange> districts;
    int movedBlocks = 0;
    int movedFacilities = 0;
    int movedStops = 0;
    SnapshotPtr snapshot;  // after the change
};

/// The same area with its vertices in one order, however it was made: shells counter-clockwise, holes clockwise, each
/// ring from its lowest-left vertex, parts and holes by their first vertex. So a border that returns is equal to what
/// it was.
MultiPolygon normalised(const MultiPolygon& area);

/// District outlines become the unions of their blocks, for the districts given.
Result<void> uniteBlocks(Snapshot& snapshot, const std::set<std::string>& districtCodes);

/// Whether each of these towns now lies in more than one district.
void markSplitTowns(Snapshot& snapshot, const std::set<std::string>& towns);

/// The districts whose figures differ between two states. Errors of the plane transformation.
Result<std::vector<DistrictChange>> compareDistricts(const Snapshot& before, const Snapshot& after);

/// "01 大殿, 02 白石, ...": for messages that say what there is.
std::string listOfDistricts(const Snapshot& snapshot);

}  // namespace chiiki
