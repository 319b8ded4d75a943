#include <span>
#include <vector>

#include "core/analysis/tally.h"
#include "core/geo/area_locator.h"
#include "tests/bench/generate.h"
#include "tests/bench/kernels.h"
#include "tests/bench/tally_geos.h"

namespace chiiki::bench {
namespace {

std::vector<TallyRow> rowsOf(const Tally& tally)
{
    std::vector<TallyRow> rows;
    for (const TallyTotal& area : tally.areas)
        rows.push_back({area.count, area.weight});
    rows.push_back({tally.outside.count, tally.outside.weight});
    return rows;
}

}  // namespace

void benchTally(const KernelSettings& settings, KernelRecord& record)
{
    const std::vector<MadeDistrict> districts = makeDistricts(settings.vertices);
    std::vector<MultiPolygon> outlines;
    for (const MadeDistrict& district : districts)
        outlines.push_back(district.outline);
    std::vector<Point> points;
    std::vector<double> weights;
    PointSource source;
    for (std::size_t i = 0; i < settings.points; ++i) {
        const WeightedPoint point = source.next();
        points.push_back(point.place);
        weights.push_back(point.weight);
    }
    // Ours first and GEOS after it: what GEOS leaves of the heap would be paid for by ours.
    std::vector<TallyRow> ours;
    for (int run = 0; run < settings.runs; ++run) {
        ours = record.timeAgain("tally", [&] {
            const AreaLocator locator = record.time("tally_index", [&] { return AreaLocator(outlines); });
            return rowsOf(tally(locator, outlines.size(), points, weights));
        });
        for (std::size_t i = 0; i < districts.size(); ++i) {
            record.row("tally", districts[i].code, "count", static_cast<double>(ours[i].count));
            record.row("tally", districts[i].code, "weight", ours[i].weight);
        }
    }
    for (int run = 0; settings.hasPeers && run < settings.runs; ++run) {
        record.check(record.timeAgain("tally_geos", [&] { return tallyByGeos(districts, points, weights, 1); }) == ours,
                     "tally: GEOS on one thread counts otherwise");
        record.check(record.timeAgain("tally_geos_2", [&] { return tallyByGeos(districts, points, weights, 2); }) ==
                         ours,
                     "tally: GEOS on two threads counts otherwise");
    }
}

}  // namespace chiiki::bench
