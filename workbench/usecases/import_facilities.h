#pragma once

#include "workbench/usecases/import_rows.h"

namespace chiiki::imports {

/// Makes every record of the table a facility of `next`, a copy of `now`, in place of those of the edition in force,
/// and tells the preview what each became. Error BadRequest: a kind that is no word. Where the table cannot be taken,
/// whyNot says so.
Result<void> takeFacilities(const RecognisedTable& table, const ImportTarget& target, const RowPlacer& placer,
                            const Snapshot& now, FilePreview& preview, Snapshot& next);

}  // namespace chiiki::imports
