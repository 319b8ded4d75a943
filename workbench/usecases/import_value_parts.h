#pragma once

#include <compare>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/model/indicator.h"
#include "workbench/usecases/import_quantities.h"
#include "workbench/usecases/import_rows.h"

/// What imports of values have in common, whether of rows that name their district or of areas that are divided.
namespace chiiki::imports {

/// One column of numbers and the indicator it becomes.
struct ValueColumn {
    std::size_t index = 0;
    Quantity quantity;
    std::optional<int> year;
    std::string indicatorId;
};

struct ValueKey {
    std::string indicatorId;
    std::string districtCode;
    int year = 0;

    auto operator<=>(const ValueKey&) const = default;
};

/// The columns of numbers of a table and the names under which they are stored.
struct ValueTable {
    std::string base;               // what ids of its indicators begin with
    std::optional<int> yearSpoken;  // fiscal year of rows that do not say theirs: chosen, or in a name or title
    std::vector<ValueColumn> columns;
    std::map<std::string, std::string> titles;  // of the indicators, by id

    /// nullptr where no column becomes the indicator.
    const Quantity* quantityFor(const std::string& indicatorId) const;
};

/// The step of a preview for a table of one year: the years from the workspace's next one backwards, and the one told.
ImportDetection describeYear(std::optional<int> year, ImportOrigin origin, const Snapshot& city);

/// Names the edition and finds the columns; `preview` gets both. nullopt, with whyNot, where the table says too little.
std::optional<ValueTable> readValueTable(const RecognisedTable& table, const Snapshot& next, FilePreview& preview);

/// Puts the values, with their indicators and the edition, into `next` in place of those of the edition in force, and
/// tells the preview what differs. Values typed by hand stay.
void storeValues(const RecognisedTable& table, std::vector<IndicatorValue> values,
                 const std::function<const Quantity*(const std::string&)>& quantityFor, std::optional<int> yearSpoken,
                 FilePreview& preview, Snapshot& next);

}  // namespace chiiki::imports
