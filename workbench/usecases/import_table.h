#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/io/column_roles.h"
#include "core/io/header_row.h"
#include "core/io/raw_table.h"
#include "core/io/standard_sets.h"
#include "core/model/indicator.h"
#include "workbench/usecases/import_preview.h"

/// How an import reads a table; for import_*.cpp alone.
namespace chiiki::imports {

/// A column with what it is taken for.
struct TakenColumn {
    std::string heading;
    ColumnRole role = ColumnRole::Ignore;
    const StandardColumn* standard = nullptr;  // of a standard set
    ImportOrigin origin = ImportOrigin::Detected;
    std::vector<Message> evidence;
    bool isDoubtful = false;
    std::optional<int> year;
    std::string quantity;  // of a value
};

/// A table as it was recognised, with the choices that were made about it.
struct RecognisedTable {
    RawTable raw;
    TableLayout layout;
    std::optional<SetMatch> set;
    std::vector<TakenColumn> columns;
    std::string publisher;
    std::string signature;    // what its choices are remembered under
    ImportChoices chosen;     // of this request
    ImportChoices choices;    // with the remembered ones beneath
    Diagnostics diagnostics;  // of the readers
    // Of a layer, whose features are the rows and whose attributes the cells:
    bool isLayer = false;
    std::vector<std::optional<Point>> points;  // by index into raw.rows; lon/lat of EPSG:6668
    std::vector<MultiPolygon> areas;           // the same

    /// Index of the first column of the role.
    std::optional<std::size_t> column(ColumnRole role) const;
    /// The trimmed cell; empty where the row has none.
    std::string cell(const RawRow& row, std::optional<std::size_t> column) const;
};

/// Reads the file and tells what it is. Errors: those of the readers; BadRequest for a header row or a role that there
/// is not (says which).
Result<RecognisedTable> recogniseTable(const ImportFile& file, const std::string& publisher, const Snapshot& snapshot);

/// Takes every column for something: by its set, by its heading and cells, as chosen. Error BadRequest as above.
Result<void> takeColumns(RecognisedTable& table, const Snapshot& snapshot);

/// The first three steps of a preview.
void describeTable(const RecognisedTable& table, FilePreview& preview);

/// Facilities, values, or nothing that can be told; with why.
struct TargetGuess {
    ImportTarget target;
    std::vector<Message> evidence;
};
TargetGuess guessTarget(const RecognisedTable& table);

/// [a-z][a-z0-9_]* for a text: its ASCII letters and digits where it has a few, otherwise `prefix` and eight digits of
/// its hash.
std::string slugOf(const std::string& text, const std::string& prefix);

/// A file's name without its ending and without years and dates, so that next year's file has the same one.
std::string stemWithoutYear(const std::string& fileName);

}  // namespace chiiki::imports
