#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/model/snapshot.h"
#include "workbench/usecases/pack_inputs.h"

namespace chiiki {

/// What the tables of facts say of the core's own things: the policy tree, KGI and KPI, taxi districts. Every row
/// carries document, page and lines; the documents' own sentences are left behind.
struct PackDocuments {
    std::vector<Measure> measures;
    std::vector<Indicator> indicators;
    std::vector<IndicatorValue> values;
    std::vector<TaxiDistrict> taxiDistricts;
    std::vector<SourceEdition> sources;
};

/// Reads measures.csv, indicators.csv and taxi_districts.csv of `factsDir`.
Result<PackDocuments> readPackDocuments(const PackInputs& inputs, const std::string& factsDir);

}  // namespace chiiki
