#pragma once

#include <span>
#include <vector>

#include "tests/bench/generate.h"

namespace chiiki::bench {

/// The peer in memory: m2 of each area within `radiusM` of a place, by GEOS's buffers of `quadrantSegments` segments to
/// a quarter circle, their cascaded union and its intersection with each area. One thread. Throws as tallyByGeos.
std::vector<double> coverageByGeos(std::span<const MadeDistrict> areas, std::span<const Point> places, double radiusM,
                                   int quadrantSegments);

}  // namespace chiiki::bench
