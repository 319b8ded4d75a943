#pragma once

#include <string>

#include "core/analysis/comparison.h"
#include "core/base/message.h"
#include "core/base/result.h"
#include "core/model/snapshot.h"

namespace chiiki {

/// A comparison table as people read it in a terminal: aligned for double-width characters, numbers grouped and rounded
/// (people and households so that the parts add up to the city), shares in percent, then the reconciliation lines, what
/// must be known, and the credits. Absent: … missing, x suppressed, - not applicable. A made-up number carries 見本 /
/// sample.
std::string comparisonText(const ComparisonTable& table, const Snapshot& snapshot, Language language);

/// UTF-8 with BOM: district_code, district and one column an indicator, under its id; districts, then city, outside,
/// unplaced. Numbers unrounded, absent empty. Where a district or the city lacks a value a column `<id>_absence` beside
/// it says why in every row; where a number is a sample or estimated, `<id>_status` says which.
std::string comparisonCsv(const ComparisonTable& table);

/// {"api":1,"rows":[],"reconciliation":{},"sources":[],"columns":[],"reconciliations":{}}: rows with the fields of the
/// CSV, absent null. `reconciliation` is that of the first column that has one (null where none has), `reconciliations`
/// all of them by indicator id; `columns` says what the fields are.
std::string comparisonJson(const ComparisonTable& table, const Snapshot& snapshot);

/// The CSV's fields as a sheet and the sources as a second one. Codes stay text.
Result<std::string> comparisonXlsx(const ComparisonTable& table, const Snapshot& snapshot);

}  // namespace chiiki
