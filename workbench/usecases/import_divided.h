#pragma once

#include "workbench/usecases/import_table.h"

namespace chiiki::imports {

/// Areas whose counts can be divided, where a column of the layer surely counts something; otherwise nothing.
TargetGuess guessDivision(const RecognisedTable& layer);

/// Divides every column of counts of a layer of areas between the districts and makes it an indicator of `next`, in
/// place of those of the edition in force; the preview tells where each area lies and what each column's parts are.
/// Columns that only seem to count (a number of an object, a size) are taken where somebody chose them. Where nothing
/// can be taken, whyNot says so. Errors: those of sharesOfDistricts.
Result<void> takeDivided(const RecognisedTable& layer, const ImportTarget& target, FilePreview& preview,
                         Snapshot& next);

}  // namespace chiiki::imports
