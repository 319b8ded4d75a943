#include "workbench/usecases/plugin_row_tables.h"

#include <algorithm>

namespace chiiki::plugin_tables {
namespace {

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

}  // namespace

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

}  // namespace chiiki::plugin_tables
