#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/diagnostics.h"
#include "core/model/manifest.h"
#include "core/model/overlay.h"
#include "core/model/rows_in_force.h"
#include "core/store/workspace.h"

namespace chiiki {

class PluginSession;

/// A table of a plugin whose manifest was read, in a workspace.
struct PluginTablePlace {
    std::string workspace;  // path
    std::string folder;     // of the plugin
    Manifest manifest;
    std::string table;  // id
};

/// The rows of a table that count, and where they come from. Errors of all functions here: NotFound for a table there
/// is not (says which there are), those of readPluginFile and of Workspace.
struct PluginRowList {
    PluginTable rows;             // in force; own rows say so by their sourceId
    SourceEdition edition;        // of the file; its sourceId is empty where the table has none
    bool isEditionTaken = false;  // the workspace holds it; otherwise it was read from the plugin's folder now
    Diagnostics setAside;         // of the file in the folder
};
Result<PluginRowList> listRows(const PluginTablePlace& place);
/// The same of a snapshot at hand; `place.workspace` is not looked at.
Result<PluginRowList> listRows(const PluginTablePlace& place, const Snapshot& snapshot);

/// Field id -> text as typed; also "citation" and "status".
using EnteredFields = std::vector<std::pair<std::string, std::string>>;

/// What a change of one row made of it.
struct RowChange {
    std::string uid;
    std::vector<PluginColumn> columns;
    std::optional<PluginRow> before;  // nullopt: there was none
    std::optional<PluginRow> after;   // nullopt: there is none
    SnapshotPtr snapshot;
};

/// Of the changes below, the ones with a Workspace change one that is open for writing; `place.workspace` is not looked
/// at.
///
/// A row entered by hand, one journal step. Its uid is the key field's text, otherwise by its content. Errors also:
/// those of parseEnteredRow; BadRequest where the key or a unique value is there already.
Result<RowChange> addRow(const PluginTablePlace& place, const EnteredFields& fields, const ChangeStamp& stamp);
Result<RowChange> addRow(Workspace& workspace, const PluginTablePlace& place, const EnteredFields& fields,
                         const ChangeStamp& stamp);

/// Changes some fields of a row in force; the others stay. The file's row stays beneath: a new edition does not
/// overwrite what was entered. The key field cannot change (BadRequest). Error NotFound: no row of the uid.
Result<RowChange> editRow(const PluginTablePlace& place, const std::string& uid, const EnteredFields& fields,
                          const ChangeStamp& stamp);
/// `said`: what the journal says of it; nullopt = that the row was edited.
Result<RowChange> editRow(Workspace& workspace, const PluginTablePlace& place, const std::string& uid,
                          const EnteredFields& fields, const ChangeStamp& stamp,
                          const std::optional<Message>& said = std::nullopt);

/// Takes a row away: one entered by hand is gone, one of the file no longer counts. Error NotFound as above.
Result<RowChange> removeRow(const PluginTablePlace& place, const std::string& uid, const ChangeStamp& stamp);
Result<RowChange> removeRow(Workspace& workspace, const PluginTablePlace& place, const std::string& uid,
                            const ChangeStamp& stamp);

/// What would be said of a row as typed, before it is stored.
struct RowVerdicts {
    std::string uid;                    // that the row has or would have; empty where its key is not typed yet
    std::vector<Error> faults;          // all that addRow or editRow would refuse; `where` is the field's id or empty
    std::vector<RuleOutcome> outcomes;  // of the rules that name the row; its fields with faults count as empty
};

/// Stores nothing, so that a form can speak while one types. `uid`: of the row that is edited, whose other fields stay
/// as they are; empty = a new row. `parameters`: of the plugin. An executable is not run anew: what it answered last
/// counts.
RowVerdicts tryRow(PluginSession& session, const PluginTablePlace& place, const std::string& uid,
                   const EnteredFields& fields, const ParameterValues& parameters = {});

struct TakeFileRequest {
    PluginTablePlace place;
    std::string file;        // path; empty = the plugin's own
    bool isPreview = false;  // compare alone, change nothing
    ChangeStamp stamp;
    std::optional<int> epsg = {};  // of a layer that gives no CRS
    std::string layer = {};        // of a file with several; empty = as the manifest says
    std::string credit = {};  // the line to print under maps, as the publisher asks; empty = the table and the file
};

/// What a new edition changes in the rows of the file, by uid. Where rows are known by their content, one that
/// changed is one removed and one added.
struct FileComparison {
    std::vector<std::string> added;
    std::vector<std::string> changed;
    std::vector<std::string> removed;
    int same = 0;
    int own = 0;  // rows of the workspace itself, which stay as they are
    SourceEdition edition;
    Diagnostics setAside;
    std::vector<std::string> unknownColumns;
    int outsideCity = 0;   // areas of the file that were left out
    SnapshotPtr snapshot;  // afterwards; of a preview: as it is
};

/// What taking a file would make of a snapshot; nothing is stored. `comparison.snapshot` is the one given.
/// `request.place.workspace`, `isPreview` and `stamp` are not looked at.
struct PlannedTake {
    FileComparison comparison;
    Snapshot next;
    Message said;  // the journal's line
};
Result<PlannedTake> planTake(const SnapshotPtr& snapshot, const TakeFileRequest& request);

/// Takes an edition of a table's file into the workspace, as one journal step with its edition; from then on the
/// plugin's folder is not asked for this table. Compared with the edition taken before, otherwise with the file in the
/// plugin's folder.
Result<FileComparison> takeFile(const TakeFileRequest& request);
Result<FileComparison> takeFile(Workspace& workspace, const TakeFileRequest& request);

}  // namespace chiiki
