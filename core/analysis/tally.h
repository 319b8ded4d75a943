#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/geo/area_locator.h"
#include "core/model/placement.h"

namespace chiiki {

struct TallyTotal {
    std::int64_t count = 0;
    double weight = 0;  // the count where no weights were given
};

/// Points counted by area. areas + outside + unplaced = source, for counts exactly and for weights but for rounding.
/// A point on a shared border counts in exactly one area, by the rule in core/geo/area_locator.h; where areas overlap
/// the one with the lowest index has it.
struct Tally {
    std::vector<TallyTotal> areas;  // in the order of the areas
    TallyTotal outside;             // has a place, lies in no area
    TallyTotal unplaced;            // place or weight is no finite number; a weight that is none adds nothing
    TallyTotal source;              // everything given, counted on its own

    Reconciliation counts() const;
    Reconciliation weights() const;
};

/// Counts points as they come, in memory that does not grow with them. The result depends on the points and their
/// order alone, bit for bit: neither on threads nor on how the stream is cut into batches (points are summed in runs of
/// a fixed length, the runs in order and compensated).
class TallyStream {
public:
    /// `locator` must outlive the stream and have been made of `areaCount` areas.
    TallyStream(const AreaLocator& locator, std::size_t areaCount);

    /// One weight a point, or none at all for weight 1, the same way in every call.
    void add(std::span<const Point> points, std::span<const double> weights);

    Tally result() const;

private:
    struct Sum {
        std::int64_t count = 0;
        double weight = 0;
        double lost = 0;  // what rounding took from weight (Neumaier)

        void add(const TallyTotal& part);
    };
    void addRuns(std::span<const Point> points, std::span<const double> weights);

    const AreaLocator* locator_;
    std::size_t areaCount_;
    std::vector<Sum> sums_;             // outside, areas, unplaced, source
    std::vector<Point> waitingPoints_;  // less than a run
    std::vector<double> waitingWeights_;
};

/// All at once, on all cores.
Tally tally(const AreaLocator& locator, std::size_t areaCount, std::span<const Point> points,
            std::span<const double> weights);

}  // namespace chiiki
