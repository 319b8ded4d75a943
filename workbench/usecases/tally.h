#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/diagnostics.h"
#include "core/base/result.h"
#include "core/io/point_stream.h"
#include "core/model/placement.h"

namespace chiiki {

struct TallyRequest {
    PointSource points;      // with the weight field, where there is one
    std::string areasPath;   // polygons in any format GDAL reads
    std::string areasLayer;  // empty = the only one
    std::string codeField;   // of the areas
};

struct TallyRow {
    std::string code;
    std::int64_t count = 0;
    double weight = 0;  // the count where the request names no weight field
};

struct TallyResult {
    std::vector<TallyRow> rows;  // one a code, in the order of codes; features of the same code are one row
    TallyRow outside;            // code empty: has a place, lies in no area
    TallyRow unplaced;           // code empty: no usable place or weight
    Reconciliation counts;       // areas + outside + unplaced = rows of the points
    Reconciliation weights;
    bool hasWeights = false;
    Diagnostics diagnostics;
};

/// Counts and weighs points by area, streaming: memory does not grow with the points. Points in another CRS are brought
/// into that of the areas; where only one of the two gives a CRS, both are taken to be in it, with a diagnostic. Where
/// that CRS is in degrees, points that cannot be degrees are set aside, and areas that cannot be are an error.
/// A point on a shared border is counted once, in the area on its east (on an exactly east-west border: north). Where
/// areas overlap the one with the lowest code has the point.
/// Errors: CrsMismatch as above; those of readAreas, PointStream and Transform.
Result<TallyResult> tally(const TallyRequest& request);

}  // namespace chiiki
