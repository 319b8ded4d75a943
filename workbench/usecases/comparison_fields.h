#pragma once

#include <string>
#include <variant>
#include <vector>

#include "core/analysis/comparison.h"

namespace chiiki {

/// A comparison table as plain fields, the same for every file format.
struct ComparisonFields {
    using Cell = std::variant<std::monostate, double, std::string>;
    std::vector<std::string> names;
    std::vector<std::vector<Cell>> rows;
};

/// district_code, district, then each indicator under its id, followed by `<id>_absence` and `<id>_status` where they
/// are needed (see comparisonCsv).
ComparisonFields fieldsOf(const ComparisonTable& table);

/// The ids of the editions behind all columns, each once, in the order of first use.
std::vector<std::string> sourceIdsOf(const ComparisonTable& table);

}  // namespace chiiki
