#include "core/analysis/city_indicators.h"

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <tuple>

#include <tbb/task_arena.h>

#include "core/analysis/district_sums.h"
#include "core/analysis/indicator_definitions.h"
#include "core/analysis/recipe_parts.h"
#include "core/analysis/same_records.h"
#include "core/text/edit_distance.h"
#include "core/text/utf8.h"

namespace chiiki {
namespace {

constexpr std::string_view facilitiesPrefix = "facilities.";
constexpr std::string_view perThousand = "_per_1000";
constexpr std::size_t keptResults = 500;

Value ratioOf(const Value& part, const Value& whole, double scale)
{
    if (!part.isNumber() || !whole.isNumber())
        return Value::absent(Absence::Missing, Status::Computed);
    if (*whole.number() <= 0)
        return Value::absent(Absence::NotApplicable, Status::Computed);
    return Value::of(*part.number() / *whole.number() * scale, Status::Computed);
}

}  // namespace

/// What is made once is made isolated: a thread that waits for parts of it must not take up other work meanwhile, which
/// might ask for it.
struct CityIndicators::Parts {
    SnapshotPtr snapshot;
    DistrictIndex districtOfCode;
    mutable std::once_flag modelOnce;
    mutable std::optional<Result<CoverageModel>> model;

    struct Making {
        std::once_flag once;
        std::optional<Result<IndicatorResult>> made;
    };
    mutable std::mutex mutex;  // of all below
    mutable std::map<std::string, std::shared_ptr<Making>, std::less<>> making;
    mutable std::map<std::string, IndicatorResult, std::less<>> kept;  // by id
    mutable std::size_t computed = 0;

    explicit Parts(SnapshotPtr of)
        : snapshot(std::move(of))
        , districtOfCode(indexOfDistricts(*snapshot))
    {
    }

    const Result<CoverageModel>& coverageModel() const
    {
        std::call_once(modelOnce, [&] { tbb::this_task_arena::isolate([&] { model = CoverageModel::of(snapshot); }); });
        return *model;
    }

    DistrictSums demandSums(int DemandArea::*weight) const { return sumOfDemand(*snapshot, districtOfCode, weight); }
    DistrictSums facilitySums(const FacilityKind& kind) const { return countOf(*snapshot, districtOfCode, kind); }
    Result<DistrictSums> areaSums() const
    {
        const Result<CoverageModel>& ready = coverageModel();
        if (!ready)
            return tl::unexpected(ready.error());
        return sumOfAreas(*snapshot, ready->districtAreaM2());
    }

    FiscalYear censusYear() const { return yearOfCensus(*snapshot).value_or(yearOfWorkspace(*snapshot)); }

    FiscalYear newestYearOf(const std::vector<std::string>& sourceIds) const
    {
        std::optional<FiscalYear> newest;
        for (const std::string& sourceId : sourceIds)
            newest = std::max(newest, yearOfEdition(*snapshot, sourceId));
        return newest.value_or(yearOfWorkspace(*snapshot));
    }

    IndicatorResult resultOf(Indicator indicator, FiscalYear year, const std::vector<Value>& districts, Value city,
                             const std::vector<std::string>& sourceIds) const
    {
        IndicatorResult result;
        const std::string sourceId = sourceIds.size() == 1 ? sourceIds.front() : std::string();
        for (std::size_t i = 0; i < districts.size(); ++i)
            result.values.push_back(
                {indicator.id, snapshot->districts[i].code, year, Series::Actual, districts[i], sourceId, {}});
        result.values.push_back({indicator.id, {}, year, Series::Actual, city, sourceId, {}});
        result.indicator = std::move(indicator);
        for (const std::string& id : sourceIds)
            addSource(result.recipe, *snapshot, id);
        return result;
    }

    IndicatorResult sumResult(Indicator indicator, const DistrictSums& tallied, FiscalYear year,
                              std::string_view formula) const
    {
        IndicatorResult result =
            resultOf(std::move(indicator), year, tallied.districts, tallied.city, tallied.sourceIds);
        result.reconciliation = tallied.reconciliation;
        result.hasReconciliation = true;
        result.recipe.formula = textOf({formula, {}});
        addBorders(result.recipe, *snapshot);
        return result;
    }

    IndicatorResult ratioResult(Indicator indicator, const DistrictSums& part, const DistrictSums& whole, double scale,
                                FiscalYear year, std::string_view formula) const
    {
        std::vector<Value> districts;
        for (std::size_t i = 0; i < part.districts.size(); ++i)
            districts.push_back(ratioOf(part.districts[i], whole.districts[i], scale));
        std::vector<std::string> sourceIds = part.sourceIds;
        for (const std::string& sourceId : whole.sourceIds)
            if (std::find(sourceIds.begin(), sourceIds.end(), sourceId) == sourceIds.end())
                sourceIds.push_back(sourceId);
        IndicatorResult result =
            resultOf(std::move(indicator), year, districts, ratioOf(part.city, whole.city, scale), sourceIds);
        result.reconciliation = part.reconciliation;
        result.hasReconciliation = true;
        result.recipe.formula = textOf({formula, {}});
        addBorders(result.recipe, *snapshot);
        return result;
    }

    Result<IndicatorResult> density() const
    {
        const Result<DistrictSums> areas = areaSums();
        if (!areas)
            return tl::unexpected(areas.error());
        IndicatorResult result = ratioResult(definitions::populationDensity(), demandSums(&DemandArea::people), *areas,
                                             1, censusYear(), "analysis.formula_density");
        result.recipe.crsPath = crsPathOf(snapshot->city);
        return result;
    }

    Result<IndicatorResult> areas() const
    {
        const Result<DistrictSums> tallied = areaSums();
        if (!tallied)
            return tl::unexpected(tallied.error());
        IndicatorResult result = sumResult(definitions::areaKm2(), *tallied, censusYear(), "analysis.formula_area");
        // The districts are all there is: a source to compare with does not exist.
        result.hasReconciliation = false;
        result.recipe.crsPath = crsPathOf(snapshot->city);
        return result;
    }

    IndicatorResult facilities(const FacilityKind& kind) const
    {
        const DistrictSums tallied = facilitySums(kind);
        return sumResult(definitions::facilityCount(kind), tallied, newestYearOf(tallied.sourceIds),
                         "analysis.formula_facilities");
    }

    IndicatorResult facilitiesPerThousand(const FacilityKind& kind) const
    {
        const DistrictSums tallied = facilitySums(kind);
        return ratioResult(definitions::facilityRate(kind), tallied, demandSums(&DemandArea::people), 1000,
                           newestYearOf(tallied.sourceIds), "analysis.formula_per_1000");
    }

    Result<Coverage> coverage(const CoverageQuestion& question) const
    {
        const Result<CoverageModel>& ready = coverageModel();
        return ready ? ready->answer(question) : tl::unexpected(ready.error());
    }

    Result<IndicatorResult> coverageResult(const CoverageQuestion& question) const
    {
        const Result<Coverage> answer = coverage(question);
        if (!answer)
            return tl::unexpected(answer.error());
        std::vector<Value> shares;
        for (const CoverageRow& row : answer->districts)
            shares.push_back(row.coveredPopulationShare);
        IndicatorResult result = resultOf(definitions::coverageShare(answer->question, *snapshot), answer->year, shares,
                                          answer->city.coveredPopulationShare, answer->recipe.sourceIds);
        result.recipe = answer->recipe;
        result.reconciliation = answer->people;
        result.hasReconciliation = true;
        return result;
    }

    /// Where a source says the numbers of all districts and that of the city, the ones must add up to the other. Where
    /// it was recorded what its records outside and in no district hold, those are parts too; without a number of the
    /// city the source is all of them.
    void compareWithTotal(IndicatorResult& result, const std::map<FiscalYear, Reconciliation>& rests) const
    {
        if (result.indicator.kind != IndicatorKind::Count || result.indicator.cityOnly)
            return;
        const std::optional<FiscalYear> year = latestYearWithNumber(result);
        const auto rest = year ? rests.find(*year) : rests.end();
        const bool isRecorded = rest != rests.end();
        double sum = 0;
        std::size_t count = 0;
        std::optional<double> total;
        for (const IndicatorValue& value : result.values) {
            const auto number =
                value.series == Series::Actual && value.year == year ? value.value.number() : std::nullopt;
            const bool isSaid = value.value.status == Status::Official;
            if (!number)
                continue;
            if (value.districtCode.empty() && isSaid) {
                total = *number;
            } else if (!value.districtCode.empty() && (isSaid || isRecorded)) {
                sum += *number;
                ++count;
            }
        }
        if (!isRecorded && (!total || count != snapshot->districts.size()))
            return;
        Reconciliation& sums = result.reconciliation;
        if (isRecorded)
            sums = rest->second;
        sums.districts = sum;
        sums.source = total.value_or(sums.districts + sums.outside + sums.unplaced);
        result.hasReconciliation = true;
    }

    IndicatorResult stored(const Indicator& known) const
    {
        IndicatorResult result;
        result.indicator = known;
        std::map<FiscalYear, Reconciliation> rests;
        for (const IndicatorValue& value : snapshot->values) {
            if (value.indicatorId != known.id)
                continue;
            addSource(result.recipe, *snapshot, value.sourceId);
            if (value.districtCode == code(Placement::Rest::Outside))
                rests[value.year].outside = value.value.number().value_or(0);
            else if (value.districtCode == code(Placement::Rest::Unplaced))
                rests[value.year].unplaced = value.value.number().value_or(0);
            else
                result.values.push_back(value);
        }
        std::stable_sort(
            result.values.begin(), result.values.end(), [](const IndicatorValue& a, const IndicatorValue& b) {
                return std::tuple(a.year, a.districtCode.empty(), std::string_view(a.districtCode), a.series) <
                       std::tuple(b.year, b.districtCode.empty(), std::string_view(b.districtCode), b.series);
            });
        compareWithTotal(result, rests);
        result.recipe.formula = textOf({"analysis.formula_stored", {}});
        if (known.cityOnly)
            result.recipe.limits.push_back(textOf({"analysis.city_only", {}}));
        return result;
    }

    const Indicator* storedIndicator(std::string_view id) const
    {
        for (const Indicator& known : snapshot->indicators)
            if (known.id == id)
                return &known;
        return nullptr;
    }

    /// The kind of a facilities.* id and whether it is the rate; nullptr where it is none. A kind whose own name ends
    /// like the rate is found first.
    std::pair<const FacilityKind*, bool> facilityKindOf(std::string_view id) const
    {
        if (!id.starts_with(facilitiesPrefix))
            return {nullptr, false};
        id.remove_prefix(facilitiesPrefix.size());
        if (const FacilityKind* kind = findFacilityKind(*snapshot, id))
            return {kind, false};
        if (!id.ends_with(perThousand))
            return {nullptr, false};
        id.remove_suffix(perThousand.size());
        return {findFacilityKind(*snapshot, id), true};
    }

    std::string nearIds(std::string_view id, const std::vector<Indicator>& known) const
    {
        const std::u32string wanted = toCodePoints(id);
        std::multimap<std::size_t, std::string> ranked;
        for (const Indicator& indicator : known)
            ranked.emplace(editDistance(toCodePoints(indicator.id), wanted), indicator.id);
        std::string list;
        int listed = 0;
        for (const auto& [distance, near] : ranked)
            if (listed++ < 5)
                list += (list.empty() ? "" : ", ") + near;
        return list;
    }
};

CityIndicators::CityIndicators(SnapshotPtr snapshot)
    : parts_(std::make_unique<Parts>(std::move(snapshot)))
{
}
CityIndicators::~CityIndicators() = default;
CityIndicators::CityIndicators(CityIndicators&&) noexcept = default;
CityIndicators& CityIndicators::operator=(CityIndicators&&) noexcept = default;

std::vector<Indicator> CityIndicators::list() const
{
    const Snapshot& snapshot = *parts_->snapshot;
    std::vector<Indicator> all = {definitions::populationTotal(), definitions::populationHouseholds(),
                                  definitions::populationDensity(), definitions::areaKm2()};
    for (const FacilityKind& kind : snapshot.facilityKinds) {
        const auto isOfKind = [&](const Facility& facility) { return facility.kind == kind.id; };
        if (std::none_of(snapshot.facilities.begin(), snapshot.facilities.end(), isOfKind))
            continue;
        all.push_back(definitions::facilityCount(kind));
        all.push_back(definitions::facilityRate(kind));
        all.push_back(definitions::coverageShare({{kind.id}, 800, 1, DemandBy::Area}, snapshot));
    }
    all.insert(all.end(), snapshot.indicators.begin(), snapshot.indicators.end());
    return all;
}

Result<IndicatorResult> CityIndicators::compute(std::string_view id) const
{
    const Parts& parts = *parts_;
    std::shared_ptr<Parts::Making> one;
    {
        const std::lock_guard lock(parts.mutex);
        if (const auto known = parts.kept.find(id); known != parts.kept.end())
            return known->second;
        std::shared_ptr<Parts::Making>& place = parts.making[std::string(id)];
        if (!place)
            place = std::make_shared<Parts::Making>();
        one = place;
    }
    std::call_once(one->once, [&] {
        tbb::this_task_arena::isolate([&] { one->made = computeAnew(id); });
        const std::lock_guard lock(parts.mutex);
        parts.making.erase(parts.making.find(id));
        if (!*one->made)
            return;
        ++parts.computed;
        // Coverage has endless ids: a slider passes by thousands.
        if (parts.kept.size() < keptResults)
            parts.kept.emplace(std::string(id), **one->made);
    });
    return *one->made;
}

std::size_t CityIndicators::computedCount() const
{
    const std::lock_guard lock(parts_->mutex);
    return parts_->computed;
}

void CityIndicators::takeOver(const CityIndicators& previous)
{
    const SameRecords same(*previous.parts_->snapshot, *parts_->snapshot);
    const std::scoped_lock lock(previous.parts_->mutex, parts_->mutex);
    for (const auto& [id, result] : previous.parts_->kept)
        if (same.holdsFor(recordsUsedBy(id), result))
            parts_->kept.emplace(id, result);
}

Result<IndicatorResult> CityIndicators::computeAnew(std::string_view id) const
{
    const Parts& parts = *parts_;
    if (id == definitions::populationTotal().id)
        return parts.sumResult(definitions::populationTotal(), parts.demandSums(&DemandArea::people),
                               parts.censusYear(), "analysis.formula_people");
    if (id == definitions::populationHouseholds().id)
        return parts.sumResult(definitions::populationHouseholds(), parts.demandSums(&DemandArea::households),
                               parts.censusYear(), "analysis.formula_households");
    if (id == definitions::populationDensity().id)
        return parts.density();
    if (id == definitions::areaKm2().id)
        return parts.areas();
    if (const auto [kind, isRate] = parts.facilityKindOf(id); kind)
        return isRate ? parts.facilitiesPerThousand(*kind) : parts.facilities(*kind);
    if (const Indicator* known = parts.storedIndicator(id))
        return parts.stored(*known);
    if (const auto question = parseCoverageId(id))
        return parts.coverageResult(*question);
    return fail(ErrorKind::NotFound, {"analysis.unknown_indicator", {std::string(id), parts.nearIds(id, list())}});
}

RecordsUsed CityIndicators::recordsUsedBy(std::string_view id) const
{
    if (id == definitions::populationTotal().id || id == definitions::populationHouseholds().id)
        return {.demandAreas = true};
    if (id == definitions::populationDensity().id)
        return {.demandAreas = true, .districtOutlines = true};
    if (id == definitions::areaKm2().id)
        return {.districtOutlines = true};
    if (const auto [kind, isRate] = parts_->facilityKindOf(id); kind)
        return {.demandAreas = isRate, .facilityKinds = {kind->id}};
    if (parts_->storedIndicator(id))
        return {.storedValues = true};
    if (const auto question = parseCoverageId(id))
        return {.demandAreas = true,
                .districtOutlines = true,
                .facilityKinds = question->kinds,
                .facilitiesReachAcross = true};
    return {};
}

Result<std::vector<IndicatorInput>> CityIndicators::inputsOf(std::string_view id, std::string_view districtCode) const
{
    const Parts& parts = *parts_;
    std::optional<std::size_t> district;
    if (!districtCode.empty()) {
        const auto found = parts.districtOfCode.find(districtCode);
        if (found == parts.districtOfCode.end())
            return fail(ErrorKind::NotFound, {"analysis.unknown_district", {std::string(districtCode)}});
        district = found->second;
    }
    const auto inputOf = [&](const Indicator& definition, const DistrictSums& tallied) {
        return IndicatorInput{definition.title, district ? tallied.districts[*district] : tallied.city, definition.unit,
                              district ? tallied.rows[*district] : tallied.cityRows, tallied.sourceIds};
    };
    const auto people = [&] { return inputOf(definitions::populationTotal(), parts.demandSums(&DemandArea::people)); };

    std::vector<IndicatorInput> inputs;
    if (id == definitions::populationTotal().id) {
        inputs.push_back(people());
    } else if (id == definitions::populationHouseholds().id) {
        inputs.push_back(inputOf(definitions::populationHouseholds(), parts.demandSums(&DemandArea::households)));
    } else if (id == definitions::populationDensity().id || id == definitions::areaKm2().id) {
        const Result<DistrictSums> areas = parts.areaSums();
        if (!areas)
            return tl::unexpected(areas.error());
        if (id == definitions::populationDensity().id)
            inputs.push_back(people());
        inputs.push_back(inputOf(definitions::areaKm2(), *areas));
    } else if (const auto [kind, isRate] = parts.facilityKindOf(id); kind) {
        inputs.push_back(inputOf(definitions::facilityCount(*kind), parts.facilitySums(*kind)));
        if (isRate)
            inputs.push_back(people());
    } else if (const auto question = parseCoverageId(id); question && !parts.storedIndicator(id)) {
        const Result<Coverage> answer = parts.coverage(*question);
        if (!answer)
            return tl::unexpected(answer.error());
        const CoverageRow& row = district ? answer->districts[*district] : answer->city;
        IndicatorInput covered = people();
        covered.title = textOf({"analysis.input_covered_people", {}});
        covered.value = row.coveredPopulation;
        inputs.push_back(std::move(covered));
        inputs.push_back(people());
        for (const std::string& used : answer->question.kinds) {
            const FacilityKind& ofReach = *findFacilityKind(*parts.snapshot, used);
            IndicatorInput places = inputOf(definitions::facilityCount(ofReach), parts.facilitySums(ofReach));
            inputs.push_back(std::move(places));
        }
    } else if (!parts.storedIndicator(id)) {
        return fail(ErrorKind::NotFound, {"analysis.unknown_indicator", {std::string(id), parts.nearIds(id, list())}});
    }
    return inputs;
}

std::vector<Indicator> coreIndicators(const SnapshotPtr& snapshot)
{
    return CityIndicators(snapshot).list();
}

Result<IndicatorResult> computeIndicator(const SnapshotPtr& snapshot, std::string_view id)
{
    return CityIndicators(snapshot).compute(id);
}

}  // namespace chiiki
