#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/diagnostics.h"
#include "core/base/result.h"
#include "core/model/facility.h"
#include "core/model/placement.h"
#include "core/model/snapshot.h"
#include "core/model/source.h"
#include "workbench/usecases/import_choices.h"
#include "workbench/usecases/plugin_session.h"

namespace chiiki {

/// A file to take in, or a table that was copied in another program.
struct ImportFile {
    std::string path;    // empty: `pasted` is the table
    std::string pasted;  // UTF-8, cells parted by tabs, as spreadsheets put them on the clipboard
    ImportChoices choices;
};

struct ImportRequest {
    std::vector<ImportFile> files;    // all in one step, or none
    std::string publisher;            // whose choices are remembered; empty = told from the file
    bool isRemembered = true;         // choices and decisions are kept for this publisher
    bool acceptsSuggestions = false;  // of each unmatched name that has but one
    PluginSurroundings surroundings;  // plugins whose tables a file may belong to; none: no such target
};

/// Where a detected fact comes from.
enum class ImportOrigin { Detected, Remembered, Chosen };

/// One thing that was detected and can be changed: what it is, why, and what else it could be.
struct ImportDetection {
    struct Alternative {
        std::string word;  // what a choice of it is written as: "CP932", "6671", "facilities:clinic"
        Text title;
    };
    std::string word;  // empty: does not apply (no encoding of a workbook, no CRS of addresses)
    Text title;
    ImportOrigin origin = ImportOrigin::Detected;
    std::vector<Message> evidence;
    std::vector<Alternative> alternatives;  // the present one among them
};

/// A row of the file as it stands.
struct ImportRawRow {
    std::int64_t number = 0;  // as the program that shows the file counts it
    std::vector<std::string> cells;
    bool isHeader = false;
    std::optional<Message> setAside;  // it is not a row of the table: why (title, note, blank line, ...)
};

/// A column and what it is taken for.
struct ImportColumn {
    std::size_t index = 0;
    std::string heading;  // of two lines: joined by "_"
    std::string role;     // word of ColumnRole: "name", "longitude", "value", "ignore", ...
    Text title;           // what the role is called
    ImportOrigin origin = ImportOrigin::Detected;
    std::vector<Message> evidence;
    bool isDoubtful = false;  // worth a look: numbers that could be codes, a unit that was guessed
    // Of a value: the indicator that it becomes.
    std::string indicatorId;
    std::string unit;
    std::optional<int> year;  // that the heading says
};

/// What becomes of a row.
enum class ImportOutcomeOfRow {
    InDistrict,
    ByAlias,    // in a district, because somebody decided so for what is written
    Outside,    // its place is known and lies outside the city
    Unmatched,  // no district was found: stays counted as such
    Excluded,   // empty, shifted, a total, or left out by decision
    Same,       // says what another row says already
};

struct ImportRow {
    std::int64_t number = 0;
    ImportOutcomeOfRow outcome = ImportOutcomeOfRow::Unmatched;
    std::string name;          // what the row calls itself; may be empty
    std::string districtCode;  // empty unless in a district
    std::optional<Point> place;
    std::string written;  // what the place was told from
    Message evidence;     // why there, or why nowhere
};

/// Rows of which the same can be said.
struct ImportCount {
    std::string word;  // of the clue, the alias as written, the code of what is wrong
    Text title;
    std::int64_t count = 0;
    std::vector<std::int64_t> rows;  // the first of them: numbers in the file; none of clues
};

struct ImportSuggestion {
    std::string districtCode;
    Message why;
};

/// Rows that name their place alike and were not found: one decision for all of them.
struct UnmatchedName {
    std::string written;
    std::int64_t count = 0;                     // of its rows
    std::vector<std::int64_t> rows;             // the first of them: numbers in the file
    Message why;                                // it was not found
    std::vector<ImportSuggestion> suggestions;  // best first; may be empty
};

/// Rows at facilities of another source: of the same kind and name, at the same place.
struct ImportOverlap {
    std::string sourceId;
    Text title;                      // of that source
    std::int64_t count = 0;          // of the rows
    std::vector<std::int64_t> rows;  // the first of them: numbers in the file
};

/// imported + excluded + unmatched = source, each counted on its own.
struct ImportReconciliation {
    std::int64_t imported = 0;  // in a district or outside the city
    std::int64_t excluded = 0;
    std::int64_t unmatched = 0;
    std::int64_t source = 0;  // records that the file has

    bool addsUp() const { return imported + excluded + unmatched == source; }
};

/// Against the edition in force: what a row was and would be.
struct ImportComparison {
    struct Change {
        std::string id;  // of the facility, of the value ("id 03 2024"), of the plugin's row
        std::string name;
        std::int64_t row = 0;  // in the new file; 0: it is removed
        std::string before;    // what differs, as it was; empty where added
        std::string after;     // empty where removed
    };
    std::optional<SourceEdition> inForce;  // nullopt: there is none, all rows are added
    std::vector<Change> added;             // the first ones each, `addedCount` all of them
    std::vector<Change> changed;
    std::vector<Change> removed;
    std::int64_t addedCount = 0;
    std::int64_t changedCount = 0;
    std::int64_t removedCount = 0;
    std::int64_t same = 0;
    bool isSameFile = false;  // its SHA-256 is that of the edition in force

    bool changesNothing() const { return addedCount + changedCount + removedCount == 0; }
};

/// All that is known of one file before anything is stored: the five steps, each with its evidence and what else could
/// be chosen.
struct FilePreview {
    std::string path;
    SourceEdition edition;  // as it will be: title, file name, SHA-256, encoding, CRS, rows
    std::int64_t recordCount = 0;
    ImportDetection target;
    ImportDetection publisher;
    ImportDetection sheet;  // of a workbook or a file with several layers
    /// The source whose edition in force it replaces ("new": none), of facilities and values.
    ImportDetection source;
    ImportDetection year;  // of all its rows; no alternatives where columns or headings say theirs
    // 1: its characters
    ImportDetection encoding;
    std::string encodingSample;  // a cell of the file with letters that tell whether it is right
    // 2: its header
    ImportDetection header;          // word: the row's number; alternatives: other rows that could be it
    std::vector<ImportRawRow> rows;  // the first rows of the file, and all that were set aside
    // 3: its columns
    std::vector<ImportColumn> columns;
    ImportDetection crs;
    // 4: its rows in districts
    std::vector<ImportRow> placed;  // in the order of the file: the first ones, and all that are in no district
    std::int64_t inDistrict = 0;
    std::int64_t byAlias = 0;
    std::int64_t outside = 0;
    std::vector<ImportCount> placedBy;        // "position", "code", "name", "alias", "town:town", "address:oaza", ...
    std::vector<ImportCount> aliases;         // other names that were taken; title: of the district
    std::vector<ImportCount> positionFaults;  // "io.place_swapped", ...; "imports.no_position": both cells are blank
    std::vector<UnmatchedName> unmatched;     // those with most rows first
    // 5: its sums
    ImportReconciliation reconciliation;
    ImportComparison comparison;
    std::vector<ImportOverlap> overlaps;  // facilities that would count twice; those with most rows first
    Diagnostics diagnostics;              // file, row, field: what a reader had to set aside or mend
    std::optional<Message> whyNot;        // it cannot be taken in as it is; nullopt: it can
};

/// What an import would do.
struct ImportPreview {
    std::vector<FilePreview> files;
    bool canImport() const;
    SnapshotPtr before;               // what it was compared with
    std::shared_ptr<Snapshot> after;  // what it would become, for applyImport to store; nullptr where it cannot be
};

/// Reads and recognises the files, places their rows and compares them with what the workspace holds. Changes nothing.
/// Of tables of any size the preview shows the first rows and counts all. Errors: NotFound, BadFormat and those of the
/// readers (files that are no table or layer at all); BadRequest for a choice there is not (says which there are). What
/// can be chosen otherwise is no error but FilePreview::whyNot.
Result<ImportPreview> previewImport(SnapshotPtr snapshot, const ImportRequest& request);

}  // namespace chiiki
