#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/analysis/comparison.h"
#include "core/model/snapshot.h"
#include "workbench/usecases/publish_data.h"

namespace chiiki {

/// A file that readers take with them.
struct Download {
    std::string name;
    Text title;
    std::string bytes;
};

/// table.csv and table.json: all indicators, each in its latest year, as `chiiki table` has them. values.csv: one line
/// a district, indicator and year with title, unit, status and reason of absence. districts.geojson: the outlines with
/// the values of table.csv as properties; only where the city has outlines.
std::vector<Download> downloadsOf(const Snapshot& snapshot, std::span<const PublishedIndicator> published);

}  // namespace chiiki
