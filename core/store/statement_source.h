#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/base/owned.h"
#include "core/store/tables.h"

namespace chiiki::store {

/// The row that a statement stands on, as a source for CellReader.
struct StatementSource {
    sqlite3_stmt* statement;

    bool isNull(int at) const { return sqlite3_column_type(statement, at) == SQLITE_NULL; }
    bool isText(int at) const { return sqlite3_column_type(statement, at) == SQLITE_TEXT; }
    std::int64_t integer(int at) const { return sqlite3_column_int64(statement, at); }
    double number(int at) const { return sqlite3_column_double(statement, at); }
    std::string_view text(int at) const
    {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, at));
        return text ? std::string_view(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, at)))
                    : std::string_view();
    }
    std::span<const std::byte> blob(int at) const
    {
        const auto* bytes = static_cast<const std::byte*>(sqlite3_column_blob(statement, at));
        return {bytes, bytes ? static_cast<std::size_t>(sqlite3_column_bytes(statement, at)) : 0};
    }
};

using StatementHandle = Owned<sqlite3_stmt*, sqlite3_finalize>;

/// Calls `use` with each row of a table in the order of its `uid`. What does not read becomes a BadRow that names table
/// and uid.
template <typename Use>
void forEachRow(Connection& connection, const std::string& table, std::span<const ColumnInfo> columns, Use&& use)
{
    sqlite3* db = connection.db().getHandle();
    const std::string sql = "SELECT " + columnNames(columns) + ", uid FROM " + sqlName(table) + " ORDER BY uid";
    sqlite3_stmt* made = nullptr;
    const int prepared = sqlite3_prepare_v2(db, sql.c_str(), -1, &made, nullptr);
    const StatementHandle statement(made);
    if (prepared != SQLITE_OK)
        throw SQLite::Exception(db, prepared);
    const StatementSource source{statement.get()};
    int stepped = SQLITE_ROW;
    while ((stepped = sqlite3_step(statement.get())) == SQLITE_ROW) {
        try {
            use(source);
        } catch (const BadRow& bad) {
            const auto uid = source.integer(static_cast<int>(columns.size()));
            throw BadRow(table + " uid " + std::to_string(uid), bad.what());
        }
    }
    if (stepped != SQLITE_DONE)
        throw SQLite::Exception(db, stepped);
}

}  // namespace chiiki::store
