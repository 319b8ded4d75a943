#pragma once

#include <string>
#include <vector>

#include "core/model/geometry.h"

namespace chiiki::disaster {

/// Rings of a POLYGON or MULTIPOLYGON as WKT, shells and holes alike: inside is decided by the even-odd rule. Empty for
/// any other text.
std::vector<Ring> ringsOf(const std::string& wkt);

/// A hazard area with its box, so that most points are decided by four comparisons.
class Area {
public:
    explicit Area(std::vector<Ring> rings);

    bool isEmpty() const { return rings_.empty(); }
    /// Even-odd; a point on the border may fall on either side.
    bool contains(Point lonLat) const;

private:
    std::vector<Ring> rings_;
    Point low_;
    Point high_;
};

}  // namespace chiiki::disaster
