#pragma once

#include <string_view>

#include "core/analysis/coverage.h"
#include "core/model/indicator.h"
#include "core/model/snapshot.h"

/// What the core's own indicators are called and how they behave; their numbers are made in city_indicators.cpp.
namespace chiiki::definitions {

Indicator populationTotal();
Indicator populationHouseholds();
Indicator populationDensity();
Indicator areaKm2();
Indicator facilityCount(const FacilityKind& kind);
Indicator facilityRate(const FacilityKind& kind);  // per 1,000 people
Indicator coverageShare(const CoverageQuestion& question, const Snapshot& snapshot);

/// A column of the coverage table: area_km2, population, covered_area_km2, covered_area_share, covered_population,
/// covered_population_share, facilities. Precondition: one of these.
Indicator coverageField(std::string_view id);

}  // namespace chiiki::definitions
