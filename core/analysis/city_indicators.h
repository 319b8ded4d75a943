#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/analysis/coverage.h"
#include "core/base/result.h"
#include "core/model/overlay.h"
#include "core/model/records_used.h"
#include "core/model/snapshot.h"

namespace chiiki {

/// The indicators of a snapshot that need no plugin. Their ids:
///   population.total, population.households, population.density, area.km2
///   facilities.<kind>, facilities.<kind>_per_1000
///   coverage.<kind>[+<kind>...]_<metres>[_n<at least>]   share of people within reach, see parseCoverageId
///   and every indicator with stored values (kgi.*, kpi.*, ...).
/// One object answers any number of questions, from any thread; areas and coverage are made ready once, when first
/// needed.
class CityIndicators {
public:
    explicit CityIndicators(SnapshotPtr snapshot);
    ~CityIndicators();
    CityIndicators(CityIndicators&&) noexcept;
    CityIndicators& operator=(CityIndicators&&) noexcept;

    /// All but coverage at other radii and of several kinds, which are endless; of coverage, each kind at 800 m.
    std::vector<Indicator> list() const;

    /// Values for every district and the city. The city's value is a sum, or a ratio of sums, never a mean of shares; a
    /// district without the inputs is missing. Sums over inferred borders are computed, not official.
    /// `reconciliation` is of the people or facilities that were distributed, for rates of the numerator.
    /// Error NotFound for an unknown id (the message names near ones), BadRequest for a coverage id with an unknown
    /// kind.
    /// Computed once, however many threads ask, then kept with the object.
    Result<IndicatorResult> compute(std::string_view id) const;

    /// Keeps what `previous`, of another snapshot, computed from records that are the same here: their values, their
    /// sources and what is said of their limits are as if computed anew. What depends on something else is left out.
    void takeOver(const CityIndicators& previous);

    /// How many indicators this object computed itself: those it keeps or took over are not counted again.
    std::size_t computedCount() const;

    /// Which records the values are made of; none for an unknown id. `sourceIds` is left empty: see the recipe.
    RecordsUsed recordsUsedBy(std::string_view id) const;

    /// What went into the value of one district (empty code = the city). Errors as `compute`; NotFound for an unknown
    /// code.
    Result<std::vector<IndicatorInput>> inputsOf(std::string_view id, std::string_view districtCode) const;

private:
    Result<IndicatorResult> computeAnew(std::string_view id) const;

    struct Parts;
    std::unique_ptr<Parts> parts_;
};

/// As above, for a single question.
std::vector<Indicator> coreIndicators(const SnapshotPtr& snapshot);
Result<IndicatorResult> computeIndicator(const SnapshotPtr& snapshot, std::string_view id);

/// "coverage.clinic+dentist_800_n2": kinds joined by "+", then "_" and the radius in metres (digits, at most one
/// point, no exponent), then "_n" and a whole number where more than one kind is asked for. Read from the right, since
/// kinds have underscores of their own. nullopt where the text is not of this form; whether the kinds exist is not
/// looked at.
std::optional<CoverageQuestion> parseCoverageId(std::string_view id);

/// The id that parses back to the question; `_n` only where atLeast > 1.
std::string coverageId(const CoverageQuestion& question);

}  // namespace chiiki
