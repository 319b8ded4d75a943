#pragma once

#include "core/analysis/comparison.h"
#include "core/analysis/coverage.h"
#include "core/base/result.h"
#include "core/model/snapshot.h"

namespace chiiki {

struct CoverageRequest {
    CoverageQuestion question;
};

struct CoverageReport {
    Coverage coverage;
    ComparisonTable table;  // the same as columns, for every output
};

/// `chiiki coverage`: how much land and how many people the facilities reach, by district. Errors as
/// CoverageModel::answer.
Result<CoverageReport> reportCoverage(const SnapshotPtr& snapshot, const CoverageRequest& request);

}  // namespace chiiki
