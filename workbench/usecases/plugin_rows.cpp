#include "workbench/usecases/plugin_rows.h"

#include <algorithm>

#include "workbench/usecases/plugin_row_tables.h"
#include "workbench/usecases/plugin_session.h"

namespace chiiki {
namespace {

using namespace plugin_tables;

/// The rows of one table in a workspace open for a change.
struct Editing {
    SnapshotPtr snapshot;
    const TableSpec* table;
    PluginTable file;
    PluginTable inForce;
};

Result<Editing> readForEditing(Workspace& workspace, const PluginTablePlace& place)
{
    const auto table = tableOf(place);
    if (!table)
        return tl::unexpected(table.error());
    const auto snapshot = workspace.snapshot();
    if (!snapshot)
        return tl::unexpected(snapshot.error());
    Diagnostics setAside;
    auto file = fileInForce(place, **table, **snapshot, setAside);
    if (!file)
        return tl::unexpected(file.error());
    const PluginTable* held = findPluginTable(**snapshot, place.manifest.id, place.table);
    PluginTable inForce = rowsInForce(**table, file->table, held ? *held : emptyTable(place));
    return Editing{*snapshot, *table, std::move(file->table), std::move(inForce)};
}

/// Opens the workspace of the place and lets `change` do its work there.
template <typename Change>
Result<RowChange> inWorkspace(const PluginTablePlace& place, const ChangeStamp& stamp, Change&& change)
{
    // Before the lease is taken: a wrong name is no reason to wait for another writer.
    if (const auto table = tableOf(place); !table)
        return tl::unexpected(table.error());
    auto workspace = Workspace::open(place.workspace, Access::ReadWrite, stamp);
    if (!workspace)
        return tl::unexpected(workspace.error());
    return change(*workspace);
}

/// A row as typed, judged by its fields and by the other rows of the table.
struct JudgedRow {
    PluginRow row;
    std::vector<Error> faults;
};

void judgeUnique(const TableSpec& table, const PluginTable& inForce, JudgedRow& judged)
{
    for (std::size_t i = 0; i < table.fields.size(); ++i) {
        const FieldSpec& field = table.fields[i];
        const std::string said = textOf(judged.row.values[i]);
        if (!field.isUnique || said.empty())
            continue;
        for (const PluginRow& other : inForce.rows)
            if (other.uid != judged.row.uid && textOf(other.values[i]) == said)
                judged.faults.push_back({ErrorKind::BadRequest, {"rows.repeated", {said, other.uid}}, field.id});
    }
}

/// `file`: its rows that were taken away still have their names.
JudgedRow judgeNew(const TableSpec& table, const PluginTable& inForce, const PluginTable& file,
                   const EnteredFields& fields, const Snapshot& snapshot)
{
    EnteredRow entered = readEnteredRow(table, fields, snapshot);
    JudgedRow judged{std::move(entered.row), std::move(entered.faults)};
    const auto isTaken = [&](const std::string& uid) {
        return findRow(inForce, uid) != nullptr || (table.keyField.empty() && findRow(file, uid) != nullptr);
    };
    if (!table.keyField.empty()) {
        if (!judged.row.uid.empty() && isTaken(judged.row.uid))
            judged.faults.push_back({ErrorKind::BadRequest, {"rows.exists", {judged.row.uid}}, table.keyField});
    } else {
        const std::string name = judged.row.uid;
        for (int repeat = 2; isTaken(judged.row.uid); ++repeat)
            judged.row.uid = name + "-" + std::to_string(repeat);
    }
    judgeUnique(table, inForce, judged);
    return judged;
}

/// A field that nobody typed into stays as it is, even where one may not enter such a thing: a district's name that no
/// district has keeps its row unplaced, and 市全体 the city's.
void keepUntouched(const TableSpec& table, const PluginRow& present, const EnteredFields& typed, JudgedRow& judged)
{
    for (std::size_t i = 0; i < table.fields.size(); ++i) {
        const std::string& id = table.fields[i].id;
        if (std::any_of(typed.begin(), typed.end(), [&](const auto& field) { return field.first == id; }) ||
            std::erase_if(judged.faults, [&](const Error& fault) { return fault.where == id; }) == 0)
            continue;
        judged.row.values[i] = present.values[i];
        if (id == table.districtField) {
            judged.row.placement = present.placement;
            judged.row.districtCodes = present.districtCodes;
        }
    }
}

/// Some fields of a row in force as typed, the others as they are.
JudgedRow judgeEdited(const TableSpec& table, const PluginTable& inForce, const std::string& uid,
                      const EnteredFields& fields, const Snapshot& snapshot)
{
    const PluginRow* present = findRow(inForce, uid);
    if (!present)
        return {{}, {{ErrorKind::NotFound, {"rows.no_row", {uid}}, {}}}};
    EnteredFields all;
    for (std::size_t i = 0; i < table.fields.size(); ++i)
        all.emplace_back(table.fields[i].id, textOf(present->values[i]));
    all.emplace_back("citation", present->citation);
    all.emplace_back("status", std::string(code(present->status)));
    for (const auto& [id, text] : fields) {
        const auto known =
            std::find_if(all.begin(), all.end(), [&id = id](const auto& field) { return field.first == id; });
        if (known == all.end())
            all.emplace_back(id, text);  // told by readEnteredRow
        else
            known->second = text;
    }
    EnteredRow entered = readEnteredRow(table, all, snapshot);
    JudgedRow judged{std::move(entered.row), std::move(entered.faults)};
    keepUntouched(table, *present, fields, judged);
    if (!table.keyField.empty() && judged.row.uid != uid)
        judged.faults.push_back({ErrorKind::BadRequest, {"rows.key_fixed", {table.keyField}}, table.keyField});
    judged.row.uid = uid;
    judgeUnique(table, inForce, judged);
    return judged;
}

Message saidOf(std::string_view code, const Editing& editing, const PluginTablePlace& place, const std::string& uid)
{
    return {code, {place.manifest.id, titleOf(*editing.table), uid}};
}

/// Puts `row`, an entered one with the manifest's fields, into the workspace in place of the one of its uid; nullopt
/// takes that away alone.
Result<RowChange> commitRow(Workspace& workspace, const Editing& editing, const PluginTablePlace& place,
                            const std::string& uid, const std::optional<PluginRow>& row, bool withSample,
                            const Message& said, const ChangeStamp& stamp)
{
    RowChange change;
    change.uid = uid;
    change.columns = editing.inForce.columns;
    if (const PluginRow* before = findRow(editing.inForce, uid))
        change.before = *before;
    Snapshot next = *editing.snapshot;
    const std::vector<PluginColumn> fields = columnsOf(*editing.table);
    const auto table = tableFor(next, place, fields);
    if (!table)
        return tl::unexpected(table.error());
    std::erase_if((*table)->rows, [&](const PluginRow& present) {
        return present.uid == uid &&
               (present.sourceId == enteredSource || (withSample && present.sourceId == sampleSource));
    });
    if (row) {
        PluginRow arranged = withColumns(*row, fields, (*table)->columns);
        // What stands in columns that the manifest no longer names stays with its row.
        if (change.before) {
            const PluginRow before = withColumns(*change.before, change.columns, (*table)->columns);
            for (std::size_t i = 0; i < (*table)->columns.size(); ++i)
                if (!findField(*editing.table, (*table)->columns[i].id))
                    arranged.values[i] = before.values[i];
        }
        (*table)->rows.push_back(std::move(arranged));
    }
    const auto after = workspace.commit(next, said, stamp);
    if (!after)
        return tl::unexpected(after.error());
    change.snapshot = *after;
    const PluginTable* held = findPluginTable(**after, place.manifest.id, place.table);
    const PluginTable now = rowsInForce(*editing.table, editing.file, held ? *held : emptyTable(place));
    if (const PluginRow* present = findRow(now, uid))
        change.after = withColumns(*present, now.columns, change.columns);
    return change;
}

}  // namespace

Result<PluginRowList> listRows(const PluginTablePlace& place, const Snapshot& snapshot)
{
    const auto table = tableOf(place);
    if (!table)
        return tl::unexpected(table.error());
    PluginRowList list;
    const auto file = fileInForce(place, **table, snapshot, list.setAside);
    if (!file)
        return tl::unexpected(file.error());
    const PluginTable* held = findPluginTable(snapshot, place.manifest.id, place.table);
    list.rows = rowsInForce(**table, file->table, held ? *held : emptyTable(place));
    fillSums(place.manifest, list.rows);
    list.edition = file->edition;
    list.isEditionTaken = isEditionTaken(snapshot, place.manifest.id, place.table);
    return list;
}

Result<PluginRowList> listRows(const PluginTablePlace& place)
{
    auto workspace = Workspace::open(place.workspace, Access::ReadOnly);
    if (!workspace)
        return tl::unexpected(workspace.error());
    const auto snapshot = workspace->snapshot();
    if (!snapshot)
        return tl::unexpected(snapshot.error());
    return listRows(place, **snapshot);
}

Result<RowChange> addRow(Workspace& workspace, const PluginTablePlace& place, const EnteredFields& fields,
                         const ChangeStamp& stamp)
{
    const auto editing = readForEditing(workspace, place);
    if (!editing)
        return tl::unexpected(editing.error());
    const JudgedRow judged = judgeNew(*editing->table, editing->inForce, editing->file, fields, *editing->snapshot);
    if (!judged.faults.empty())
        return tl::unexpected(judged.faults.front());
    return commitRow(workspace, *editing, place, judged.row.uid, judged.row, false,
                     saidOf("rows.added", *editing, place, judged.row.uid), stamp);
}

Result<RowChange> addRow(const PluginTablePlace& place, const EnteredFields& fields, const ChangeStamp& stamp)
{
    return inWorkspace(place, stamp, [&](Workspace& workspace) { return addRow(workspace, place, fields, stamp); });
}

Result<RowChange> editRow(Workspace& workspace, const PluginTablePlace& place, const std::string& uid,
                          const EnteredFields& fields, const ChangeStamp& stamp, const std::optional<Message>& said)
{
    const auto editing = readForEditing(workspace, place);
    if (!editing)
        return tl::unexpected(editing.error());
    const JudgedRow judged = judgeEdited(*editing->table, editing->inForce, uid, fields, *editing->snapshot);
    if (!judged.faults.empty())
        return tl::unexpected(judged.faults.front());
    return commitRow(workspace, *editing, place, uid, judged.row, false,
                     said ? *said : saidOf("rows.edited", *editing, place, uid), stamp);
}

Result<RowChange> editRow(const PluginTablePlace& place, const std::string& uid, const EnteredFields& fields,
                          const ChangeStamp& stamp)
{
    return inWorkspace(place, stamp,
                       [&](Workspace& workspace) { return editRow(workspace, place, uid, fields, stamp); });
}

Result<RowChange> removeRow(Workspace& workspace, const PluginTablePlace& place, const std::string& uid,
                            const ChangeStamp& stamp)
{
    const auto editing = readForEditing(workspace, place);
    if (!editing)
        return tl::unexpected(editing.error());
    if (!findRow(editing->inForce, uid))
        return fail(ErrorKind::NotFound, {"rows.no_row", {uid}});
    std::optional<PluginRow> mark;
    if (const PluginRow* ofFile = findRow(editing->file, uid)) {
        mark = withColumns(*ofFile, editing->file.columns, columnsOf(*editing->table));
        mark->sourceId = enteredSource;
        mark->sourceRow = 0;
        mark->isRemoved = true;
    }
    return commitRow(workspace, *editing, place, uid, mark, true, saidOf("rows.removed", *editing, place, uid), stamp);
}

Result<RowChange> removeRow(const PluginTablePlace& place, const std::string& uid, const ChangeStamp& stamp)
{
    return inWorkspace(place, stamp, [&](Workspace& workspace) { return removeRow(workspace, place, uid, stamp); });
}

RowVerdicts tryRow(PluginSession& session, const PluginTablePlace& place, const std::string& uid,
                   const EnteredFields& fields, const ParameterValues& parameters)
{
    RowVerdicts verdicts;
    const auto refused = [&](const Error& error) {
        verdicts.faults.push_back(error);
        return verdicts;
    };
    const auto table = tableOf(place);
    if (!table)
        return refused(table.error());
    const auto plugin = session.find(place.manifest.id);
    if (!plugin)
        return refused(plugin.error());
    const PluginTable* inForce = session.rowsOf(**plugin, place.table);
    const PluginTable present = inForce ? *inForce : rowsInForce(**table, emptyTable(place), emptyTable(place));
    JudgedRow judged = uid.empty() ? judgeNew(**table, present, present, fields, *session.city())
                                   : judgeEdited(**table, present, uid, fields, *session.city());
    verdicts.uid = judged.row.uid;
    verdicts.faults = std::move(judged.faults);
    if (judged.row.values.empty())
        return verdicts;

    PluginTable tried = present;
    PluginRow row = withColumns(judged.row, columnsOf(**table), tried.columns);
    const auto same = std::find_if(tried.rows.begin(), tried.rows.end(),
                                   [&](const PluginRow& other) { return other.uid == row.uid; });
    const std::string name = place.table + ":" + row.uid;
    if (same == tried.rows.end())
        tried.rows.push_back(std::move(row));
    else
        *same = std::move(row);
    auto outcomes = session.outcomesWith(**plugin, tried, parameters);
    if (!outcomes)
        return refused(outcomes.error());
    for (RuleOutcome& outcome : *outcomes)
        if (std::find(outcome.rows.begin(), outcome.rows.end(), name) != outcome.rows.end())
            verdicts.outcomes.push_back(std::move(outcome));
    return verdicts;
}

}  // namespace chiiki
