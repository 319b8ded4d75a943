#pragma once

#include "core/model/snapshot.h"
#include "workbench/cli/command.h"
#include "workbench/usecases/comparison_output.h"

namespace chiiki::cli {

/// A comparison table in the format that was asked for.
int deliverTable(Context& context, const ComparisonTable& table, const Snapshot& snapshot);

}  // namespace chiiki::cli
