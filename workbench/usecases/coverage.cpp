#include "workbench/usecases/coverage.h"

namespace chiiki {

Result<CoverageReport> reportCoverage(const SnapshotPtr& snapshot, const CoverageRequest& request)
{
    const auto model = CoverageModel::of(snapshot);
    if (!model)
        return tl::unexpected(model.error());
    auto coverage = model->answer(request.question);
    if (!coverage)
        return tl::unexpected(coverage.error());
    ComparisonTable table = coverageTable(*snapshot, *coverage);
    return CoverageReport{*std::move(coverage), std::move(table)};
}

}  // namespace chiiki
