#pragma once

#include "workbench/usecases/import_rows.h"

namespace chiiki::imports {

/// Makes every column of numbers of the table an indicator of `next` with its values by district and year, in place of
/// those of the edition in force, and tells the preview what each row became. Several rows of a district (町丁, say)
/// are added up where they are counts. A row of totals gives the value of the city. Values typed by hand stay. Where
/// the table cannot be taken, whyNot says so.
Result<void> takeValues(const RecognisedTable& table, const RowPlacer& placer, FilePreview& preview, Snapshot& next);

}  // namespace chiiki::imports
