#include "workbench/usecases/plugin_rows.h"

#include <algorithm>
#include <filesystem>
#include <map>

#include "core/io/plugin_files.h"

namespace chiiki {
namespace {

Result<const TableSpec*> tableOf(const PluginTablePlace& place)
{
    if (const TableSpec* table = findTable(place.manifest, place.table))
        return table;
    std::string known;
    for (const TableSpec& table : place.manifest.tables)
        known += (known.empty() ? "" : ", ") + table.id;
    return fail(ErrorKind::NotFound, {"rows.no_table", {place.manifest.id, place.table, known}});
}

std::string titleOf(const TableSpec& table)
{
    return table.title.ja.empty() ? table.id : table.title.ja;
}

PluginTable emptyTable(const PluginTablePlace& place)
{
    return {place.manifest.id, place.table, {}, {}};
}

/// The rows that the workspace's own ones overlay.
Result<PluginFile> fileInForce(const PluginTablePlace& place, const TableSpec& table, const Snapshot& snapshot,
                               Diagnostics& setAside)
{
    PluginFile file;
    file.table = emptyTable(place);
    if (isEditionTaken(snapshot, place.manifest.id, place.table)) {
        if (const PluginTable* taken = findPluginTable(snapshot, place.manifest.id, place.table))
            file.table = rowsTaken(*taken);
        file.edition = *findSource(snapshot, place.manifest.id + "." + place.table);
        return file;
    }
    if (table.file.empty())
        return file;
    // Districts of other cities have the same codes.
    if (!table.cityCode.empty() && table.cityCode != snapshot.city.code) {
        setAside.push_back({table.file, 0, {}, {"usecases.file_of_another_city", {table.title.ja, table.cityCode}}});
        return file;
    }
    return readPluginFile(place.folder, place.manifest.id, table, snapshot, setAside);
}

/// The cell as a column of another type has it.
Result<FieldValue> asType(const FieldValue& value, const PluginColumn& column)
{
    const auto* text = std::get_if<std::string>(&value);
    if (!isNumeric(column.type) && std::holds_alternative<double>(value))
        return FieldValue(textOf(value));
    if (!isNumeric(column.type) || !text)
        return value;
    FieldSpec field;
    field.type = column.type == FieldType::FiscalYear ? FieldType::Integer : FieldType::Decimal;
    PluginRow row;
    TableSpec table;
    field.id = column.id;
    table.fields = {field};
    const auto read = parseEnteredRow(table, {{column.id, *text}}, {});
    if (!read)
        return fail(ErrorKind::BadRequest, {"rows.type_changed", {column.id, *text}});
    return read->values.front();
}

/// The workspace's table, made where it is not there yet, with all fields of the manifest. A column whose field left
/// the manifest stays.
Result<PluginTable*> tableFor(Snapshot& next, const PluginTablePlace& place, const std::vector<PluginColumn>& fields)
{
    auto& tables = next.pluginTables;
    auto found = std::find_if(tables.begin(), tables.end(), [&](const PluginTable& table) {
        return table.pluginId == place.manifest.id && table.tableId == place.table;
    });
    if (found == tables.end())
        found = tables.insert(tables.end(), emptyTable(place));
    PluginTable& table = *found;
    const std::vector<PluginColumn> before = table.columns;
    for (const PluginColumn& field : fields) {
        const int at = columnIndex(table, field.id);
        if (at < 0)
            table.columns.push_back(field);
        else
            table.columns[static_cast<std::size_t>(at)].type = field.type;
    }
    if (table.columns == before)
        return &table;
    for (PluginRow& row : table.rows) {
        row = withColumns(row, before, table.columns);
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            auto value = asType(row.values[i], table.columns[i]);
            if (!value)
                return tl::unexpected(value.error());
            row.values[i] = *std::move(value);
        }
    }
    return &table;
}

std::vector<PluginColumn> columnsOf(const TableSpec& table)
{
    std::vector<PluginColumn> columns;
    for (const FieldSpec& field : table.fields)
        columns.push_back({field.id, field.type});
    return columns;
}

const PluginRow* findRow(const PluginTable& table, const std::string& uid)
{
    const auto found =
        std::find_if(table.rows.begin(), table.rows.end(), [&](const PluginRow& row) { return row.uid == uid; });
    return found == table.rows.end() ? nullptr : &*found;
}

/// A workspace open for a change of one table, and the rows as they are.
struct Editing {
    Workspace workspace;
    SnapshotPtr snapshot;
    const TableSpec* table;
    PluginTable file;
    PluginTable inForce;
};

Result<Editing> openForEditing(const PluginTablePlace& place, const ChangeStamp& stamp)
{
    const auto table = tableOf(place);
    if (!table)
        return tl::unexpected(table.error());
    auto workspace = Workspace::open(place.workspace, Access::ReadWrite, stamp);
    if (!workspace)
        return tl::unexpected(workspace.error());
    const auto snapshot = workspace->snapshot();
    if (!snapshot)
        return tl::unexpected(snapshot.error());
    Diagnostics setAside;
    auto file = fileInForce(place, **table, **snapshot, setAside);
    if (!file)
        return tl::unexpected(file.error());
    const PluginTable* held = findPluginTable(**snapshot, place.manifest.id, place.table);
    PluginTable inForce = rowsInForce(**table, file->table, held ? *held : emptyTable(place));
    return Editing{*std::move(workspace), *snapshot, *table, std::move(file->table), std::move(inForce)};
}

/// Error BadRequest where a unique value of `row` is that of another row.
Result<void> checkUnique(const Editing& editing, const PluginRow& row)
{
    for (std::size_t i = 0; i < editing.table->fields.size(); ++i) {
        const FieldSpec& field = editing.table->fields[i];
        const std::string said = textOf(row.values[i]);
        if (!field.isUnique || said.empty())
            continue;
        for (const PluginRow& other : editing.inForce.rows)
            if (other.uid != row.uid && textOf(other.values[i]) == said)
                return fail(ErrorKind::BadRequest, {"rows.repeated", {said, other.uid}}, field.id);
    }
    return {};
}

/// Puts `row`, an entered one with the manifest's fields, into the workspace in place of the one of its uid; nullopt
/// takes that away alone.
Result<RowChange> commitRow(Editing& editing, const PluginTablePlace& place, const std::string& uid,
                            const std::optional<PluginRow>& row, bool withSample, std::string_view said,
                            const ChangeStamp& stamp)
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
    const auto after = editing.workspace.commit(next, {said, {place.manifest.id, titleOf(*editing.table), uid}}, stamp);
    if (!after)
        return tl::unexpected(after.error());
    change.snapshot = *after;
    const PluginTable* held = findPluginTable(**after, place.manifest.id, place.table);
    const PluginTable now = rowsInForce(*editing.table, editing.file, held ? *held : emptyTable(place));
    if (const PluginRow* present = findRow(now, uid))
        change.after = withColumns(*present, now.columns, change.columns);
    return change;
}

bool saysTheSame(const PluginTable& a, const PluginRow& rowA, const PluginTable& b, const PluginRow& rowB)
{
    PluginRow arranged = withColumns(rowB, b.columns, a.columns);
    arranged.sourceRow = rowA.sourceRow;  // a row may move within its file
    return arranged == rowA && std::all_of(b.columns.begin(), b.columns.end(), [&](const PluginColumn& column) {
               const auto at = static_cast<std::size_t>(columnIndex(b, column.id));
               return columnIndex(a, column.id) >= 0 || std::holds_alternative<std::monostate>(rowB.values[at]);
           });
}

void compareFiles(const PluginTable& before, const PluginTable& after, FileComparison& comparison)
{
    std::map<std::string_view, const PluginRow*> present;
    for (const PluginRow& row : before.rows)
        present.emplace(row.uid, &row);
    for (const PluginRow& row : after.rows) {
        const auto known = present.find(row.uid);
        if (known == present.end()) {
            comparison.added.push_back(row.uid);
            continue;
        }
        if (saysTheSame(before, *known->second, after, row))
            ++comparison.same;
        else
            comparison.changed.push_back(row.uid);
        present.erase(known);
    }
    for (const PluginRow& row : before.rows)
        if (present.contains(row.uid))
            comparison.removed.push_back(row.uid);
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

Result<RowChange> addRow(const PluginTablePlace& place, const EnteredFields& fields, const ChangeStamp& stamp)
{
    auto editing = openForEditing(place, stamp);
    if (!editing)
        return tl::unexpected(editing.error());
    auto row = parseEnteredRow(*editing->table, fields, *editing->snapshot);
    if (!row)
        return tl::unexpected(row.error());
    // A row of the file that was taken away still has its name.
    const auto isTaken = [&](const std::string& uid) {
        return findRow(editing->inForce, uid) != nullptr ||
               (editing->table->keyField.empty() && findRow(editing->file, uid) != nullptr);
    };
    if (!editing->table->keyField.empty() && isTaken(row->uid))
        return fail(ErrorKind::BadRequest, {"rows.exists", {row->uid}});
    const std::string name = row->uid;
    for (int repeat = 2; isTaken(row->uid); ++repeat)
        row->uid = name + "-" + std::to_string(repeat);
    if (const auto unique = checkUnique(*editing, *row); !unique)
        return tl::unexpected(unique.error());
    return commitRow(*editing, place, row->uid, *row, false, "rows.added", stamp);
}

Result<RowChange> editRow(const PluginTablePlace& place, const std::string& uid, const EnteredFields& fields,
                          const ChangeStamp& stamp)
{
    auto editing = openForEditing(place, stamp);
    if (!editing)
        return tl::unexpected(editing.error());
    const PluginRow* present = findRow(editing->inForce, uid);
    if (!present)
        return fail(ErrorKind::NotFound, {"rows.no_row", {uid}});
    EnteredFields all;
    for (std::size_t i = 0; i < editing->table->fields.size(); ++i)
        all.emplace_back(editing->table->fields[i].id, textOf(present->values[i]));
    all.emplace_back("citation", present->citation);
    all.emplace_back("status", std::string(code(present->status)));
    for (const auto& [id, text] : fields) {
        const auto known =
            std::find_if(all.begin(), all.end(), [&id = id](const auto& field) { return field.first == id; });
        if (known == all.end())
            all.emplace_back(id, text);  // told by parseEnteredRow
        else
            known->second = text;
    }
    auto row = parseEnteredRow(*editing->table, all, *editing->snapshot);
    if (!row)
        return tl::unexpected(row.error());
    if (!editing->table->keyField.empty() && row->uid != uid)
        return fail(ErrorKind::BadRequest, {"rows.key_fixed", {editing->table->keyField}});
    row->uid = uid;
    if (const auto unique = checkUnique(*editing, *row); !unique)
        return tl::unexpected(unique.error());
    return commitRow(*editing, place, uid, *row, false, "rows.edited", stamp);
}

Result<RowChange> removeRow(const PluginTablePlace& place, const std::string& uid, const ChangeStamp& stamp)
{
    auto editing = openForEditing(place, stamp);
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
    return commitRow(*editing, place, uid, mark, true, "rows.removed", stamp);
}

Result<FileComparison> takeFile(const TakeFileRequest& request)
{
    const PluginTablePlace& place = request.place;
    const auto table = tableOf(place);
    if (!table)
        return tl::unexpected(table.error());
    auto workspace =
        Workspace::open(place.workspace, request.isPreview ? Access::ReadOnly : Access::ReadWrite, request.stamp);
    if (!workspace)
        return tl::unexpected(workspace.error());
    const auto snapshot = workspace->snapshot();
    if (!snapshot)
        return tl::unexpected(snapshot.error());

    FileComparison comparison;
    TableSpec spec = **table;
    std::string folder = place.folder;
    if (!request.file.empty()) {
        const std::filesystem::path path(request.file);
        folder = path.parent_path().string();
        spec.file = path.filename().string();
    }
    if (!request.layer.empty())
        spec.sheet = request.layer;
    auto file = readPluginFile(folder, place.manifest.id, spec, **snapshot, comparison.setAside, request.epsg);
    if (!file)
        return tl::unexpected(file.error());
    if (file->outsideCity > 0 && file->table.rows.empty() && comparison.setAside.empty())
        return fail(ErrorKind::BadRequest, {"rows.none_in_city", {std::to_string(file->outsideCity)}}, request.file);
    if (!request.credit.empty())
        file->edition.credit = request.credit;
    Diagnostics toldBefore;
    const bool isOwnFile = request.file.empty() && !isEditionTaken(**snapshot, place.manifest.id, place.table);
    const auto before = isOwnFile ? Result<PluginFile>(*file) : fileInForce(place, **table, **snapshot, toldBefore);
    if (!before)
        return tl::unexpected(before.error());
    comparison.edition = file->edition;
    comparison.unknownColumns = file->unknownColumns;
    comparison.outsideCity = file->outsideCity;
    compareFiles(before->table, file->table, comparison);
    if (const PluginTable* held = findPluginTable(**snapshot, place.manifest.id, place.table))
        comparison.own = static_cast<int>(std::count_if(held->rows.begin(), held->rows.end(), isOwnRow));
    comparison.snapshot = *snapshot;
    if (request.isPreview)
        return comparison;

    Snapshot next = **snapshot;
    const auto target = tableFor(next, place, file->table.columns);
    if (!target)
        return tl::unexpected(target.error());
    std::erase_if((*target)->rows, [](const PluginRow& row) { return !isOwnRow(row); });
    for (const PluginRow& row : file->table.rows) {
        PluginRow taken = withColumns(row, file->table.columns, (*target)->columns);
        // Those ids are the workspace's: a list of rows that was exported and comes back is a file.
        if (isOwnRow(taken))
            taken.sourceId = file->edition.sourceId;
        (*target)->rows.push_back(std::move(taken));
    }
    std::erase_if(next.sources,
                  [&](const SourceEdition& edition) { return edition.sourceId == file->edition.sourceId; });
    next.sources.push_back(file->edition);
    const auto count = [](const std::vector<std::string>& uids) { return std::to_string(uids.size()); };
    const Message said{"rows.file_taken",
                       {place.manifest.id, titleOf(**table), file->edition.fileName, count(comparison.added),
                        count(comparison.changed), count(comparison.removed)}};
    const auto after = workspace->commit(next, said, request.stamp, file->edition.sourceId);
    if (!after)
        return tl::unexpected(after.error());
    comparison.snapshot = *after;
    return comparison;
}

}  // namespace chiiki
