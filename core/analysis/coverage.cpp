#include "core/analysis/coverage.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <tbb/blocked_range.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include "core/analysis/recipe_parts.h"
#include "core/geo/crs.h"
#include "core/geo/point_index.h"
#include "core/geo/transform.h"
#include "core/text/number_text.h"

namespace chiiki {
namespace {

constexpr double m2PerKm2 = 1e6;

Value computed(double number)
{
    return Value::of(number, Status::Computed);
}

Value shareOf(const Value& part, const Value& whole)
{
    if (!part.isNumber() || !whole.isNumber())
        return Value::absent(Absence::Missing, Status::Computed);
    if (*whole.number() <= 0)
        return Value::absent(Absence::NotApplicable, Status::Computed);
    return computed(*part.number() / *whole.number());
}

void addTo(Value& sum, const Value& part)
{
    if (part.isNumber())
        sum = computed(sum.number().value_or(0) + *part.number());
}

std::string listOfKinds(const Snapshot& snapshot)
{
    std::string list;
    for (const FacilityKind& kind : snapshot.facilityKinds)
        list += (list.empty() ? "" : ", ") + kind.id;
    return list;
}

/// The question with each kind once, or why it makes no sense.
Result<CoverageQuestion> checked(CoverageQuestion question, const Snapshot& snapshot)
{
    std::vector<std::string> kinds;
    for (const std::string& kind : question.kinds)
        if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end())
            kinds.push_back(kind);
    question.kinds = kinds;
    if (kinds.empty())
        return fail(ErrorKind::BadRequest, {"analysis.no_kind", {listOfKinds(snapshot)}});
    for (const std::string& kind : kinds)
        if (!findFacilityKind(snapshot, kind))
            return fail(ErrorKind::BadRequest, {"analysis.unknown_kind", {kind, listOfKinds(snapshot)}});
    if (!(question.radiusM > 0) || !std::isfinite(question.radiusM))
        return fail(ErrorKind::BadRequest, {"analysis.bad_radius", {shortestText(question.radiusM)}});
    if (question.atLeast < 1 || static_cast<std::size_t>(question.atLeast) > kinds.size())
        return fail(ErrorKind::BadRequest,
                    {"analysis.bad_at_least", {std::to_string(question.atLeast), std::to_string(kinds.size())}});
    return question;
}

/// Calls `visit` with each vertex.
template <typename Visit>
void forEachPoint(MultiPolygon& outline, const Visit& visit)
{
    for (Polygon& polygon : outline)
        for (Ring& ring : polygon.rings)
            for (Point& point : ring)
                visit(point);
}

/// Outlines of many small areas moved in one call, one call each costs as much as the positions themselves; and each
/// vertex once, however many neighbours share it.
void moveTogether(const Transform& transform, std::span<const DemandArea> from, std::span<MultiPolygon> to)
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < from.size(); ++i) {
        to[i] = from[i].outline;
        forEachPoint(to[i], [&](const Point&) { ++count; });
    }
    PointIndex index(count);
    std::vector<PointIndex::Id> ids;
    ids.reserve(count);
    for (MultiPolygon& outline : to)
        forEachPoint(outline, [&](const Point& point) { ids.push_back(index.idOf(point)); });
    std::vector<Point> moved = index.points();
    transform.apply(moved);
    auto next = ids.begin();
    for (MultiPolygon& outline : to)
        forEachPoint(outline, [&](Point& point) { point = moved[*next++]; });
}

}  // namespace

struct CoverageModel::Plane {
    SnapshotPtr snapshot;
    std::map<std::string, std::size_t, std::less<>> districtOfCode;
    std::vector<MultiPolygon> districtOutlines;
    CoveredArea districts;
    std::vector<Point> demandPoints;

    // The 4,430 outlines of demand areas take most of the time and a question by point needs none of them.
    struct Demand {
        std::vector<MultiPolygon> outlines;
        std::unique_ptr<CoveredArea> areas;
    };
    mutable std::once_flag demandMade;
    mutable Demand demand;

    Plane(SnapshotPtr of, std::vector<MultiPolygon> outlines)
        : snapshot(std::move(of))
        , districtOutlines(std::move(outlines))
        , districts(districtOutlines)
    {
        for (std::size_t i = 0; i < snapshot->districts.size(); ++i)
            districtOfCode.emplace(snapshot->districts[i].code, i);
        for (const DemandArea& area : snapshot->demandAreas)
            demandPoints.push_back(area.representativePoint);
        toPlane().apply(demandPoints);
    }

    /// Precondition: both codes are known to PROJ, which `of` has seen.
    Transform toPlane() const { return *Transform::between(storedEpsg, snapshot->city.planeEpsg); }

    const CoveredArea& demandAreas() const
    {
        // Isolated: a thread that waits inside for its parts must not take up other work, which might ask for this.
        std::call_once(demandMade, [&] { tbb::this_task_arena::isolate([&] { makeDemandAreas(); }); });
        return *demand.areas;
    }

    void makeDemandAreas() const
    {
        const std::vector<DemandArea>& areas = snapshot->demandAreas;
        demand.outlines.resize(areas.size());
        tbb::enumerable_thread_specific<Transform> transforms([&] { return toPlane(); });
        tbb::parallel_for(tbb::blocked_range<std::size_t>(0, areas.size(), 256), [&](const auto& range) {
            moveTogether(transforms.local(), std::span(areas).subspan(range.begin(), range.size()),
                         std::span(demand.outlines).subspan(range.begin(), range.size()));
        });
        demand.areas = std::make_unique<CoveredArea>(demand.outlines);
    }

    CircleUnion regionOf(const CoverageQuestion& question) const
    {
        const Transform transform = toPlane();
        std::vector<std::vector<Point>> centres(question.kinds.size());
        for (const Facility& facility : snapshot->facilities) {
            const auto kind = std::find(question.kinds.begin(), question.kinds.end(), facility.kind);
            if (kind != question.kinds.end() && facility.place &&
                facility.placement.rest != Placement::Rest::Unplaced && isOpen(facility, *snapshot))
                centres[static_cast<std::size_t>(kind - question.kinds.begin())].push_back(*facility.place);
        }
        for (std::vector<Point>& ofKind : centres)
            transform.apply(ofKind);
        return {centres, question.radiusM, question.atLeast};
    }

    /// Share of each demand area's people within the region, 0..1.
    std::vector<double> reachedShares(const CircleUnion& region, DemandBy demandBy) const
    {
        std::vector<double> shares;
        for (const Point point : demandPoints)
            shares.push_back(region.contains(point) ? 1 : 0);
        if (demandBy == DemandBy::Point)
            return shares;
        const CoveredArea& outlines = demandAreas();
        const std::vector<double> covered = outlines.within(region);
        // A block without an outline has only its point to go by.
        for (std::size_t i = 0; i < shares.size(); ++i)
            if (outlines.areaM2()[i] > 0)
                shares[i] = covered[i] / outlines.areaM2()[i];
        return shares;
    }

    void countPeople(const CircleUnion& region, Coverage& coverage) const
    {
        const std::vector<double> shares = reachedShares(region, coverage.question.demandBy);
        for (std::size_t i = 0; i < shares.size(); ++i) {
            const DemandArea& area = snapshot->demandAreas[i];
            coverage.people.source += area.people;
            const auto district = districtOfCode.find(area.districtCode);
            if (district == districtOfCode.end()) {
                coverage.people.unplaced += area.people;
                continue;
            }
            coverage.people.districts += area.people;
            CoverageRow& row = coverage.districts[district->second];
            addTo(row.population, computed(area.people));
            addTo(row.coveredPopulation, computed(area.people * shares[i]));
        }
    }

    void countFacilities(Coverage& coverage) const
    {
        for (const Facility& facility : snapshot->facilities) {
            const std::vector<std::string>& kinds = coverage.question.kinds;
            if (std::find(kinds.begin(), kinds.end(), facility.kind) == kinds.end())
                continue;
            coverage.facilities.source += 1;
            addSource(coverage.recipe, *snapshot, facility.sourceId);
            if (const auto year = yearOfEdition(*snapshot, facility.sourceId))
                coverage.year = std::max(coverage.year, *year);
            const bool isClosed = !isOpen(facility, *snapshot);
            coverage.closed += isClosed;
            const auto district = districtOfCode.find(facility.placement.districtCode);
            if (isClosed || facility.placement.rest == Placement::Rest::Unplaced) {
                coverage.facilities.unplaced += 1;
            } else if (facility.placement.rest == Placement::Rest::Outside) {
                coverage.facilities.outside += 1;
            } else if (district == districtOfCode.end()) {
                coverage.facilities.unplaced += 1;
            } else {
                coverage.facilities.districts += 1;
                ++coverage.districts[district->second].facilities;
            }
        }
    }

    void writeRecipe(Coverage& coverage) const
    {
        Recipe& recipe = coverage.recipe;
        const CoverageQuestion& question = coverage.question;
        Text kinds;
        for (const std::string& id : question.kinds) {
            const FacilityKind& kind = *findFacilityKind(*snapshot, id);
            kinds.ja += (kinds.ja.empty() ? "" : "・") + kind.title.ja;
            kinds.en += (kinds.en.empty() ? "" : ", ") + kind.title.en;
        }
        const bool byArea = question.demandBy == DemandBy::Area;
        const std::string_view formula = byArea ? "analysis.coverage_formula_area" : "analysis.coverage_formula_point";
        const std::string radius = groupedText(question.radiusM, decimalsNeeded(question.radiusM));
        const std::string atLeast = std::to_string(question.atLeast);
        recipe.formula = {speak({formula, {kinds.ja, radius, atLeast}}, Language::Japanese),
                          speak({formula, {kinds.en, radius, atLeast}}, Language::English)};
        recipe.crsPath = crsPathOf(snapshot->city);
        addBorders(recipe, *snapshot);
        recipe.limits.push_back(
            textOf({byArea ? "analysis.coverage_limit_area" : "analysis.coverage_limit_point", {}}));
        recipe.limits.push_back(textOf({"analysis.coverage_limit_straight", {}}));
        const int unplaced = static_cast<int>(coverage.facilities.unplaced) - coverage.closed;
        if (unplaced > 0)
            recipe.limits.push_back(textOf({"analysis.coverage_limit_unplaced", {std::to_string(unplaced)}}));
        if (coverage.closed > 0)
            recipe.limits.push_back(textOf({"analysis.coverage_limit_closed", {std::to_string(coverage.closed)}}));
    }
};

CoverageModel::CoverageModel(std::unique_ptr<Plane> plane)
    : plane_(std::move(plane))
{
}
CoverageModel::CoverageModel(CoverageModel&&) noexcept = default;
CoverageModel& CoverageModel::operator=(CoverageModel&&) noexcept = default;
CoverageModel::~CoverageModel() = default;

Result<CoverageModel> CoverageModel::of(SnapshotPtr snapshot)
{
    if (snapshot->city.planeEpsg == 0)
        return fail(ErrorKind::BadRequest, {"analysis.no_plane", {snapshot->city.name.ja}});
    const auto transform = Transform::between(storedEpsg, snapshot->city.planeEpsg);
    if (!transform)
        return tl::unexpected(transform.error());
    std::vector<MultiPolygon> outlines;
    for (const District& district : snapshot->districts)
        outlines.push_back((*transform)(district.outline));
    return CoverageModel(std::make_unique<Plane>(std::move(snapshot), std::move(outlines)));
}

Result<Coverage> CoverageModel::answer(const CoverageQuestion& asked) const
{
    auto question = checked(asked, *plane_->snapshot);
    if (!question)
        return tl::unexpected(question.error());
    Coverage coverage;
    coverage.question = *std::move(question);
    const CircleUnion region = plane_->regionOf(coverage.question);

    const std::vector<double> coveredM2 = plane_->districts.within(region);
    for (std::size_t i = 0; i < plane_->snapshot->districts.size(); ++i) {
        CoverageRow row;
        row.districtCode = plane_->snapshot->districts[i].code;
        const double areaM2 = plane_->districts.areaM2()[i];
        if (areaM2 > 0) {
            row.areaKm2 = computed(areaM2 / m2PerKm2);
            row.coveredAreaKm2 = computed(coveredM2[i] / m2PerKm2);
        }
        coverage.districts.push_back(std::move(row));
    }
    plane_->countPeople(region, coverage);
    plane_->countFacilities(coverage);
    if (coverage.year == FiscalYear{})
        coverage.year = yearOfWorkspace(*plane_->snapshot);

    for (CoverageRow& row : coverage.districts) {
        row.coveredAreaShare = shareOf(row.coveredAreaKm2, row.areaKm2);
        row.coveredPopulationShare = shareOf(row.coveredPopulation, row.population);
        addTo(coverage.city.areaKm2, row.areaKm2);
        addTo(coverage.city.coveredAreaKm2, row.coveredAreaKm2);
        addTo(coverage.city.population, row.population);
        addTo(coverage.city.coveredPopulation, row.coveredPopulation);
        coverage.city.facilities += row.facilities;
    }
    coverage.city.coveredAreaShare = shareOf(coverage.city.coveredAreaKm2, coverage.city.areaKm2);
    coverage.city.coveredPopulationShare = shareOf(coverage.city.coveredPopulation, coverage.city.population);
    plane_->writeRecipe(coverage);
    return coverage;
}

Result<MultiPolygon> CoverageModel::outlineForDrawing(const CoverageQuestion& asked, double toleranceM) const
{
    const auto question = checked(asked, *plane_->snapshot);
    if (!question)
        return tl::unexpected(question.error());
    const auto fromPlane = Transform::between(plane_->snapshot->city.planeEpsg, storedEpsg);
    if (!fromPlane)
        return tl::unexpected(fromPlane.error());
    return (*fromPlane)(plane_->regionOf(*question).outline(toleranceM));
}

std::span<const double> CoverageModel::districtAreaM2() const
{
    return plane_->districts.areaM2();
}

std::string_view code(DemandBy demandBy)
{
    return demandBy == DemandBy::Area ? "area" : "point";
}

std::optional<DemandBy> parseDemandBy(std::string_view word)
{
    for (const DemandBy demandBy : {DemandBy::Area, DemandBy::Point})
        if (code(demandBy) == word)
            return demandBy;
    return std::nullopt;
}

}  // namespace chiiki
