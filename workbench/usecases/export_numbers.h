#pragma once

#include <string>
#include <vector>

#include "core/analysis/comparison.h"
#include "core/base/result.h"
#include "core/io/data_layer.h"
#include "core/model/overlay.h"
#include "core/model/snapshot.h"

/// Indicators as layers. Numbers unrounded; absent is an empty cell, without a status and with its reason beside it.
namespace chiiki::export_layers {

/// One row a value: of every district and the city (district_code `city`), year and series, with status, reason of
/// absence, sources and whether it is a sample. With a year that year's alone.
DataLayer values(const Snapshot& city, const std::vector<IndicatorResult>& results, std::optional<FiscalYear> year,
                 Language language);

/// What the indicators are: unit, kind, direction, how they came to be and what must be known.
DataLayer indicators(const std::vector<IndicatorResult>& results, Language language);

/// districts - repeated + outside + unplaced = source, a row an indicator that adds up.
DataLayer reconciliation(const std::vector<IndicatorResult>& results, Language language);

/// One row a district, the city and the rests; for each indicator its value in one year and beside it `<id>_year`,
/// `<id>_status`, `<id>_absence` and `<id>_source`; at the end whether any of them is a sample.
DataLayer table(const ComparisonTable& comparison, Language language);

/// The districts of the same table with their outlines and names.
DataLayer districts(const Snapshot& city, const ComparisonTable& comparison, Language language);

/// Error BadRequest where the parts of one do not add up: it is not exported.
Result<void> checkSums(const std::vector<IndicatorResult>& results, std::size_t districtCount, Language language);
Result<void> checkSums(const ComparisonTable& comparison, Language language);

}  // namespace chiiki::export_layers
