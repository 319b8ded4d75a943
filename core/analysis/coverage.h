#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/analysis/covered_area.h"
#include "core/base/result.h"
#include "core/model/overlay.h"
#include "core/model/snapshot.h"

namespace chiiki {

/// How people are counted as reached: by the covered share of their demand area's outline (people spread evenly
/// in it), or wholly where its representative point is covered.
enum class DemandBy { Area, Point };

/// Which people and how much land lie within `radiusM` metres (straight line, in the city's plane) of open facilities
/// of at least `atLeast` of the kinds.
struct CoverageQuestion {
    std::vector<std::string> kinds;
    double radiusM = 0;
    int atLeast = 1;
    DemandBy demandBy = DemandBy::Area;
};

struct CoverageRow {
    std::string districtCode;  // empty = the city
    Value areaKm2;             // missing where the district has no outline
    Value population;          // missing where no demand area is assigned to it
    Value coveredAreaKm2;
    Value coveredAreaShare;        // 0..1; not applicable where there is no area
    Value coveredPopulation;       // people, a fraction as computed
    Value coveredPopulationShare;  // 0..1; not applicable where nobody lives
    int facilities = 0;            // open, of the kinds asked for, placed in the district; the city: all districts
};

struct Coverage {
    CoverageQuestion question;
    FiscalYear year;                     // of the newest facility edition used
    std::vector<CoverageRow> districts;  // in the snapshot's order
    CoverageRow city;                    // from the parts, never a mean of shares
    Reconciliation facilities;  // records of these kinds; closed and not yet opened ones are among the unplaced
    int closed = 0;             // closed on or before the workspace's as-of date, or opened after it
    Reconciliation people;
    Recipe recipe;
};

/// A snapshot made ready for questions of coverage: borders and demand areas in the plane, with their indices. One
/// model answers any number of questions from any thread; areas come from the clean borders, facilities of neighbouring
/// districts and outside the city reach in, unplaced and closed ones do not.
class CoverageModel {
public:
    /// Error BadRequest where the city has no plane CRS, NotFound where PROJ does not know it.
    static Result<CoverageModel> of(SnapshotPtr snapshot);

    /// Of each district's clean border, in the snapshot's order; 0 where it has no outline.
    std::span<const double> districtAreaM2() const;

    /// Error BadRequest: no kind, an unknown kind (the message lists the kinds), a radius that is not positive and
    /// finite, or atLeast not between 1 and the number of kinds.
    Result<Coverage> answer(const CoverageQuestion& question) const;

    /// The covered region as lon/lat polygons, chords within `toleranceM` of the circles: for drawing only. Errors as
    /// above.
    Result<MultiPolygon> outlineForDrawing(const CoverageQuestion& question, double toleranceM = 2) const;

    CoverageModel(CoverageModel&&) noexcept;
    CoverageModel& operator=(CoverageModel&&) noexcept;
    ~CoverageModel();

private:
    struct Plane;
    explicit CoverageModel(std::unique_ptr<Plane> plane);
    std::unique_ptr<Plane> plane_;
};

/// "area", "point": the words of the command line.
std::string_view code(DemandBy demandBy);
std::optional<DemandBy> parseDemandBy(std::string_view word);

}  // namespace chiiki
