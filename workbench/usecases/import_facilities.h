#pragma once

#include "workbench/usecases/import_rows.h"

namespace chiiki::imports {

/// Makes every record of the table a facility of `next`, in place of those of the edition in force, and tells the
/// preview what each became. Error BadRequest: a kind that is no word. Where the table cannot be taken, whyNot says so.
Result<void> takeFacilities(const RecognisedTable& table, const ImportTarget& target, const RowPlacer& placer,
                            FilePreview& preview, Snapshot& next);

}  // namespace chiiki::imports
