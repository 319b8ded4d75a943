#include <cmath>
#include <numbers>

#include "core/analysis/covered_area.h"
#include "tests/bench/coverage_geos.h"
#include "tests/bench/generate.h"
#include "tests/bench/kernels.h"

namespace chiiki::bench {
namespace {

// 260 chords to a circle leave out 1 - sin(a) / a of its area with a = 2 pi / 260: the bound of 1e-4, just.
constexpr int quadrantSegments = 65;

double lostShare()
{
    const double angle = 2 * std::numbers::pi / (4 * quadrantSegments);
    return 1 - std::sin(angle) / angle;
}

}  // namespace

void benchCoverage(const KernelSettings& settings, KernelRecord& record)
{
    const std::vector<MadeDistrict> districts = makeDistricts(settings.vertices);
    std::vector<MultiPolygon> outlines;
    for (const MadeDistrict& district : districts)
        outlines.push_back(district.outline);
    for (const std::size_t count : settings.facilities) {
        const std::vector<std::vector<Point>> centresByKind{makeFacilities(count)};
        const std::string name = std::to_string(count);
        // GEOS takes seconds for the many; three runs of it tell enough.
        const int peerRuns = settings.hasPeers ? std::min(settings.runs, 3) : 0;
        for (int run = 0; run < settings.runs; ++run) {
            const auto ours = record.timeAgain(
                "coverage_" + name, [&] { return coveredAreaOf(outlines, centresByKind, settings.radiusM, 1); });
            for (std::size_t i = 0; i < ours.size(); ++i)
                record.row("coverage_" + name, districts[i].code, "covered_m2", ours[i]);
            if (run >= peerRuns)
                continue;
            const auto theirs = record.timeAgain("coverage_geos_" + name, [&] {
                return coverageByGeos(districts, centresByKind.front(), settings.radiusM, quadrantSegments);
            });
            // Chords lie inside the circles. What they leave out lies along the arcs that bound the union, whose
            // sectors do not overlap: of the union as of a circle. Twice that, since a sector may lie outside the
            // districts with its arc inside.
            double sum = 0;
            double less = 0;
            for (std::size_t i = 0; i < ours.size(); ++i) {
                record.check(theirs[i] <= ours[i] * (1 + 1e-9), "coverage of " + name + ": GEOS covers more");
                sum += ours[i];
                less += ours[i] - theirs[i];
            }
            record.check(less <= 2 * lostShare() * sum,
                         "coverage of " + name + ": GEOS covers less than its chords lose");
            record.note("coverage_difference_" + name, less / sum);
        }
    }
}

}  // namespace chiiki::bench
