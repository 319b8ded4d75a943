#include "core/store/plugin_rows.h"

#include <algorithm>
#include <cmath>

#include <sqlite3.h>

#include "core/store/statement_source.h"

namespace chiiki::store {
namespace {

constexpr std::string_view hostColumns[] = {"uid",         "row_uid",    "source_id", "district_code",
                                            "placement",   "citation",   "status",    "placement_reason",
                                            "fiscal_year", "source_row", "is_removed"};
constexpr std::size_t hostCells = 10;  // of a row: all of these but uid
constexpr char codeSeparator = ';';
constexpr std::string_view suffix = "_field";

[[noreturn]] void refuse(const std::string& why)
{
    throw SQLite::Exception(why, SQLITE_CONSTRAINT);
}

bool isId(std::string_view text)
{
    const auto isPart = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
    return !text.empty() && text.front() >= 'a' && text.front() <= 'z' && std::all_of(text.begin(), text.end(), isPart);
}

/// The column of a field. Different fields have different ones, whatever they are called.
std::string columnOf(const PluginColumn& field)
{
    if (!isId(field.id))
        refuse("field " + field.id);
    std::string_view stem = field.id;
    while (stem.ends_with(suffix))
        stem.remove_suffix(suffix.size());
    const bool isTaken = std::find(std::begin(hostColumns), std::end(hostColumns), stem) != std::end(hostColumns);
    return isTaken ? field.id + std::string(suffix) : field.id;
}

const char* sqlTypeOf(FieldType type)
{
    switch (type) {
    case FieldType::Integer:
    case FieldType::Yen:
    case FieldType::FiscalYear:
        return "INTEGER";
    case FieldType::Decimal:
    case FieldType::Percent:
        return "REAL";
    default:
        return "TEXT";
    }
}

std::string joined(const std::vector<std::string>& codes)
{
    std::string text;
    for (const std::string& code : codes)
        text += (text.empty() ? "" : std::string(1, codeSeparator)) + code;
    return text;
}

std::vector<std::string> split(std::string_view text)
{
    std::vector<std::string> codes;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(codeSeparator), text.size());
        codes.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return codes;
}

Cell cellOf(const FieldValue& value, const PluginColumn& field)
{
    const auto* number = std::get_if<double>(&value);
    const auto* text = std::get_if<std::string>(&value);
    // SQLite would turn one into the other, and "007" into 7.
    if ((number && (!isNumeric(field.type) || !std::isfinite(*number))) || (text && isNumeric(field.type)))
        refuse(field.id + ": " + textOf(value));
    return number ? Cell(*number) : text ? Cell(*text) : Cell();
}

template <typename Source>
PluginRow rowFrom(const Source& source, std::span<const PluginColumn> fields)
{
    PluginRow row;
    CellReader<Source> reader(source);
    std::string codes;
    std::string reason;
    reader.key("row_uid", row.uid);
    reader.key("source_id", row.sourceId);
    reader.column("district_code", codes);
    reader.word("placement", row.placement.rest);
    reader.column("placement_reason", reason);
    reader.column("fiscal_year", row.fiscalYear);
    reader.column("citation", row.citation);
    reader.word("status", row.status);
    reader.column("source_row", row.sourceRow);
    reader.column("is_removed", row.isRemoved);
    row.districtCodes = split(codes);
    if (row.placement.rest == Placement::Rest::None && !row.districtCodes.empty())
        row.placement.districtCode = row.districtCodes.front();
    row.placement.reason = interned(reason);
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const int at = static_cast<int>(hostCells + i);
        if (source.isNull(at))
            row.values.emplace_back();
        else if (source.isText(at) == isNumeric(fields[i].type))
            throw BadRow(fields[i].id, std::string(code(fields[i].type)));
        else if (isNumeric(fields[i].type))
            row.values.emplace_back(source.number(at));
        else
            row.values.emplace_back(std::string(source.text(at)));
    }
    return row;
}

void exec(Connection& connection, const std::string& sql)
{
    connection.db().exec(sql);
}

}  // namespace

std::string sqlNameOf(const std::string& pluginId, const std::string& tableId)
{
    for (const std::string& id : {pluginId, tableId})
        if (!isId(id) || id.find("__") != std::string::npos)
            refuse(std::string("table ").append(pluginId).append("__").append(tableId));
    return pluginId + "__" + tableId;
}

std::vector<ColumnInfo> pluginColumnsOf(std::span<const PluginColumn> fields)
{
    std::vector<ColumnInfo> columns{{"row_uid"},          {"source_id"},   {"district_code"}, {"placement"},
                                    {"placement_reason"}, {"fiscal_year"}, {"citation"},      {"status"},
                                    {"source_row"},       {"is_removed"}};
    for (const PluginColumn& field : fields)
        columns.push_back({interned(columnOf(field)).data()});
    return columns;
}

Row cellsOf(const PluginTable& table, const PluginRow& row, std::span<const PluginColumn> fields)
{
    if (row.values.size() != table.columns.size())
        refuse(row.uid + ": " + std::to_string(row.values.size()) + " / " + std::to_string(table.columns.size()));
    Row cells;
    CellWriter writer(cells);
    writer.key("row_uid", row.uid);
    writer.key("source_id", row.sourceId);
    writer.column("district_code", joined(row.districtCodes));
    writer.word("placement", row.placement.rest);
    writer.column("placement_reason", std::string(row.placement.reason));
    writer.column("fiscal_year", row.fiscalYear);
    writer.column("citation", row.citation);
    writer.word("status", row.status);
    writer.column("source_row", row.sourceRow);
    writer.column("is_removed", row.isRemoved);
    for (const PluginColumn& field : fields) {
        const int at = columnIndex(table, field.id);
        cells.push_back(
            at < 0 ? Cell()
                   : cellOf(row.values[static_cast<std::size_t>(at)], table.columns[static_cast<std::size_t>(at)]));
    }
    return cells;
}

PluginRow pluginRowOf(const Row& row, std::span<const PluginColumn> fields)
{
    return rowFrom(RowSource{row}, fields);
}

void createPluginTable(Connection& connection, const PluginTable& table)
{
    const std::string name = sqlNameOf(table.pluginId, table.tableId);
    std::string declared;
    for (const PluginColumn& field : table.columns)
        declared += ", " + sqlName(columnOf(field)) + " " + sqlTypeOf(field.type);
    exec(connection, "DROP TABLE IF EXISTS " + sqlName(name));
    exec(connection, "CREATE TABLE " + sqlName(name) + " (uid INTEGER PRIMARY KEY, row_uid TEXT NOT NULL" + declared +
                         ", district_code TEXT, placement TEXT NOT NULL, placement_reason TEXT, fiscal_year INTEGER, "
                         "source_id TEXT NOT NULL, citation TEXT, status TEXT NOT NULL, source_row INTEGER NOT NULL, "
                         "is_removed INTEGER NOT NULL, UNIQUE (row_uid, source_id))");
    std::vector<Row> rows;
    rows.reserve(table.rows.size());
    for (const PluginRow& row : table.rows)
        rows.push_back(cellsOf(table, row, table.columns));
    insertRows(connection, name.c_str(), pluginColumnsOf(table.columns), rows);
}

void dropPluginTable(Connection& connection, const PluginTable& table)
{
    exec(connection, "DROP TABLE IF EXISTS " + sqlName(sqlNameOf(table.pluginId, table.tableId)));
}

PluginTable readPluginTable(Connection& connection, const PluginTableEntry& entry)
{
    PluginTable table;
    table.pluginId = entry.pluginId;
    table.tableId = entry.tableId;
    for (const auto& [id, word] : entry.columns) {
        const auto type = parseFieldType(word);
        if (!type || !isId(id))
            throw BadRow("plugin_table columns", std::string(id).append(" ").append(word));
        table.columns.push_back({id, *type});
    }
    if (!isId(entry.pluginId) || !isId(entry.tableId))
        throw BadRow("plugin_table", entry.pluginId + " " + entry.tableId);
    const std::string name = sqlNameOf(entry.pluginId, entry.tableId);
    forEachRow(connection, name, pluginColumnsOf(table.columns),
               [&](const StatementSource& source) { table.rows.push_back(rowFrom(source, table.columns)); });
    return table;
}

}  // namespace chiiki::store
