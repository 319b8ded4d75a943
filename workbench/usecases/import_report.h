#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/io/standard_sets.h"
#include "workbench/usecases/import_preview.h"

namespace chiiki {

/// A fault of the file as its publisher would mend it.
struct ReportedFault {
    std::int64_t row = 0;
    std::string cell;     // "P14"; empty: the row as a whole, or a layer's record
    std::string heading;  // of the column
    std::string written;
    Message what;
    std::string proposal;  // what to write instead; empty: only the publisher knows
};

/// A note to the publisher of a file: what is wrong with it, cell by cell, and a copy with all that is sure put right.
struct CorrectionNote {
    std::string fileName;
    std::string title;                  // of the table
    std::string publisher;              // may be empty
    std::vector<ReportedFault> faults;  // in the order of rows
    std::size_t mended = 0;             // of them, those with a proposal
    /// The file's bytes with the proposals in place and nothing else changed: the same encoding, line ends, quotes,
    /// other parts of a workbook. Empty where there is nothing to put right, or the format cannot be mended (ODS,
    /// layers).
    std::string corrected;
    bool cannotBeCopied = false;  // there is something to put right, and no copy of this format can be made
};

/// Looks through one file: the cells against its standard set, positions, rows that found no district (with the
/// district decided for them, or suggested if there is one alone), years that are none. Errors: those of previewImport;
/// the encoding that cannot hold a proposal (BadFormat).
Result<CorrectionNote> makeCorrectionNote(const SnapshotPtr& snapshot, const ImportRequest& request);

/// A polite letter in Japanese: who, which file, a table of the faults, what was mended in the copy. Faults of a kind
/// that a whole column shares are one line.
std::string noteMarkdown(const CorrectionNote& note);
/// The same list as a workbook.
Result<std::string> noteXlsx(const CorrectionNote& note);

struct WrittenNote {
    std::string note;       // path
    std::string corrected;  // path; empty: there is no copy
    std::size_t faults = 0;
    std::size_t mended = 0;
    bool cannotBeCopied = false;
};

/// Writes the note to `file` (.md or .xlsx) and the copy beside it as "<name>_訂正案.<ending>". Of several files in the
/// request the first alone. Error BadRequest for another ending; those of writing.
Result<WrittenNote> writeCorrectionNote(const std::string& workspacePath, const ImportRequest& request,
                                        const std::string& file);

}  // namespace chiiki
