#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "tests/bench/generate.h"

namespace chiiki::bench {

/// Points and the sum of their weights in each area; the last entry is what lies in none.
struct TallyRow {
    std::int64_t count = 0;
    double weight = 0;

    bool operator==(const TallyRow&) const = default;
};

/// The peer in memory: GEOS's STRtree over the areas and prepared geometries, built anew in each call and once in
/// each thread (neither may be shared while queried). Points are asked by `intersects`, as the quickest predicate; none
/// of the made points lies on a border. Throws std::runtime_error with GEOS's message.
std::vector<TallyRow> tallyByGeos(std::span<const MadeDistrict> areas, std::span<const Point> points,
                                  std::span<const double> weights, unsigned threads);

}  // namespace chiiki::bench
